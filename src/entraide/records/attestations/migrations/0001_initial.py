"""An attestation, and the request for one."""

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
            name='Attestation',
            fields=[
                ('id', models.UUIDField(default=entraide.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(default=entraide.common.ids.new_code, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('identity', 'identity'), ('address', 'address'), ('adult', 'adult'), ('extract', 'extract'), ('first_aid', 'first_aid'), ('driving', 'driving'), ('insurance', 'insurance'), ('member', 'member'), ('skill', 'skill')], max_length=12)),
                ('name', models.CharField(blank=True, default='', max_length=60)),
                ('seen_where', models.CharField(blank=True, default='', max_length=200)),
                ('document_on', models.DateField(blank=True, null=True)),
                ('attested_at', models.DateTimeField()),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
                ('warned_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_how', models.CharField(blank=True, choices=[('revoked', 'revoked'), ('given_up', 'given_up'), ('expired', 'expired'), ('renewed', 'renewed')], default='', max_length=8)),
                ('ended_why', models.CharField(blank=True, default='', max_length=300)),
                ('attested_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attestations', to='communities.community')),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attestations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-attested_at', '-id'),
            },
        ),
        migrations.CreateModel(
            name='AttestationRequest',
            fields=[
                ('id', models.UUIDField(default=entraide.common.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(default=entraide.common.ids.new_code, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('identity', 'identity'), ('address', 'address'), ('adult', 'adult'), ('extract', 'extract'), ('first_aid', 'first_aid'), ('driving', 'driving'), ('insurance', 'insurance'), ('member', 'member'), ('skill', 'skill')], max_length=12)),
                ('name', models.CharField(blank=True, default='', max_length=60)),
                ('words', models.CharField(blank=True, default='', max_length=300)),
                ('asked_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('attested', 'attested'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='', max_length=9)),
                ('answer', models.CharField(blank=True, default='', max_length=300)),
                ('attestation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='requests', to='attestations.attestation')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attestation_requests', to='communities.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attestation_requests', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('asked_at', 'id'),
            },
        ),
        migrations.AddIndex(
            model_name='attestation',
            index=models.Index(fields=['person', '-attested_at'], name='attestation_of_person'),
        ),
        migrations.AddIndex(
            model_name='attestation',
            index=models.Index(fields=['community', '-attested_at'], name='attestation_by_house'),
        ),
        migrations.AddIndex(
            model_name='attestation',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['community', 'kind'], name='attestation_in_house'),
        ),
        migrations.AddIndex(
            model_name='attestation',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['valid_until'], name='attestation_to_end'),
        ),
        migrations.AddIndex(
            model_name='attestation',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['community', 'valid_until'], name='attestation_ends_in'),
        ),
        migrations.AddConstraint(
            model_name='attestation',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person', 'community', 'kind', 'name'), name='attested_once'),
        ),
        migrations.AddConstraint(
            model_name='attestation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attested_by', models.F('person')), _negated=True), ('attested_by', None), _connector='OR'), name='nobody_attests_themselves'),
        ),
        migrations.AddConstraint(
            model_name='attestation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_how', '')), models.Q(('ended_at__isnull', False), models.Q(('ended_how', ''), _negated=True)), _connector='OR'), name='an_end_has_a_way'),
        ),
        migrations.AddIndex(
            model_name='attestationrequest',
            index=models.Index(condition=models.Q(('settled_at', None)), fields=['community', 'asked_at'], name='attestation_waiting'),
        ),
        migrations.AddConstraint(
            model_name='attestationrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('person', 'community', 'kind'), name='asks_for_it_once'),
        ),
    ]
