"""Departures and arrivals."""


import django.db.models.deletion
import entraide.common.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0007_moved_to'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.UUIDField(default=entraide.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('sealed_for', models.CharField(max_length=120)),
                ('key', models.CharField(default=entraide.common.ids.new_key, editable=False, max_length=32, unique=True)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('size', models.PositiveBigIntegerField(blank=True, null=True)),
                ('fingerprint', models.CharField(blank=True, default='', max_length=60)),
                ('facts', models.JSONField(blank=True, default=dict)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departures', to='communities.community')),
            ],
            options={
                'ordering': ('-asked_at',),
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.UUIDField(default=entraide.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('arrived_at', models.DateTimeField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='arrivals', to='communities.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='arrivals', to=settings.AUTH_USER_MODEL)),
                ('stand_in', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='stands_in', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-arrived_at',),
                'constraints': [models.UniqueConstraint(fields=('community', 'person'), name='arrives_once')],
            },
        ),
    ]
