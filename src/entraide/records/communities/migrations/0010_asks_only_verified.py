"""Communities whose posts are brought to verified members only."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0009_findable'),
    ]

    operations = [
        migrations.AddField(
            model_name='community',
            name='asks_only_verified',
            field=models.BooleanField(default=False),
        ),
    ]
