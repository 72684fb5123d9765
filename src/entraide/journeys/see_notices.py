"""See one's notices: they are not new any more."""

from datetime import datetime

from django.db import transaction

from entraide.records.notices import changes
from entraide.records.people.models import Person


def see_notices(*, person: Person, now: datetime) -> int:
    """Mark all the person's notices as seen; how many were new."""
    with transaction.atomic():
        return changes.note_seen(person=person, at=now)
