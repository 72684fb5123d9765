"""Write to another member: the first message opens the conversation of these two, which nobody else reads."""

from datetime import datetime, timedelta

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.write_message import LONGEST_WORDS, write_message
from entraide.records.conversations import changes, queries
from entraide.records.conversations.models import Thread
from entraide.records.people import changes as people
from entraide.records.people.models import Person

MOST_NEW_TALKS_A_DAY = 20


def write_to(*, writer: Person, other: Person, words: str, now: datetime) -> Thread:
    """Write to the other; their one conversation is found, or begins.

    Raises Refusal: means_nothing, too_long, cannot_write (nothing brings the two together, or one does not want to meet the
    other: which of these is not told), no_messages (a measure keeps the writer from it), too_many_talks.
    """
    if not words.strip():
        raise Refusal("means_nothing")
    if len(words.strip()) > LONGEST_WORDS:
        raise Refusal("too_long")
    with transaction.atomic():
        people.lock_person(person_ids=[writer.pk])
        if not queries.may_write_to(writer, other=other):
            raise Refusal("cannot_write")
        begun = queries.talks_begun_since(writer, since=now - timedelta(days=1))
        if begun >= MOST_NEW_TALKS_A_DAY and queries.talk_between(writer, other) is None:
            raise Refusal("too_many_talks")
        thread, is_new = changes.talk_of(one=writer, other=other, at=now)
        if is_new:
            happen("talk_begun", at=now, actor_id=writer.pk, thread_id=str(thread.pk))
        write_message(writer=writer, thread_id=thread.pk, words=words, now=now)
        return thread
