"""Who was verified before there were attestations keeps it, as an attestation of identity without an attester and without an end."""

from django.db import migrations

from entraide.common.ids import new_code, uuid7

_AT_ONCE = 2000


def attest_the_verified(apps, schema_editor):
    """One attestation for each verified membership, given when the community verified it; the membership repeats it."""
    Membership = apps.get_model("communities", "Membership")
    Attestation = apps.get_model("attestations", "Attestation")
    verified = Membership.objects.filter(verified_at__isnull=False)
    rows = verified.values_list("person_id", "community_id", "verified_at", "verified_until")
    Attestation.objects.bulk_create(
        (
            Attestation(
                id=uuid7(),
                code=new_code(12),
                person_id=person_id,
                community_id=community_id,
                kind="identity",
                attested_at=verified_at,
                valid_until=until,
            )
            for person_id, community_id, verified_at, until in rows.iterator(_AT_ONCE)
        ),
        batch_size=_AT_ONCE,
    )
    verified.filter(verified_until=None).update(attested={"identity": None})


class Migration(migrations.Migration):
    """It only adds; taken back, the memberships still say who is verified."""

    dependencies = [("attestations", "0001_initial"), ("communities", "0008_attested")]

    operations = [migrations.RunPython(attest_the_verified, migrations.RunPython.noop)]
