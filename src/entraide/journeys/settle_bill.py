"""A bill is paid: whoever is paid says so, the bank's statement does, or a card's provider. What follows is in flow.py."""

from datetime import datetime

from entraide.journeys.facts_of_bill import facts_of_bill
from entraide.journeys.happen import happen
from entraide.journeys.tell_of_bill import tell_of_bill
from entraide.records.payments import changes
from entraide.records.payments.models import Bill
from entraide.records.people.models import Person


def settle_bill(*, bill: Bill, way: str, by: Person | None, now: datetime) -> None:
    """Note that the locked bill is paid, and tell its payer. Nothing, if it is already.

    `way`: transfer, cash or card. `by`: who says so; None where a statement or a provider does.
    """
    if bill.state == "paid":
        return
    changes.move_bill(bill=bill, state="paid", way=way, paid_at=now, confirmed_by=by)
    happen(
        "euros_received",
        at=now,
        actor_id=by.pk if by else None,
        person_id=bill.payer_id,
        way=way,
        **facts_of_bill(bill),
    )
    if by is None or by.pk != bill.payer_id:
        tell_of_bill(bill=bill, kind="bill_paid", person=bill.payer, by=by, now=now)


def open_again(*, bill: Bill, by: Person | None, now: datetime) -> None:
    """What was taken for paid is not: the locked bill waits again, and its payer hears of it."""
    if bill.state != "paid":
        return
    changes.move_bill(bill=bill, state="waiting", way="", paid_at=None, confirmed_by=None, said_paid_at=None)
    happen(
        "euros_not_received",
        at=now,
        actor_id=by.pk if by else None,
        person_id=bill.payer_id,
        **facts_of_bill(bill),
    )
    tell_of_bill(bill=bill, kind="bill_missing", person=bill.payer, by=by, now=now)
