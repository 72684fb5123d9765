"""Close a thread of a forum, so that nobody writes in it any more, or open it again: by whoever tends the community."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.queries import tends
from entraide.records.conversations import changes
from entraide.records.conversations.models import Thread
from entraide.records.people.models import Person


def close_thread(*, steward: Person, thread_id: UUID, is_closed: bool, now: datetime) -> Thread:
    """Close the thread, or open it again. Raises Refusal: not_yours (not tended by this person, or not of a forum)."""
    with transaction.atomic():
        thread = changes.locked(thread_id=thread_id)
        if thread is None or thread.community is None or not tends(steward, community=thread.community):
            raise Refusal("not_yours")
        if (thread.closed_at is not None) != is_closed:
            changes.set_thread(thread=thread, closed_at=now if is_closed else None)
            happen("thread_closed", at=now, actor_id=steward.pk, thread_id=str(thread.pk), is_closed=is_closed)
        return thread
