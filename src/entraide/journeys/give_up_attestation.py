"""Give up an attestation about oneself, or hide it: it is the person's own."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.attest import stand_anew
from entraide.journeys.happen import happen
from entraide.records.attestations import changes, queries
from entraide.records.people.models import Person


def give_up_attestation(*, person: Person, code: str, now: datetime) -> bool:
    """End what is attested of oneself, for good; False if it had ended, or is not theirs."""
    with transaction.atomic():
        found = queries.own_with_code(person, code=code)
        if found is None or not changes.end_attestation(attestation=found, how="given_up", by=person, at=now):
            return False
        stand_anew(person=person, community=found.community, now=now)
        happen(
            "attestation_given_up",
            at=now,
            actor_id=person.pk,
            person_id=person.pk,
            community_id=str(found.community_id),
            attestation_id=str(found.pk),
        )
        return True


def show_attestation(*, person: Person, code: str, is_shown: bool, now: datetime) -> bool:
    """Let others see what is attested of oneself, or not; it counts either way. False if there is none of theirs with this code."""
    with transaction.atomic():
        found = queries.own_with_code(person, code=code)
        if found is None:
            return False
        if (found.hidden_at is None) != is_shown:
            changes.hide(attestation=found, at=None if is_shown else now)
            happen(
                "attestation_shown" if is_shown else "attestation_hidden",
                at=now,
                actor_id=person.pk,
                person_id=person.pk,
                attestation_id=str(found.pk),
            )
        return True
