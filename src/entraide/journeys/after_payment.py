"""What a paid bill leads to: the part in euros of its exchange has come, or what was bought comes. Run twice, it is done once."""

from datetime import datetime
from uuid import UUID

from entraide.journeys.pay_from_commons import buy_credits
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_exchange import settle_exchange
from entraide.records.payments.queries import bill_by_id, paid_cents_of


def after_payment(*, bill_id: UUID, now: datetime) -> None:
    """Tell the exchange, or the ledger, what was paid, if it still is. What they refuse (the community sells no credits any more,
    say) stays with the stewards, who see that the bill is paid.
    """
    bill = bill_by_id(bill_id)
    if bill is None or bill.state != "paid":
        return
    try:
        if bill.purpose == "exchange" and bill.exchange and paid_cents_of(bill.exchange) >= (bill.exchange.cents or 0):
            settle_exchange(exchange_id=bill.exchange.pk, part="euros", now=now)
        elif bill.purpose == "credits" and bill.payer and bill.credits_minor:
            buy_credits(
                person=bill.payer, community=bill.community, amount_minor=bill.credits_minor, bill_id=bill.pk, now=now
            )
    except Refusal:
        return
