"""Change a message of one's own, in the quarter of an hour after it was written; afterwards people have read it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.write_message import LONGEST_WORDS, may_answer_in
from entraide.records.conversations import changes
from entraide.records.conversations.models import Message
from entraide.records.people.models import Person

CHANGED_WITHIN = timedelta(minutes=15)


def change_message(*, writer: Person, message_id: UUID, words: str, now: datetime) -> Message:
    """Say it otherwise; it is shown as changed.

    Raises Refusal: not_yours, means_nothing, too_long, too_late (after a quarter of an hour, or once it was taken back or
    hidden), or why one may not write there any more (write_message.may_answer_in).
    """
    words = words.strip()
    if not words:
        raise Refusal("means_nothing")
    if len(words) > LONGEST_WORDS:
        raise Refusal("too_long")
    with transaction.atomic():
        message = changes.locked_message(message_id=message_id)
        if message is None or message.writer_id != writer.pk:
            raise Refusal("not_yours")
        if not may_change(message, now=now):
            raise Refusal("too_late")
        may_answer_in(person=writer, thread=message.thread, now=now)
        if words != message.words:
            changes.change_words(message=message, words=words, at=now)
            thread_id, message_id_ = str(message.thread_id), str(message.pk)
            happen("message_changed", at=now, actor_id=writer.pk, thread_id=thread_id, message_id=message_id_)
        return message


def may_change(message: Message, *, now: datetime) -> bool:
    """Whether its writer may still change it."""
    stands = message.withdrawn_at is None and message.hidden_at is None
    return stands and now - message.said_at <= CHANGED_WITHIN
