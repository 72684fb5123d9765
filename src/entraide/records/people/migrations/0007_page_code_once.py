"""No two people have the same page."""

from django.db import migrations, models

import entraide.common.ids


class Migration(migrations.Migration):
    """The code of a page is there, and once."""

    dependencies = [("people", "0006_page")]
    operations = [
        migrations.AlterField(
            "person",
            "code",
            models.CharField(max_length=12, unique=True, default=entraide.common.ids.new_code, editable=False),
        ),
    ]
