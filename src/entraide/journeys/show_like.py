"""Show one of one's own sentences to fellow members, or keep it to oneself again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.records.people import changes
from entraide.records.people.models import Person


def show_like(*, person: Person, say_id: UUID, is_public: bool, now: datetime) -> bool:
    """Whether the sentence was the person's own, and now is shown on their page (`is_public`) or not. Routing knows it either way."""
    with transaction.atomic():
        is_theirs = changes.show_say(person=person, say_id=say_id, is_public=is_public)
        if is_theirs:
            kind = "like_shown" if is_public else "like_kept"
            happen(kind, at=now, actor_id=person.pk, person_id=person.pk, say_id=str(say_id))
        return is_theirs
