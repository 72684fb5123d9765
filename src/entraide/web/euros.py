"""The part in euros of an exchange, for its page: what was agreed, what was asked and has come, and who may do what next."""

from dataclasses import dataclass

from entraide.journeys.ask_euros import PAYABLE
from entraide.records.exchanges.models import Exchange
from entraide.records.payments.models import Bill
from entraide.records.payments.queries import bills_about
from entraide.records.people.models import Person


@dataclass(frozen=True)
class ExchangeEuros:
    """What `parts/exchange_euros.html` shows.

    Attributes:
        cents: what was agreed in euros.
        bills: those that stand or stood, newest first; cancelled ones are left out.
        may_ask: whether the viewer may ask for something now.
        left_cents: what no bill asks for yet.
        is_gift: whether whoever helps let go of it.
        is_payer: whether the viewer is the one who pays.
        paid_cents: how much has come.
    """

    cents: int
    bills: tuple[Bill, ...]
    may_ask: bool
    left_cents: int
    is_gift: bool
    is_payer: bool
    paid_cents: int

    @property
    def is_paid(self) -> bool:
        """Whether nothing is left to pay."""
        return not self.is_gift and self.paid_cents >= self.cents and not self.open_bill

    @property
    def open_bill(self) -> Bill | None:
        """The bill that waits, if one does."""
        return next((bill for bill in self.bills if bill.is_open), None)


def euros_of(viewer: Person | None, exchange: Exchange) -> ExchangeEuros | None:
    """The part in euros of an exchange, for one of its two; None where there is none, or where the viewer is somebody else.

    One query. Of a promise for several times, what is left is what was agreed for one.
    """
    if viewer is None or viewer.pk not in (exchange.asker_id, exchange.helper_id) or not exchange.cents:
        return None
    bills = tuple(bill for bill in bills_about(exchange) if bill.state != "cancelled")
    if exchange.state not in PAYABLE and not bills:
        return None
    asked = 0 if exchange.recurrence else sum(bill.cents for bill in bills)
    is_gift = exchange.euros_given_at is not None and not any(bill.state == "paid" for bill in bills)
    left = 0 if exchange.euros_given_at and not exchange.recurrence else max(0, exchange.cents - asked)
    is_helper = viewer.pk == exchange.helper_id
    has_open = any(bill.is_open for bill in bills)
    return ExchangeEuros(
        cents=exchange.cents,
        bills=bills,
        may_ask=is_helper and exchange.state in PAYABLE and left > 0 and not has_open and exchange.asker_id is not None,
        left_cents=left,
        is_gift=is_gift,
        is_payer=not is_helper,
        paid_cents=sum(bill.cents for bill in bills if bill.state == "paid"),
    )
