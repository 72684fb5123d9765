"""The table of mandates."""

import django.db.models.deletion
import entraide.common.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communities', '0008_attested'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.UUIDField(default=entraide.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('scope', models.JSONField(default=list)),
                ('consent', models.CharField(blank=True, choices=[('signed_in', 'signed_in'), ('link', 'link'), ('paper', 'paper'), ('voice', 'voice')], default='', max_length=9)),
                ('first_name', models.CharField(blank=True, default='', max_length=40)),
                ('language', models.CharField(default='fr', max_length=2)),
                ('code_digest', models.CharField(blank=True, default='', max_length=64)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('asked_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('until', models.DateField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.CharField(blank=True, choices=[('person', 'person'), ('hand', 'hand'), ('steward', 'steward')], default='', max_length=8)),
                ('community', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mandates', to='communities.community')),
                ('hand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandates_held', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mandates_given', to=settings.AUTH_USER_MODEL)),
                ('witness', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-asked_at', '-id'),
                'indexes': [models.Index(condition=models.Q(('agreed_at', None), ('ended_at', None)), fields=['community'], name='mandate_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('agreed_at', None), models.Q(('person__isnull', False), models.Q(('consent', ''), _negated=True)), _connector='OR'), name='mandate_holds_by_consent'), models.CheckConstraint(condition=models.Q(('person', None), models.Q(('person', models.F('hand')), _negated=True), _connector='OR'), name='mandate_is_for_another')],
            },
        ),
    ]
