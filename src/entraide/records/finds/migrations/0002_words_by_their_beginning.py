"""The index on words goes letter by letter on PostgreSQL too, whatever its language: so it leads to all words that begin so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("finds", "0001_initial")]
    operations = [
        migrations.RemoveIndex(model_name="wordkey", name="keys_of_word"),
        migrations.AddIndex(
            model_name="wordkey",
            index=models.Index(fields=["word"], name="keys_of_word", opclasses=["varchar_pattern_ops"]),
        ),
    ]
