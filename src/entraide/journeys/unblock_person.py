"""Stop blocking somebody: the two may meet here again."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.records.people import changes
from entraide.records.people.models import Person


def unblock_person(*, person: Person, other: Person, now: datetime) -> None:
    """Take the person's block of the other back, if there is one. Neither is told."""
    with transaction.atomic():
        if changes.remove_block(person=person, blocked=other):
            happen("person_unblocked", at=now, actor_id=person.pk)
