"""Keep the secret address of one's calendar: give it, give another, have none."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Calendar
from entraide.records.exchanges.queries import calendar_of
from entraide.records.people import changes as people
from entraide.records.people.models import Person


def give_calendar_address(*, person: Person, now: datetime) -> Calendar:
    """A new secret address at which a calendar program reads what the person promised; an earlier one leads nowhere from now on."""
    with transaction.atomic():
        people.lock_person(person_ids=[person.pk])
        calendar = changes.renew_calendar(person=person, at=now)
        happen("calendar_address_given", at=now, actor_id=person.pk, person_id=person.pk)
        return calendar


def stop_calendar(*, person: Person, now: datetime) -> None:
    """The person's calendar has no address any more; twice is once."""
    with transaction.atomic():
        people.lock_person(person_ids=[person.pk])
        if calendar_of(person):
            changes.stop_calendar(person=person)
            happen("calendar_address_stopped", at=now, actor_id=person.pk, person_id=person.pk)
