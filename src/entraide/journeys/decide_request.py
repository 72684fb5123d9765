"""Decide a request: whoever runs the community lets somebody in, or says no, with a few words if they like."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.join_community import take_in
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.invitations import changes, queries
from entraide.records.invitations.models import JoinRequest
from entraide.records.notices import changes as notices
from entraide.records.people.models import Person

LONGEST_WORDS = 500


def decide_request(
    *, steward: Person, community: Community, request_id: UUID, is_accepted: bool, words: str, now: datetime
) -> JoinRequest:
    """Let the person in, or decline; they are told, with the steward's `words` (at most 500 signs, may be empty).

    Raises Refusal: not_yours (no steward of this community and no operator), no_such_request (it does not wait any more).
    """
    if not tends(steward, community=community):
        raise Refusal("not_yours")
    with transaction.atomic():
        request = queries.waiting_request(community, request_id=request_id)
        decision = "accepted" if is_accepted else "declined"
        answer = " ".join(words.split())[:LONGEST_WORDS]
        is_decided = request is not None and changes.settle_request(
            request_id=request_id, decision=decision, at=now, by=steward, answer=answer
        )
        if request is None or not is_decided:
            raise Refusal("no_such_request")
        if is_accepted:
            take_in(person=request.person, community=community, now=now)
        happen(
            "join_decided",
            at=now,
            actor_id=steward.pk,
            person_id=request.person_id,
            community_id=str(community.pk),
            request_id=str(request.pk),
            decision=decision,
        )
        return request


def tell_of_decision(*, request_id: str, now: datetime) -> None:
    """Tell the person what was decided; once."""
    with transaction.atomic():
        request = JoinRequest.objects.select_related("community", "person").filter(pk=request_id).first()
        kind = {"accepted": "let_in", "declined": "not_let_in"}.get(request.decision) if request else None
        if request and kind:
            notices.tell_of(
                person=request.person,
                kind=kind,
                about=request.pk,
                community=request.community,
                facts={"has_words": bool(request.answer)},
                at=now,
                mailing=mailing(person=request.person, kind=kind, now=now),
            )
