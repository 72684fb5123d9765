"""Ask another member for credits, and answer such a request. Nothing moves before whoever is asked has said yes."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.give_credits import LONGEST_WORDS, clean, give_credits
from entraide.journeys.happen import happen
from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import may_enter
from entraide.records.ledgers import changes
from entraide.records.ledgers.models import CreditRequest, Transfer
from entraide.records.ledgers.queries import open_requests, terms_in_force
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart

# So many requests of one member may wait in one community.
MOST_OPEN = 20
# A request that nobody has answered for so long is over.
LASTS = timedelta(days=60)


def ask_credits(
    *,
    payee: Person,
    payer: Person,
    community: Community,
    amount_minor: int,
    words: str,
    key: UUID,
    now: datetime,
) -> CreditRequest:
    """`payee` asks `payer` for so much, in minor units; `words` say what for. The same key twice is the same request.

    Raises Refusal: no_credits_here, closed, to_oneself, wrong_amount, too_much_at_once, too_long, words_missing, not_member (either),
    apart, too_many_requests, or what may_act does.
    """
    with transaction.atomic():
        terms = terms_in_force(community, now=now)
        said = clean(words)
        faults = {
            "closed": community.closed_at is not None,
            "no_credits_here": terms.unit.is_gift,
            "to_oneself": payer.pk == payee.pk,
            "wrong_amount": amount_minor <= 0,
            "too_much_at_once": bool(terms.most_minor) and amount_minor > terms.most_minor,
            "words_missing": not said,
            "too_long": len(said) > LONGEST_WORDS,
        }
        if fault := next((code for code, is_so in faults.items() if is_so), ""):
            raise Refusal(fault)
        if not all(may_enter(one, community=community, whom="members") for one in (payer, payee)):
            raise Refusal("not_member")
        may_act(person=payee, community=community, now=now)
        if are_apart(payer, payee):
            raise Refusal("apart")
        if open_requests(payee, community=community) >= MOST_OPEN:
            raise Refusal("too_many_requests")
        request, is_new = changes.add_request(
            community=community,
            payer=payer,
            payee=payee,
            unit=terms.unit.kind,
            amount_minor=amount_minor,
            words=said,
            at=now,
            key=key,
        )
        if is_new:
            _happen("credits_asked", request, actor=payee, other=payer, now=now)
        return request


def accept_request(*, request_id: UUID, person: Person, now: datetime) -> Transfer:
    """Whoever was asked gives what was asked for. Twice is once.

    Raises Refusal: no_such_request (none of theirs, or it is over), and what give_credits does.
    """
    with transaction.atomic():
        request = _locked(request_id)
        if request.payer_id != person.pk or request.payee is None:
            raise Refusal("no_such_request")
        if request.transfer_id:
            return Transfer.objects.get(pk=request.transfer_id)
        if request.state != "pending" or request.unit != terms_in_force(request.community, now=now).unit.kind:
            raise Refusal("no_such_request")
        transfer = give_credits(
            payer=person,
            payee=request.payee,
            community=request.community,
            amount_minor=request.amount_minor,
            # They are the payee's, and stay with the request.
            words="",
            key=request.pk,
            now=now,
            kind="request",
        )
        changes.settle_request(request=request, state="accepted", at=now, transfer_id=transfer.pk)
        return transfer


def decline_request(*, request_id: UUID, person: Person, now: datetime) -> None:
    """Whoever was asked says not this time. Raises Refusal: no_such_request."""
    with transaction.atomic():
        request = _locked(request_id)
        if request.payer_id != person.pk or request.state not in ("pending", "declined"):
            raise Refusal("no_such_request")
        if request.state == "pending":
            changes.settle_request(request=request, state="declined", at=now)
            _happen("credits_declined", request, actor=person, other=request.payee, now=now)


def cancel_request(*, request_id: UUID, person: Person, now: datetime) -> None:
    """Whoever asked takes it back. Raises Refusal: no_such_request."""
    with transaction.atomic():
        request = _locked(request_id)
        if request.payee_id != person.pk or request.state not in ("pending", "cancelled"):
            raise Refusal("no_such_request")
        if request.state == "pending":
            changes.settle_request(request=request, state="cancelled", at=now)
            _happen("credits_unasked", request, actor=person, other=request.payer, now=now)


def _locked(request_id: UUID) -> CreditRequest:
    request = changes.locked_request(request_id=request_id)
    if request is None:
        raise Refusal("no_such_request")
    return request


def _happen(kind: str, request: CreditRequest, *, actor: Person, other: Person | None, now: datetime) -> None:
    happen(
        kind,
        at=now,
        actor_id=actor.pk,
        person_id=other.pk if other else None,
        community_id=str(request.community_id),
        request_id=str(request.pk),
    )
