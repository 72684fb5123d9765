"""Prices are learned from the posts that come up around people; those learned otherwise are forgotten."""

from typing import Any

from django.db import migrations, models


def forget_prices(apps: Any, editor: Any) -> None:
    """Everybody begins at the first price: the old ones were counted otherwise."""
    apps.get_model("asks", "Attention").objects.using(editor.connection.alias).update(price=0.1)


class Migration(migrations.Migration):
    dependencies = [("asks", "0002_attention")]

    operations = [
        migrations.RemoveIndex(model_name="attention", name="attention_area"),
        migrations.RemoveField(model_name="attention", name="area"),
        migrations.AddField(model_name="attention", name="gains", field=models.FloatField(default=0.0)),
        migrations.AlterField(model_name="attention", name="price", field=models.FloatField(default=0.1)),
        migrations.RunPython(forget_prices, migrations.RunPython.noop),
    ]
