"""What a community is found by, beside it; and the index that lists communities by name."""

from django.db import migrations, models

from entraide.common.text import fold


def fill(apps, schema_editor):
    """Those that are there already are found by their name and motto; communes came after."""
    for house in apps.get_model("communities", "Community").objects.all():
        house.findable = fold(f"{house.name} {house.motto}").text
        house.save(update_fields=["findable"])


class Migration(migrations.Migration):

    dependencies = [
        ("communities", "0008_attested"),
    ]

    operations = [
        migrations.AddField(
            model_name="community",
            name="findable",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="community",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["-is_server_wide", "name", "id"],
                name="communities_by_name",
            ),
        ),
    ]
