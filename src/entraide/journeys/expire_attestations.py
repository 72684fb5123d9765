"""Expire attestations: a month ahead both sides are told; after the last day the end is written down.

Nothing waits for it: whoever reads a standing holds each end against the day itself.
"""

from datetime import datetime

from django.db import transaction

from entraide.journeys.attest import stand_anew
from entraide.journeys.happen import happen
from entraide.records.attestations import changes, queries
from entraide.records.attestations.models import Attestation

_AT_ONCE = 200


def expire_attestations(*, now: datetime) -> int:
    """Write down what ended before the day of the aware moment `now`, and announce what ends within a month; how many of either."""
    count = 0
    for one in queries.past(now=now)[:_AT_ONCE]:
        with transaction.atomic():
            if changes.end_attestation(attestation=one, how="expired", at=now):
                stand_anew(person=one.person, community=one.community, now=now)
                _happen("attestation_ended", one, now=now)
                count += 1
    for one in queries.to_warn(now=now)[:_AT_ONCE]:
        with transaction.atomic():
            if changes.note_warned(attestation=one, at=now):
                _happen("attestation_ends_soon", one, now=now)
                count += 1
    return count


def _happen(kind: str, attestation: Attestation, *, now: datetime) -> None:
    happen(
        kind,
        at=now,
        person_id=attestation.person_id,
        community_id=str(attestation.community_id),
        attestation_id=str(attestation.pk),
    )
