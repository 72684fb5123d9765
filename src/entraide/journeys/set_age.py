"""Say that one is below 18: the month in which one turns 18, kept until then and no longer."""

from datetime import date, datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.people import changes
from entraide.records.people.models import Person


def set_age(*, person: Person, adult_on: date | None, now: datetime) -> None:
    """Keep the first day of the month in which the person turns 18; None: they are of age. A parent's consent is asked anew.

    Raises Refusal: too_late (a day that is over, or more than 18 years away).
    """
    if adult_on is not None:
        adult_on = adult_on.replace(day=1)
        if not now.date() < adult_on <= now.date().replace(year=now.year + 18, day=28):
            raise Refusal("too_late")
    if adult_on == person.adult_on:
        return
    with transaction.atomic():
        changes.set_fields(person=person, adult_on=adult_on, parent_agreed_at=None)
        # Which month it is stands nowhere but in the account.
        happen("age_said", at=now, actor_id=person.pk, person_id=person.pk)
