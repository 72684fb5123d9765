"""Ask for an attestation: a member asks the people whom a community trusts with it to see something, and says where to meet."""

from datetime import datetime

from django.db import IntegrityError, transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.attestations import KINDS, LONGEST_NAME
from entraide.logic.routing.document_numbers import holds_document_number
from entraide.records.attestations import changes, queries
from entraide.records.attestations.models import AttestationRequest
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of
from entraide.records.people.models import Person

LONGEST_WORDS = 300
MOST_WAITING = 5


def ask_attestation(
    *, person: Person, community: Community, kind: str, name: str = "", words: str = "", now: datetime
) -> AttestationRequest:
    """Ask for an attestation of `kind` (logic.routing.attestations.KINDS), of the organisation or qualification `name` if it has one.

    `words`: where and when they can be met. Those who may attest it are told. Raises Refusal: not_member, means_nothing (no such
    kind), which_missing, holds_number (a number of a document in the words), already_asked, too_many_asked.
    """
    with transaction.atomic():
        if membership_of(person, community=community) is None:
            raise Refusal("not_member")
        name, words = said_of(kind=kind, name=name, words=words)
        if queries.requests_of(person).filter(settled_at=None).count() >= MOST_WAITING:
            raise Refusal("too_many_asked")
        try:
            with transaction.atomic():
                request = changes.add_request(
                    person=person, community=community, kind=kind, name=name, words=words, at=now
                )
        except IntegrityError as error:
            raise Refusal("already_asked") from error
        happen(
            "attestation_asked",
            at=now,
            actor_id=person.pk,
            person_id=person.pk,
            community_id=str(community.pk),
            request_id=str(request.pk),
        )
        return request


def withdraw_request(*, person: Person, code: str, now: datetime) -> bool:
    """Take one's own request back; False if it was settled before, or is not theirs."""
    with transaction.atomic():
        request = queries.requests_of(person).filter(code=code, settled_at=None).first()
        if request is None or not changes.settle_request(request=request, outcome="withdrawn", at=now, by=person):
            return False
        happen(
            "attestation_request_withdrawn",
            at=now,
            actor_id=person.pk,
            person_id=person.pk,
            community_id=str(request.community_id),
            request_id=str(request.pk),
        )
        return True


def said_of(*, kind: str, name: str, words: str) -> tuple[str, str]:
    """Name and remark as they are kept, each on one line. Raises Refusal: means_nothing, which_missing, holds_number."""
    if kind not in KINDS:
        raise Refusal("means_nothing")
    name = _line(name)[:LONGEST_NAME] if KINDS[kind].is_named else ""
    words = _line(words)[:LONGEST_WORDS]
    if KINDS[kind].is_named and not name:
        raise Refusal("which_missing")
    if holds_document_number(words) or holds_document_number(name):
        raise Refusal("holds_number")
    return name, words


def _line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
