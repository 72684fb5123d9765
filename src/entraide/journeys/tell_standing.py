"""Tell of attestations: those who may give one of a request, the person of what became of it, both sides of an end to come.

Told once, however often it runs. The notices hold codes and days; the words between people are read on their pages.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from entraide.journeys.when_to_mail import mailing
from entraide.records.attestations import queries
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of, rules_of
from entraide.records.notices import changes
from entraide.records.people.models import Person
from entraide.records.people.queries import blocked_with


def tell_attesters(*, request_id: UUID, now: datetime) -> None:
    """Tell those who may attest it that somebody asks; but not whom a block keeps apart from them."""
    with transaction.atomic():
        request = _request(request_id)
        if request is None or request.settled_at is not None:
            return
        house = request.community
        apart = {request.person_id, *blocked_with(person_id=request.person_id)}
        facts = {"kind": request.kind, "person": str(request.person_id), "code": request.code}
        for attester in queries.attesters(house, kind=request.kind, rules=rules_of(house, now=now)):
            if attester.pk not in apart:
                _tell(attester, "attest_asked", about=request.pk, house=house, facts=facts, now=now)


def tell_declined(*, request_id: UUID, now: datetime) -> None:
    """Tell the person that their request was declined; they read the words on their own page."""
    with transaction.atomic():
        request = _request(request_id)
        if request and request.outcome == "declined":
            facts = {"kind": request.kind, "person": str(request.settled_by_id or "")}
            _tell(request.person, "attest_declined", about=request.pk, house=request.community, facts=facts, now=now)


def tell_attested(*, attestation_id: UUID, now: datetime) -> None:
    """Tell the person what is attested of them now."""
    with transaction.atomic():
        found = _attestation(attestation_id)
        if found and found.ended_at is None:
            _tell(found.person, "attested", about=found.pk, house=found.community, facts=_facts(found), now=now)


def tell_ended(*, attestation_id: UUID, now: datetime) -> None:
    """Tell the person that something attested of them holds no more: taken back, or over."""
    with transaction.atomic():
        found = _attestation(attestation_id)
        if found and found.ended_how in ("revoked", "expired"):
            kind = "attest_revoked" if found.ended_how == "revoked" else "attest_ended"
            _tell(found.person, kind, about=found.pk, house=found.community, facts=_facts(found), now=now)


def tell_ends_soon(*, attestation_id: UUID, now: datetime) -> None:
    """Tell the person, and whoever attested it if they still may, that it ends within a month."""
    with transaction.atomic():
        found = _attestation(attestation_id)
        if found is None or found.ended_at is not None:
            return
        house = found.community
        _tell(found.person, "attest_ending", about=found.pk, house=house, facts=_facts(found), now=now)
        attester = found.attested_by
        if attester and found.kind in queries.kinds_attested_by(attester, community=house, now=now):
            facts = {**_facts(found), "person": str(found.person_id)}
            _tell(attester, "attest_renew", about=found.pk, house=house, facts=facts, now=now)


def tell_attester_named(*, person_id: UUID, community_id: UUID, now: datetime) -> None:
    """Tell a member that the community trusts them with attesting."""
    with transaction.atomic():
        person = Person.objects.filter(pk=person_id, is_active=True).first()
        house = Community.objects.filter(pk=community_id).first()
        membership = membership_of(person, community=house) if person and house else None
        if person and house and membership and membership.may_attest:
            facts = {"kinds": membership.may_attest}
            _tell(person, "attester_named", about=membership.pk, house=house, facts=facts, now=now, again=True)


def _tell(
    person: Person,
    kind: str,
    *,
    about: UUID,
    house: Community,
    facts: dict[str, Any],
    now: datetime,
    again: bool = False,
) -> None:
    changes.tell_of(
        person=person,
        kind=kind,
        about=about,
        at=now,
        community=house,
        facts=facts,
        mailing=mailing(person=person, kind=kind, now=now),
        again=again,
    )


def _facts(found: Attestation) -> dict[str, Any]:
    """What a notice keeps of an attestation: codes and days. `person` is who attested it."""
    return {
        "kind": found.kind,
        "until": found.valid_until.isoformat() if found.valid_until else "",
        "person": str(found.attested_by_id or ""),
    }


def _request(request_id: UUID) -> AttestationRequest | None:
    return AttestationRequest.objects.select_related("person", "community").filter(pk=request_id).first()


def _attestation(attestation_id: UUID) -> Attestation | None:
    return Attestation.objects.select_related("person", "community", "attested_by").filter(pk=attestation_id).first()
