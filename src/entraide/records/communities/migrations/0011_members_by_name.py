"""Members are listed by name and leafed through without counting: the folded first name stands beside each membership."""

from django.db import migrations, models

import entraide.records.communities.models
from entraide.common.text import fold


def fill(apps, schema_editor):
    """Whoever is a member already is found by their name too."""
    rows = apps.get_model("communities", "Membership").objects.select_related("person")
    for membership in rows.iterator(chunk_size=500):
        membership.name_key = fold(membership.person.first_name).text.strip()[:40]
        membership.save(update_fields=["name_key"])


class Migration(migrations.Migration):

    dependencies = [
        ("communities", "0010_asks_only_verified"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="name_key",
            field=entraide.records.communities.models.NameKey(blank=True, default="", editable=False, max_length=40),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["community", "name_key", "id"], name="members_by_name"),
        ),
    ]
