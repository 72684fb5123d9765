"""The lines of a conversation as somebody sees them: with the photo that goes with one, what it asks for, and what to beware of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from entraide.journeys.change_message import may_change
from entraide.logic.talking.tricks import tricks_in
from entraide.records.conversations.models import Message, MessagePhoto, PhotoRequest, SharedPlace, Thread
from entraide.records.conversations.showing import places_in
from entraide.records.people.models import Person
from entraide.wording.talk import trick_words

# For so long after it began, what two people write are first words.
FIRST_WORDS = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One message as the viewer sees it: whether it is their own, and whether it may still be changed.

    `photo` goes with it; it is not loaded until somebody asks for it. `asks_photo`: it asks for one, and `may_show` that the
    viewer can show one now. `beware`: what to beware of, in sentences, where others wrote it in private.
    """

    message: Message
    is_mine: bool
    may_change: bool
    photo: MessagePhoto | None = None
    asks_photo: bool = False
    may_show: bool = False
    beware: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places:
    """Where the two of an exchange say that they meet: `mine` and `theirs`, None where nothing is shown."""

    mine: SharedPlace | None
    theirs: SharedPlace | None


def lines_of(
    rows: Iterable[Message], *, viewer: Person | None, now: datetime, thread: Thread | None = None
) -> list[Line]:
    """The messages as the viewer, who may read them, sees them at the aware moment `now`. `thread`: the one they are all in."""
    messages = list(rows)
    if not messages:
        return []
    where = thread or messages[0].thread
    lines = []
    for one in messages:
        is_mine = viewer is not None and one.writer_id == viewer.pk
        is_seen = one.withdrawn_at is None and one.hidden_at is None
        # They came along with the message (messages_of).
        photo: MessagePhoto | None = getattr(one, "photo", None) if is_seen and where.is_private else None
        request: PhotoRequest | None = getattr(one, "photo_request", None) if is_seen and where.is_private else None
        lines.append(
            Line(
                one,
                is_mine=is_mine,
                may_change=may_change(one, now=now),
                photo=photo,
                asks_photo=request is not None,
                may_show=request is not None
                and request.answered_at is None
                and viewer is not None
                and request.asked_id == viewer.pk,
                beware=_beware(one, thread=where) if is_seen and not is_mine and where.is_private else (),
            )
        )
    return lines


def places_of(viewer: Person, *, thread: Thread) -> Places:
    """Where the viewer and the other show each other to meet."""
    shown = places_in(thread)
    mine = next((place for place in shown if place.owner_id == viewer.pk), None)
    theirs = next((place for place in shown if place.owner_id != viewer.pk), None)
    return Places(mine, theirs)


def _beware(message: Message, *, thread: Thread) -> tuple[str, ...]:
    is_begin = message.said_at - thread.opened_at < FIRST_WORDS
    return tuple(trick_words(trick) for trick in tricks_in(message.words, is_begin=is_begin))
