"""Revoke an attestation: the community takes back what was attested in its name, and says why."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.attest import stand_anew
from entraide.journeys.change_weights import cleaned_why
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.document_numbers import holds_document_number
from entraide.records.attestations import changes, queries
from entraide.records.attestations.models import Attestation
from entraide.records.people.models import Person


def revoke_attestation(*, attester: Person, attestation: Attestation, why: str, now: datetime) -> None:
    """End an attestation from now on; the person reads why. What rested on it holds no more, for asks that wait too.

    Raises Refusal: not_trusted (the community does not trust the attester with this kind), oneself (one's own is given up),
    closed (it had ended), why_missing, holds_number.
    """
    with transaction.atomic():
        if attestation.person_id == attester.pk:
            raise Refusal("oneself")
        house = attestation.community
        if attestation.kind not in queries.kinds_attested_by(attester, community=house, now=now):
            raise Refusal("not_trusted")
        why = cleaned_why(why=why)
        if holds_document_number(why):
            raise Refusal("holds_number")
        if not changes.end_attestation(attestation=attestation, how="revoked", by=attester, why=why, at=now):
            raise Refusal("closed")
        stand_anew(person=attestation.person, community=house, now=now)
        happen(
            "attestation_revoked",
            at=now,
            actor_id=attester.pk,
            person_id=attestation.person_id,
            community_id=str(house.pk),
            attestation_id=str(attestation.pk),
        )
