"""Attest: somebody whom a community trusts with it says what they have seen of a member; or declines, with a word."""

from datetime import date, datetime

from django.db import transaction

from entraide.journeys.ask_attestation import LONGEST_WORDS, said_of
from entraide.journeys.change_weights import cleaned_why
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.attestations import KINDS, date_fault, last_day
from entraide.logic.routing.document_numbers import holds_document_number
from entraide.records.attestations import changes, queries
from entraide.records.attestations.models import Attestation, AttestationRequest
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of, rules_of
from entraide.records.people.models import Person

LONGEST_SEEN_WHERE = 200


def attest(
    *,
    attester: Person,
    person: Person,
    community: Community,
    kind: str,
    name: str = "",
    seen_where: str = "",
    document_on: date | None = None,
    valid_until: date | None = None,
    now: datetime,
) -> Attestation:
    """Keep that `attester` has seen, today, what the kind says of `person`; a request of theirs for it is settled by that.

    `document_on`: the day on which the document was made out, where the kind asks for it. `valid_until`: the last day on which it
    holds; None for the longest that the kind allows. One of the same that the community gave before gives way to it.
    Raises Refusal: not_trusted (the community does not trust the attester with this), oneself, not_member, means_nothing,
    which_missing, holds_number, or what is wrong with the dates (logic.routing.attestations.DateFault).
    """
    with transaction.atomic():
        if person.pk == attester.pk:
            raise Refusal("oneself")
        name, seen_where = said_of(kind=kind, name=name, words=seen_where)
        if kind not in queries.kinds_attested_by(attester, community=community, now=now):
            raise Refusal("not_trusted")
        if membership_of(person, community=community) is None:
            raise Refusal("not_member")
        until = _until(kind, document_on=document_on, valid_until=valid_until, today=queries.today_at(now))
        attestation = changes.add_attestation(
            person=person,
            community=community,
            kind=kind,
            name=name,
            seen_where=seen_where[:LONGEST_SEEN_WHERE],
            document_on=document_on if KINDS[kind].needs_document_date else None,
            valid_until=until,
            by=attester,
            at=now,
        )
        for request in queries.requests_of(person).filter(community=community, kind=kind, settled_at=None):
            changes.settle_request(request=request, outcome="attested", at=now, by=attester, attestation=attestation)
        stand_anew(person=person, community=community, now=now)
        happen(
            "attested",
            at=now,
            actor_id=attester.pk,
            person_id=person.pk,
            community_id=str(community.pk),
            attestation_id=str(attestation.pk),
        )
        return attestation


def decline_attestation(*, attester: Person, request: AttestationRequest, words: str, now: datetime) -> None:
    """Settle a request without attesting; the person reads why, in the attester's words.

    Raises Refusal: not_trusted (not theirs to settle), oneself, closed (settled before), why_missing, holds_number.
    """
    with transaction.atomic():
        if request.person_id == attester.pk:
            raise Refusal("oneself")
        if request.kind not in queries.kinds_attested_by(attester, community=request.community, now=now):
            raise Refusal("not_trusted")
        answer = cleaned_why(why=words)[:LONGEST_WORDS]
        if holds_document_number(answer):
            raise Refusal("holds_number")
        if not changes.settle_request(request=request, outcome="declined", at=now, by=attester, answer=answer):
            raise Refusal("closed")
        happen(
            "attestation_declined",
            at=now,
            actor_id=attester.pk,
            person_id=request.person_id,
            community_id=str(request.community_id),
            request_id=str(request.pk),
        )


def stand_anew(*, person: Person, community: Community, now: datetime) -> bool:
    """Let the membership repeat what is attested now; whether that is news. Call it inside a journey's transaction."""
    return changes.repeat_on_membership(
        person_id=person.pk,
        community=community,
        verifies=rules_of(community, now=now).verified_through,
        today=queries.today_at(now),
    )


def _until(code: str, *, document_on: date | None, valid_until: date | None, today: date) -> date | None:
    """The last day on which it will hold. Raises Refusal on dates that cannot be."""
    kind = KINDS[code]
    wrong = date_fault(kind, seen_on=today, document_on=document_on, until=valid_until)
    if wrong:
        raise Refusal(wrong)
    return valid_until or last_day(kind, seen_on=today, document_on=document_on)
