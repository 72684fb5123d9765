"""Where a community has moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Community.moved_to."""

    dependencies = [("communities", "0006_rules_to_come")]

    operations = [
        migrations.AddField("community", "moved_to", models.URLField(blank=True, default="", max_length=200)),
    ]
