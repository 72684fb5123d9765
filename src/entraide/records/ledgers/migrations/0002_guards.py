"""The database refuses to change or delete a line of the books."""

from django.db import migrations

from entraide.records.ledgers.guards import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("ledgers", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
