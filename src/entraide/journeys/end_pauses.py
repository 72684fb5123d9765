"""End pauses: those whose last day is over; the open posts that fit find these people again."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from entraide.journeys.happen import happen
from entraide.records.people import changes, queries


def end_pauses(*, now: datetime) -> int:
    """End every pause whose last day is over at the aware moment `now`, in the server's time zone; how many."""
    today = timezone.localdate(now)
    count = 0
    for person_id in list(queries.back_from_pause(today=today).values_list("pk", flat=True)[:500]):
        with transaction.atomic():
            for person in changes.lock_person(person_ids=[person_id]):
                if person.paused_until and person.paused_until < today:
                    changes.set_fields(person=person, paused_until=None)
                    happen("reach_changed", at=now, person_id=person.pk)
                    count += 1
    return count
