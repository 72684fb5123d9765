"""Keep no account number and no payer's words longer than they serve: bills that nobody paid for long end, settled payments lose words."""

from datetime import datetime, timedelta

from django.db import transaction

from entraide.journeys.facts_of_bill import facts_of_bill
from entraide.journeys.happen import happen
from entraide.journeys.tell_of_bill import tell_of_bill
from entraide.records.payments import changes

# So long a person's account number stands on an open bill; then the bill ends, and can be asked for anew.
ACCOUNTS_LAST = timedelta(days=90)
# So long after a payment was settled the payer's words and name are kept, for whoever looks again.
WORDS_LAST = timedelta(days=365)


def forget_payments(*, now: datetime) -> int:
    """End bills between people that are open for ninety days, and erase the words of payments settled for a year; how many bills."""
    count = 0
    for bill_id in changes.open_bills_before(at=now - ACCOUNTS_LAST):
        with transaction.atomic():
            bill = changes.locked_bill(bill_id=bill_id)
            if bill is None or not bill.is_open:
                continue
            changes.move_bill(bill=bill, state="cancelled", cancelled_at=now)
            happen(
                "bill_lapsed",
                at=now,
                person_id=bill.payer_id,
                **facts_of_bill(bill),
            )
            tell_of_bill(bill=bill, kind="bill_lapsed", person=bill.payee, by=bill.payer, now=now)
            count += 1
    with transaction.atomic():
        changes.forget_words_before(at=now - WORDS_LAST)
    return count
