"""Reading a sentence for somebody: the built-in reader, with the writer's home and language as its background.

It writes nothing; every journey that keeps a sentence, and every door that shows a reading, comes through here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast, get_args
from zoneinfo import ZoneInfo

from entraide.logic import places
from entraide.logic.reading import understand
from entraide.logic.reading.community_words import CommunityWords
from entraide.logic.reading.interpretation import (
    Kind,
    Mode,
    PlaceSaid,
    Reading,
    Terms,
    TimeSaid,
)
from entraide.logic.reading.second_opinion import Opinion, combined
from entraide.logic.reading.topics import topic_codes

__all__ = ["Corrections", "read_sentence"]


@dataclass(frozen=True)
class Corrections:
    """What a writer set right with the chips. None means: as read.

    `place` and the ends of `time` are already found and parsed by the door; `no_place` and `no_time` say that none is meant.
    """

    kind: str | None = None
    topic: str | None = None
    place: PlaceSaid | None = None
    no_place: bool = False
    time: TimeSaid | None = None
    no_time: bool = False
    mode: str | None = None


def read_sentence(
    text: str,
    *,
    now: datetime,
    home: tuple[float, float] | None = None,
    language: str | None = None,
    time_zone: str = "Europe/Brussels",
    corrections: Corrections | None = None,
    opinion: Opinion | None = None,
    words: CommunityWords | None = None,
) -> Reading:
    """Read `text`, written at the aware moment `now` by somebody who lives at `home`, and apply their corrections.

    `opinion` is a second one, asked for before (ask_second_opinion); it says nothing about what the corrections settle.
    `words` are those of the writer's communities (gather_words).
    Raises UnreadableSentence if it is empty, too long or not text.
    """
    local = now.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None, second=0, microsecond=0)
    said_kind = corrections.kind if corrections and corrections.kind in ("need", "offer") else None
    reading = understand(text, at=local, home=home, language=language, words=words, kind=cast(Kind | None, said_kind))
    if opinion:
        reading = combined(reading, opinion=opinion, settled=settled_by(corrections))
    return corrected(reading, by=corrections) if corrections else reading


def settled_by(corrections: Corrections | None) -> frozenset[str]:
    """Which of kind and topic the writer has set themselves."""
    if corrections is None:
        return frozenset()
    kind = {"kind"} if corrections.kind in ("need", "offer") else set()
    topic = {"topic"} if corrections.topic in topic_codes() else set()
    return frozenset(kind | topic)


def corrected(reading: Reading, *, by: Corrections) -> Reading:
    """The reading with the writer's corrections; what they set is no question any more."""
    changes: dict[str, Any] = {}
    settled: set[str] = set()
    if by.kind in ("need", "offer"):
        changes["kind"] = cast(Kind, by.kind)
        settled.add("kind")
        if reading.action is None:
            changes["action"] = "service"
    if by.topic in topic_codes():
        changes["topic"] = by.topic
        settled.add("topic")
    if by.no_place:
        changes["place"] = None
        settled.add("place")
    elif by.place:
        changes["place"] = by.place
        settled.add("place")
    if by.no_time:
        changes["time"] = None
        settled.add("time")
    elif by.time:
        changes["time"] = by.time
        settled.add("time")
    if by.mode and by.mode in get_args(Mode):
        changes["terms"] = _terms_in_mode(reading.terms, by.mode)
    if {"kind", "topic"} <= settled:
        changes["confidence"] = 1.0
    return replace(reading, **changes, questions=tuple(q for q in reading.questions if q not in settled))


def _terms_in_mode(terms: Terms, mode: str) -> Terms:
    """The terms in another mode: an amount goes when nothing is paid, the words of a swap when nothing is swapped."""
    if mode == terms.mode:
        return terms
    keeps_amount = mode in ("money", "credits", "mixed") and terms.mode in ("money", "credits", "mixed")
    keeps_swap = mode in ("barter", "mixed")
    return Terms(
        mode=cast(Mode, mode),
        amount=terms.amount if keeps_amount else None,
        currency=terms.currency if keeps_amount else None,
        per=terms.per if keeps_amount else None,
        in_return=terms.in_return if keeps_swap else None,
        in_return_topic=terms.in_return_topic if keeps_swap else None,
    )


def place_from(values: Mapping[str, Any]) -> PlaceSaid | None:
    """The place with these form values (its name, perhaps its postcode); None if no such place is known."""
    name = str(values.get("place", "")).strip()
    if not name:
        return None
    found = places.find(name=name, limit=1)
    if not found:
        return None
    place = found[0].place
    return PlaceSaid(
        name=place.name,
        postcode=place.postcode,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
    )
