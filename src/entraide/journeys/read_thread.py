"""Read a thread: up to its latest message it is not new to this person any more. Nobody else learns of it."""

from datetime import datetime

from django.db import transaction

from entraide.records.conversations import changes
from entraide.records.conversations.models import Participation, Thread
from entraide.records.notices import changes as notices
from entraide.records.people.models import Person


def read_thread(
    *, person: Person, thread: Thread, so_far: Participation | None, until: datetime, now: datetime
) -> None:
    """The person has read the thread up to the message of the aware moment `until`; notices about it are not new any more.

    `so_far`: their part in it as the page found it. Nothing is written where they had read as far.
    """
    if so_far and so_far.read_at and so_far.read_at >= until:
        return
    with transaction.atomic():
        changes.note_read(person=person, thread=thread, at=until)
        if so_far and so_far.follows not in ("", "no"):
            notices.note_seen_of(person=person, about=thread.pk, at=now)
