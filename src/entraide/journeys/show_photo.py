"""Ask for a photo of a thing, and show one: only what was asked for, only to whoever asked, and not for ever."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.adapters.pictures import NoPicture, redrawn
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.write_message import write_message
from entraide.records.conversations import changes, queries
from entraide.records.conversations.models import Message
from entraide.records.conversations.showing import open_photo_requests, photo_of
from entraide.records.people import changes as people
from entraide.records.people.models import Person

LONGEST_CAPTION = 200
MOST_ASKED = 3
_TWICE_WITHIN = timedelta(minutes=2)


def ask_photo(*, asker: Person, thread_id: UUID, words: str, now: datetime) -> Message:
    """Write a message that asks the other of a private conversation to show something; the same twice in two minutes is one.

    Raises Refusal: photo_not_here (the thread is not between two people), photos_wait (three are asked for already), and what
    write_message raises.
    """
    with transaction.atomic():
        people.lock_person(person_ids=[asker.pk])
        thread = queries.thread_with(key=thread_id)
        if thread is None or not queries.may_read(asker, thread=thread):
            raise Refusal("not_yours")
        if not thread.is_private:
            raise Refusal("photo_not_here")
        other = queries.others_in([thread], viewer=asker).get(thread.pk)
        if other is None:
            raise Refusal("cannot_write")
        already = queries.just_said(asker, thread=thread, words=words.strip(), since=now - _TWICE_WITHIN)
        if already:
            return already
        if open_photo_requests(thread, asked=other).count() >= MOST_ASKED:
            raise Refusal("photos_wait")
        message = write_message(writer=asker, thread_id=thread_id, words=words, now=now)
        changes.ask_photo(message=message, asked=other)
        happen(
            "photo_asked",
            at=now,
            actor_id=asker.pk,
            person_id=other.pk,
            thread_id=str(thread_id),
            message_id=str(message.pk),
        )
        return message


def show_photo(*, owner: Person, thread_id: UUID, picture: bytes, words: str, now: datetime) -> Message:
    """Show the photo that the owner is asked for in this conversation, as a message that says in `words` (200 signs) what it shows.

    `picture`: the file as it came; it is drawn anew, small, without where and when it was taken. The same words twice in two
    minutes are one photo. Raises Refusal: no_picture (not one, or larger than any camera's), words_missing, too_long,
    photo_not_asked, and what write_message raises.
    """
    words = " ".join(words.split())
    if not words:
        raise Refusal("words_missing")
    if len(words) > LONGEST_CAPTION:
        raise Refusal("too_long")
    try:
        # Before the transaction: it takes a moment, in which nobody else need wait.
        drawn = redrawn(picture)
    except NoPicture as no_picture:
        raise Refusal("no_picture") from no_picture
    with transaction.atomic():
        people.lock_person(person_ids=[owner.pk])
        thread = queries.thread_with(key=thread_id)
        if thread is None or not queries.may_read(owner, thread=thread):
            raise Refusal("not_yours")
        already = queries.just_said(owner, thread=thread, words=words, since=now - _TWICE_WITHIN)
        if already and photo_of(already):
            return already
        request = changes.locked_photo_request(asked=owner, thread=thread)
        if request is None:
            raise Refusal("photo_not_asked")
        message = write_message(writer=owner, thread_id=thread_id, words=words, now=now)
        changes.add_photo(
            message=message, request=request, picture=drawn.content, width=drawn.width, height=drawn.height, at=now
        )
        happen(
            "photo_shown",
            at=now,
            actor_id=owner.pk,
            person_id=owner.pk,
            thread_id=str(thread_id),
            message_id=str(message.pk),
        )
        return message
