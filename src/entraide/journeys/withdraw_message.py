"""Take back a message of one's own: from then on nobody reads its words; a month later they are gone for good."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.conversations import changes
from entraide.records.conversations.models import Message
from entraide.records.people.models import Person

# So long whoever settles a report can still read what it is about.
KEPT_FOR = timedelta(days=30)


def withdraw_message(*, writer: Person, message_id: UUID, now: datetime) -> Message:
    """Take it back, at any time; twice is once. Raises Refusal: not_yours."""
    with transaction.atomic():
        message = changes.locked_message(message_id=message_id)
        if message is None or message.writer_id != writer.pk:
            raise Refusal("not_yours")
        if message.withdrawn_at is None:
            changes.withdraw(message=message, at=now)
            thread_id, key = str(message.thread_id), str(message.pk)
            happen("message_withdrawn", at=now, actor_id=writer.pk, thread_id=thread_id, message_id=key)
        return message


def forget_withdrawn(*, now: datetime) -> int:
    """Forget the words of messages that were taken back more than a month ago; how many."""
    with transaction.atomic():
        return changes.forget_withdrawn(before=now - KEPT_FOR)
