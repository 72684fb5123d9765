"""The facts that are written down with whatever happens to a bill: its keys, what it is for and how much. No words, no account."""

from typing import Any

from entraide.records.payments.models import Bill


def facts_of_bill(bill: Bill) -> dict[str, Any]:
    """The facts of a bill for its happenings; `exchange_id` is "" where it is of none."""
    return {
        "bill_id": str(bill.pk),
        "community_id": str(bill.community_id),
        "exchange_id": str(bill.exchange_id or ""),
        "purpose": bill.purpose,
        "cents": bill.cents,
    }
