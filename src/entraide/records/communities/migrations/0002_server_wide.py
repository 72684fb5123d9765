"""Every server has one open community from the start."""

from typing import Any

from django.db import migrations


def open_it(apps: Any, _schema: Any) -> None:
    """Make the server-wide community, if there is none."""
    community = apps.get_model("communities", "Community")
    community.objects.get_or_create(is_server_wide=True, defaults={"slug": "entraide", "name": "Entraide"})


class Migration(migrations.Migration):
    """Make the server-wide community."""

    dependencies = [("communities", "0001_initial")]
    operations = [migrations.RunPython(open_it, migrations.RunPython.noop)]
