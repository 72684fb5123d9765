"""Take back something one said one likes to do."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.records.people import changes
from entraide.records.people.models import Person, Say


def take_back_like(*, person: Person, say_id: UUID, now: datetime) -> Say | None:
    """Delete the person's sentence and give it back once more (so that the page can offer to undo); None if there is none."""
    with transaction.atomic():
        say = changes.take_back_say(person=person, say_id=say_id)
        if say:
            happen("like_taken_back", at=now, actor_id=person.pk, person_id=person.pk)
        return say
