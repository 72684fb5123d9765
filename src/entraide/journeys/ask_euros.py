"""Ask for the part in euros of an exchange: whoever helps gives an account for this one bill, whoever was helped pays into it.

No money passes through here, and nothing is kept of it. Part in euros, part in credits, part as a gift: this is the first part only,
and only as much as the two agreed.
"""

from datetime import datetime

from django.db import transaction

from entraide.journeys.facts_of_bill import facts_of_bill
from entraide.journeys.happen import happen
from entraide.journeys.hold_exchange import hold
from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.journeys.set_bank_account import read_account
from entraide.journeys.settle_bill import settle_bill
from entraide.journeys.settle_exchange import settle_exchange
from entraide.journeys.tell_of_bill import tell_of_bill
from entraide.records.communities.queries import rules_of
from entraide.records.exchanges.models import Exchange
from entraide.records.payments import changes
from entraide.records.payments.models import Bill
from entraide.records.people.models import Person

# States in which a promise was made, and may be paid.
PAYABLE = ("promised", "reminded", "missed", "problem", "done", "thanked", "settled")
MOST_CENTS = 1_000_000


def ask_euros(
    *, exchange: Exchange, payee: Person, cents: int | None = None, iban: str, holder: str, now: datetime
) -> Bill:
    """The bill for what was promised in euros, or `cents` of it. While one is open, asking again gives that one.

    Raises Refusal: not_yours (only whoever helps asks), not_promised, no_euros_here, wrong_euros, more_than_agreed, wrong_account,
    holder_missing, suspended, excluded, gone (whoever was helped has erased their account).
    """
    number, name = read_account(iban=iban, holder=holder)
    with transaction.atomic():
        exchange, _ = hold(exchange_id=exchange.pk)
        before = _open_bill(exchange)
        if before and before.payee_id == payee.pk:
            return before
        bill = _bill(exchange, payee, cents, now, iban=number, holder=name)
        happen("euros_asked", at=now, actor_id=payee.pk, person_id=bill.payer_id, **facts_of_bill(bill))
        tell_of_bill(bill=bill, kind="bill", person=bill.payer, by=payee, now=now)
        return bill


def receive_in_hand(*, exchange: Exchange, payee: Person, cents: int | None = None, now: datetime) -> Bill:
    """What was promised in euros, or `cents` of it, was given in the hand: the bill is made and settled at once.

    An open bill of the exchange is settled so. Raises Refusal as ask_euros does.
    """
    with transaction.atomic():
        exchange, _ = hold(exchange_id=exchange.pk)
        bill = _open_bill(exchange)
        if bill is None or bill.payee_id != payee.pk:
            bill = _bill(exchange, payee, cents, now)
        settle_bill(bill=bill, way="cash", by=payee, now=now)
        return bill


def waive_euros(*, exchange: Exchange, payee: Person, now: datetime) -> None:
    """Whoever helps lets go of what is left in euros: a gift after all. What waits is cancelled, and the part counts as come.

    Raises Refusal: not_yours, not_promised.
    """
    with transaction.atomic():
        exchange, _ = hold(exchange_id=exchange.pk)
        if payee.pk != exchange.helper_id:
            raise Refusal("not_yours")
        if exchange.state not in PAYABLE or not exchange.cents:
            raise Refusal("not_promised")
        bill = _open_bill(exchange)
        if bill:
            changes.move_bill(bill=bill, state="cancelled", cancelled_at=now)
            happen("bill_cancelled", at=now, actor_id=payee.pk, person_id=bill.payer_id, **facts_of_bill(bill))
            tell_of_bill(bill=bill, kind="bill_cancelled", person=bill.payer, by=payee, now=now)
        settle_exchange(exchange_id=exchange.pk, part="euros", by=payee, now=now)


def left_to_ask(exchange: Exchange) -> int:
    """How many cents of what was promised no bill asks for yet. Of a promise for several times: what is promised for one."""
    agreed = exchange.cents or 0
    return agreed if exchange.recurrence else max(0, agreed - changes.billed_cents(exchange=exchange))


def _open_bill(exchange: Exchange) -> Bill | None:
    open_one = Bill.objects.filter(exchange=exchange, purpose="exchange", state__in=("waiting", "said_paid")).first()
    return changes.locked_bill(bill_id=open_one.pk) if open_one else None


def _bill(
    exchange: Exchange, payee: Person, cents: int | None, now: datetime, *, iban: str = "", holder: str = ""
) -> Bill:
    if payee.pk != exchange.helper_id:
        raise Refusal("not_yours")
    if exchange.state not in PAYABLE or not exchange.cents:
        raise Refusal("not_promised")
    if exchange.asker is None:
        raise Refusal("gone")
    may_act(person=payee, community=exchange.community, now=now)
    if not rules_of(exchange.community, now=now).may_use_euros:
        raise Refusal("no_euros_here")
    left = 0 if exchange.euros_given_at and not exchange.recurrence else left_to_ask(exchange)
    asked = left if cents is None else cents
    if asked < 1 or asked > MOST_CENTS:
        raise Refusal("wrong_euros" if left else "more_than_agreed")
    if asked > left:
        raise Refusal("more_than_agreed")
    return changes.add_bill(
        community=exchange.community,
        exchange=exchange,
        purpose="exchange",
        payer=exchange.asker,
        payee=payee,
        cents=asked,
        what=exchange.what[:140],
        iban=iban,
        holder=holder,
        asked_at=now,
        asked_by=payee,
    )
