"""Write a message in a thread: of a forum, or between two members. What follows tells those who follow it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.may_act import may_write_privately
from entraide.journeys.may_talk import may_write_in
from entraide.journeys.refusals import Refusal
from entraide.records.conversations import changes, queries
from entraide.records.conversations.models import Message, Thread
from entraide.records.people import changes as people
from entraide.records.people.models import Person
from entraide.records.people.queries import are_apart

LONGEST_WORDS = 4000
MOST_MESSAGES_A_DAY = 300
_TWICE_WITHIN = timedelta(minutes=2)


def write_message(*, writer: Person, thread_id: UUID, words: str, now: datetime) -> Message:
    """Write `words` (plain text, 4,000 signs at most) in the thread; the same words twice in two minutes are one message.

    Raises Refusal: not_yours (no such thread for this person), means_nothing (no words),
    too_long, thread_closed, too_many_messages, cannot_write (of the two one has gone, or does not want to meet the other), no_messages
    (a measure keeps them from it), or why the person may not write in that forum (may_talk).
    """
    words = words.strip()
    if not words:
        raise Refusal("means_nothing")
    if len(words) > LONGEST_WORDS:
        raise Refusal("too_long")
    with transaction.atomic():
        people.lock_person(person_ids=[writer.pk])
        thread = changes.locked(thread_id=thread_id)
        if thread is None or not queries.may_read(writer, thread=thread):
            raise Refusal("not_yours")
        may_answer_in(person=writer, thread=thread, now=now)
        already = queries.just_said(writer, thread=thread, words=words, since=now - _TWICE_WITHIN)
        if already:
            return already
        if queries.messages_since(writer, since=now - timedelta(days=1)) >= MOST_MESSAGES_A_DAY:
            raise Refusal("too_many_messages")
        message = changes.add_message(thread=thread, writer=writer, words=words, at=now)
        changes.take_part(person=writer, thread=thread, at=now, how="day" if thread.kind == "forum" else "each")
        happen(
            "message_written",
            at=now,
            actor_id=writer.pk,
            person_id=writer.pk,
            thread_id=str(thread.pk),
            message_id=str(message.pk),
        )
        return message


def may_answer_in(*, person: Person, thread: Thread, now: datetime) -> None:
    """Returns if the person, who may read the thread, may write in it at the aware moment `now`.

    Raises Refusal: thread_closed, cannot_write, no_messages, or why they may not write in that forum (may_talk).
    """
    if thread.is_private:
        other = queries.others_in([thread], viewer=person).get(thread.pk)
        if other is None or not _may_reach(person, other=other, thread=thread):
            raise Refusal("cannot_write")
        may_write_privately(person=person, other=other, now=now)
        return
    if thread.closed_at or thread.hidden_at or thread.community is None:
        raise Refusal("thread_closed")
    may_write_in(person=person, community=thread.community, now=now)


def _may_reach(person: Person, *, other: Person, thread: Thread) -> bool:
    """Whether one of the two in a private thread may write to the other: what an exchange brought together a block alone parts."""
    if thread.kind == "exchange":
        return other.is_active and not are_apart(person, other)
    return queries.may_write_to(person, other=other)
