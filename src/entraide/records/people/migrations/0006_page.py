"""Everybody gets the code of their page, and may say something of themselves there."""

from typing import Any

from django.db import migrations, models

from entraide.common.ids import new_code

AT_ONCE = 500


def give_codes(apps: Any, _schema: Any) -> None:
    """A code for everybody who was here before."""
    person = apps.get_model("people", "Person")
    batch = []
    for one in person.objects.filter(code=None).only("pk").iterator(chunk_size=AT_ONCE):
        one.code = new_code()
        batch.append(one)
        if len(batch) == AT_ONCE:
            person.objects.bulk_update(batch, ["code"])
            batch.clear()
    person.objects.bulk_update(batch, ["code"])


class Migration(migrations.Migration):
    """The code of a person's page, their own words on it, and which of their sentences others may read."""

    dependencies = [("people", "0005_filed_sentences")]
    operations = [
        migrations.AddField("person", "code", models.CharField(max_length=12, null=True, editable=False)),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AddField("person", "about", models.CharField(max_length=500, blank=True, default="")),
        migrations.AddField("say", "is_public", models.BooleanField(default=False)),
        migrations.AddField("say", "hidden_at", models.DateTimeField(null=True, blank=True)),
    ]
