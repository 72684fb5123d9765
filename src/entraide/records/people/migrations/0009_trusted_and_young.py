"""Somebody whom one trusts, and until when somebody is young."""

import django.db.models.deletion
import entraide.common.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_closed_accounts'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='adult_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='parent_agreed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='TrustedContact',
            fields=[
                ('id', models.UUIDField(default=entraide.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('phone', models.CharField(blank=True, default='', max_length=30)),
                ('key', models.CharField(default=entraide.common.ids.new_key, editable=False, max_length=32, unique=True)),
                ('named_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('shown_until', models.DateTimeField(blank=True, null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='trusted_contact', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('email', ''), _negated=True), models.Q(('phone', ''), _negated=True), _connector='OR'), name='trusted_contact_can_be_reached')],
            },
        ),
    ]
