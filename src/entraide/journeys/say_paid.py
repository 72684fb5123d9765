"""What those whom a bill concerns say of it: that they paid, that it came, that it did not, that it is not wanted any more."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.facts_of_bill import facts_of_bill
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_bill import open_again, settle_bill
from entraide.journeys.tell_of_bill import tell_of_bill
from entraide.records.payments import changes
from entraide.records.payments.models import Bill
from entraide.records.payments.queries import keeps_books
from entraide.records.people.models import Person


def say_paid(*, bill: Bill, payer: Person, now: datetime) -> Bill:
    """The payer says that they have paid; whoever is paid hears of it. Said twice is said once.

    Raises Refusal: not_yours, bill_closed (it was cancelled).
    """
    with transaction.atomic():
        bill = _locked(bill)
        if bill.payer_id != payer.pk:
            raise Refusal("not_yours")
        if bill.state == "cancelled":
            raise Refusal("bill_closed")
        if bill.state == "waiting":
            changes.move_bill(bill=bill, state="said_paid", said_paid_at=now)
            happen("euros_said_paid", at=now, actor_id=payer.pk, person_id=bill.payee_id, **facts_of_bill(bill))
            tell_of_bill(bill=bill, kind="bill_said_paid", person=bill.payee, by=payer, now=now)
        return bill


def confirm_received(*, bill: Bill, by: Person, way: str = "transfer", now: datetime) -> Bill:
    """Whoever is paid says that it came; of a bill to a community whoever tends it. `way`: transfer or cash.

    Raises Refusal: not_yours, own_bill (nobody confirms for a community what they owe it themselves), bill_closed.
    """
    with transaction.atomic():
        bill = _locked(bill)
        _check_paid_by(bill, by)
        if bill.state == "cancelled":
            raise Refusal("bill_closed")
        settle_bill(bill=bill, way="cash" if way == "cash" else "transfer", by=by, now=now)
        return bill


def say_not_received(*, bill: Bill, by: Person, now: datetime) -> Bill:
    """It has not come after all: the bill waits again, and the payer hears of it.

    Raises Refusal: not_yours, own_bill, bill_closed; matched, where a payment on a statement says that it came.
    """
    with transaction.atomic():
        bill = _locked(bill)
        _check_paid_by(bill, by)
        if bill.state == "cancelled":
            raise Refusal("bill_closed")
        if bill.state == "paid" and bill.paid_cents:
            raise Refusal("matched")
        if bill.state == "said_paid":
            changes.move_bill(bill=bill, state="waiting", said_paid_at=None)
            happen("euros_not_received", at=now, actor_id=by.pk, person_id=bill.payer_id, **facts_of_bill(bill))
            tell_of_bill(bill=bill, kind="bill_missing", person=bill.payer, by=by, now=now)
        elif bill.state == "paid":
            open_again(bill=bill, by=by, now=now)
        return bill


def cancel_bill(*, bill: Bill, by: Person, now: datetime) -> Bill:
    """The bill is not wanted any more: by whoever is paid, by whoever tends the community that is, or, of what they added
    themselves, by its payer.

    Raises Refusal: not_yours, bill_closed (it is paid, or a part of it).
    """
    with transaction.atomic():
        bill = _locked(bill)
        added_it = bill.payer_id == by.pk and bill.asked_by_id == by.pk
        if not (added_it or bill.payee_id == by.pk or keeps_books(by, bill=bill)):
            raise Refusal("not_yours")
        if bill.state == "cancelled":
            return bill
        if bill.state == "paid" or bill.paid_cents:
            raise Refusal("bill_closed")
        changes.move_bill(bill=bill, state="cancelled", cancelled_at=now)
        happen("bill_cancelled", at=now, actor_id=by.pk, person_id=bill.payer_id, **facts_of_bill(bill))
        if bill.payer_id != by.pk:
            tell_of_bill(bill=bill, kind="bill_cancelled", person=bill.payer, by=by, now=now)
        return bill


def _locked(bill: Bill) -> Bill:
    found = changes.locked_bill(bill_id=bill.pk)
    if found is None:
        raise Refusal("bill_closed")
    return found


def _check_paid_by(bill: Bill, by: Person) -> None:
    """`by` is paid by the bill, or tends the community that is and is not its payer."""
    if bill.payee_id == by.pk:
        return
    if not keeps_books(by, bill=bill):
        raise Refusal("not_yours")
    if bill.payer_id == by.pk:
        raise Refusal("own_bill")
