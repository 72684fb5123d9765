"""Follow a thread, or not: how one hears of new messages in it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.conversations import changes, queries
from entraide.records.conversations.models import FOLLOWS
from entraide.records.people.models import Person


def follow_thread(*, person: Person, thread_id: UUID, how: str, now: datetime) -> None:
    """Hear of new messages as `how` says: no, each, day or week. Raises Refusal: not_yours, means_nothing (no such way)."""
    if how not in FOLLOWS:
        raise Refusal("means_nothing")
    with transaction.atomic():
        thread = changes.locked(thread_id=thread_id)
        if thread is None or not queries.may_read(person, thread=thread):
            raise Refusal("not_yours")
        changes.follow(person=person, thread=thread, how=how)
        happen("thread_followed", at=now, actor_id=person.pk, thread_id=str(thread.pk), how=how)
