"""Tags and filters for what is owed in euros."""

from django import template

from entraide.logic.euros.structured_communication import as_written
from entraide.records.payments.models import Bill
from entraide.wording import amounts, bills

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    """ "10 €" """
    return amounts.euros(cents)


@register.simple_tag
def bill_title(bill: Bill) -> str:
    """What a bill is for, in a line: `{% bill_title bill %}`."""
    return bills.bill_title(purpose=bill.purpose, what=bill.what, period=bill.period)


@register.filter
def bill_state(state: str) -> str:
    """Where a bill stands: "à payer"."""
    return bills.state_name(state)


@register.filter
def bill_way(way: str) -> str:
    """How it was paid: "par virement"."""
    return bills.way_name(way)


@register.filter
def bill_because(code: str) -> str:
    """Why a bill is thought of for a payment: "même montant"."""
    return bills.because_words(code)


@register.filter
def communication(reference: str) -> str:
    """ "+++090/9337/55493+++" """
    return as_written(reference)
