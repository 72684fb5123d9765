"""What a human says of a payment on a statement: which bill it pays, that it pays none, or that this was wrong."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.reconcile_statement import take
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_bill import open_again, settle_bill
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.payments import changes
from entraide.records.payments.models import PaymentSeen
from entraide.records.people.models import Person


def match_payment(*, steward: Person, community: Community, payment_id: UUID, bill_id: UUID, now: datetime) -> int:
    """The bill takes of the payment what it still owes, or all of it, if that is less; how many cents.

    Raises Refusal: not_yours, no_such_payment (settled meanwhile, or of another community), bill_closed, own_bill.
    """
    with transaction.atomic():
        payment = _payment(steward, community, payment_id)
        bill = changes.locked_bill(bill_id=bill_id)
        if bill is None or bill.community_id != community.pk or not bill.is_to_community:
            raise Refusal("bill_closed")
        if bill.payer_id == steward.pk:
            raise Refusal("own_bill")
        if bill.matches.filter(payment=payment, undone_at=None).exists():
            raise Refusal("bill_closed")
        left = bill.cents - bill.paid_cents if bill.state != "cancelled" else 0
        cents = min(payment.left_cents, left) if payment.left_cents > 0 else -min(-payment.left_cents, bill.paid_cents)
        if not cents:
            raise Refusal("bill_closed")
        take(payment=payment, bill=bill, cents=cents, by=steward, now=now)
        happen(
            "payment_matched",
            at=now,
            actor_id=steward.pk,
            person_id=bill.payer_id,
            community_id=str(community.pk),
            payment_id=str(payment.pk),
            bill_id=str(bill.pk),
            cents=cents,
        )
        return cents


def undo_match(*, steward: Person, community: Community, match_id: UUID, now: datetime) -> None:
    """The match was wrong: its payment waits again, and its bill, if it was paid by it. The match stays in the history as undone.

    Raises Refusal: not_yours, no_such_payment; returned_since, where money of it was given back after: undo that first.
    """
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        match = changes.locked_match(match_id=match_id)
        if match is None or match.payment.community_id != community.pk:
            raise Refusal("no_such_payment")
        if match.bill.paid_cents < match.cents:
            raise Refusal("returned_since")
        changes.undo_match(match=match, by=steward, at=now)
        if match.payment.state != "waiting":
            changes.move_payment(payment=match.payment, state="waiting", by=steward, at=now)
        bill = match.bill
        if bill.state == "paid" and bill.confirmed_by_id is None and bill.paid_cents < bill.cents:
            open_again(bill=bill, by=steward, now=now)
        elif bill.is_open and bill.paid_cents >= bill.cents:
            # What had come back, had not.
            settle_bill(bill=bill, way="transfer", by=None, now=now)
        happen(
            "match_undone",
            at=now,
            actor_id=steward.pk,
            person_id=bill.payer_id,
            community_id=str(community.pk),
            payment_id=str(match.payment_id),
            bill_id=str(bill.pk),
            cents=match.cents,
        )


def set_aside(*, steward: Person, community: Community, payment_id: UUID, now: datetime) -> None:
    """The payment, or what is left of it, pays no bill: a gift, a refund, another affair. Raises Refusal: not_yours, no_such_payment."""
    with transaction.atomic():
        payment = _payment(steward, community, payment_id)
        changes.move_payment(payment=payment, state="set_aside", by=steward, at=now)
        happen(
            "payment_set_aside",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            payment_id=str(payment.pk),
        )


def take_up_again(*, steward: Person, community: Community, payment_id: UUID, now: datetime) -> None:
    """A payment that was set aside is to be looked at again. Raises Refusal: not_yours, no_such_payment."""
    with transaction.atomic():
        payment = _payment(steward, community, payment_id, state="set_aside")
        changes.move_payment(payment=payment, state="waiting", by=steward, at=now)
        happen(
            "payment_taken_up",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            payment_id=str(payment.pk),
        )


def _payment(steward: Person, community: Community, payment_id: UUID, *, state: str = "waiting") -> PaymentSeen:
    if not tends(steward, community=community):
        raise Refusal("not_yours")
    payment = changes.locked_payment(payment_id=payment_id)
    if payment is None or payment.community_id != community.pk or payment.state != state:
        raise Refusal("no_such_payment")
    return payment
