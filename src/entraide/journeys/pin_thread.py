"""Pin a thread on top of its forum, or take it down from there: by whoever tends the community."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.queries import tends
from entraide.records.conversations import changes
from entraide.records.conversations.models import Thread
from entraide.records.conversations.queries import MOST_PINNED, pinned_count
from entraide.records.people.models import Person


def pin_thread(*, steward: Person, thread_id: UUID, is_pinned: bool, now: datetime) -> Thread:
    """Pin the thread of a forum, or not any more.

    Raises Refusal: not_yours (not tended by this person, or not of a forum), too_many_pinned.
    """
    with transaction.atomic():
        thread = changes.locked(thread_id=thread_id)
        if thread is None or thread.community is None or not tends(steward, community=thread.community):
            raise Refusal("not_yours")
        if thread.is_pinned != is_pinned:
            if is_pinned and pinned_count(thread.community) >= MOST_PINNED:
                raise Refusal("too_many_pinned")
            changes.set_thread(thread=thread, is_pinned=is_pinned)
            happen("thread_pinned", at=now, actor_id=steward.pk, thread_id=str(thread.pk), is_pinned=is_pinned)
        return thread
