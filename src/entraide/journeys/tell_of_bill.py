"""Telling of a bill: one notice for what happened to it, with figures and codes and no account number."""

from datetime import datetime

from entraide.journeys.when_to_mail import mailing
from entraide.records.notices import changes
from entraide.records.payments.models import Bill
from entraide.records.people.models import Person


def tell_of_bill(*, bill: Bill, kind: str, person: Person | None, by: Person | None, now: datetime) -> None:
    """Tell `person` (nobody, once they have gone) that `by` did what `kind` says; an earlier notice of the same gives way."""
    if person is None or not person.is_active:
        return
    changes.tell_of(
        person=person,
        kind=kind,
        about=bill.pk,
        community=bill.community,
        facts={
            "bill": bill.code,
            "cents": bill.cents,
            "purpose": bill.purpose,
            "to_community": bill.is_to_community,
            "person": str(by.pk) if by else "",
        },
        at=now,
        mailing=mailing(person=person, kind=kind, now=now),
        again=True,
    )
