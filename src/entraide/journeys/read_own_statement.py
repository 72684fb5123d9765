"""Read one's own bank statement for one bill: if it shows that what was asked has come, the bill is paid. Nothing of the file is kept.

For a bill between two people. Of a community's account statements are taken in as a whole (reconcile_statement).
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_bill import settle_bill
from entraide.logic.euros.camt053 import Entry, Skipped
from entraide.records.payments import changes
from entraide.records.payments.models import Bill
from entraide.records.people.models import Person


def read_own_statement(*, bill: Bill, payee: Person, entries: Iterable[Entry | Skipped], now: datetime) -> Bill:
    """The bill, paid if all of it came by what is on the statement of the account that it names, under its communication.

    A bill that is paid already stays as it is. What came back again does not count, and less than all is for whoever is paid to judge.
    Raises Refusal: not_yours, bill_closed (it was cancelled, or its account is forgotten), other_own_account, not_on_statement,
    less_on_statement; and whatever reading the entries raises.
    """
    with transaction.atomic():
        locked = changes.locked_bill(bill_id=bill.pk)
        if locked is None or locked.payee_id != payee.pk:
            raise Refusal("not_yours")
        if locked.state == "paid":
            return locked
        if not locked.is_open or not locked.iban:
            raise Refusal("bill_closed")
        came = _came(entries, account=locked.iban, reference=locked.reference)
        if came <= 0:
            raise Refusal("not_on_statement")
        if came < locked.cents:
            raise Refusal("less_on_statement")
        settle_bill(bill=locked, way="transfer", by=payee, now=now)
        return locked


def _came(entries: Iterable[Entry | Skipped], *, account: str, reference: str) -> int:
    """How many cents came in under the reference, less what went back. A payment that stands there twice counts once."""
    seen: dict[str, int] = {}
    is_mine = False
    for entry in entries:
        is_mine = is_mine or entry.account == account
        if isinstance(entry, Entry) and entry.account == account and reference in entry.references:
            seen[entry.key] = entry.cents if entry.cents > 0 or entry.is_returned else 0
    if not is_mine and not seen:
        raise Refusal("other_own_account")
    return sum(seen.values())
