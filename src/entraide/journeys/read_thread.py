"""Read a thread: up to its latest message it is not new to this person any more. Nobody else learns of it."""

from datetime import datetime

from django.db import transaction

from entraide.records.conversations import changes, queries
from entraide.records.conversations.models import Thread
from entraide.records.notices import changes as notices
from entraide.records.people.models import Person


def read_thread(*, person: Person, thread: Thread, until: datetime, now: datetime) -> None:
    """The person has read the thread up to the message of the aware moment `until`; notices about it are not new any more."""
    read_at: datetime | None = queries.read_until(person, thread_id=thread.pk)
    if read_at and read_at >= until:
        return
    with transaction.atomic():
        changes.note_read(person=person, thread=thread, at=until)
        notices.note_seen_of(person=person, about=thread.pk, at=now)
