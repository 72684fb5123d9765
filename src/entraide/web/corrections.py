"""What a writer set right with the chips: from form fields, over the session, to the journey's Corrections.

A field that still says what the bot itself read is no correction, so that a changed sentence is read afresh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from entraide.journeys.read_sentence import Corrections, place_from, read_sentence
from entraide.logic.reading.interpretation import PlaceSaid, Reading, TimeSaid, UnreadableSentence
from entraide.records.people.models import Person
from entraide.wording.readings import place_name, when_value, where_value

MOST_SIGNS = 120


@dataclass(frozen=True)
class Understood:
    """A sentence as read and corrected.

    Attributes:
        text: the sentence.
        read: what the bot read by itself.
        reading: the same with the writer's corrections.
        given: what the writer set right, as typed.
        errors: what could not be used, by field (when, place), said as a way out.
    """

    text: str
    read: Reading
    reading: Reading
    given: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def given_in(data: Mapping[str, Any]) -> dict[str, str]:
    """The corrections in a sent form, as typed; nothing if the chips were those of another sentence (`of`)."""
    if data.get("of", "").strip() != data.get("text", data.get("of", "")).strip():
        return {}
    given = {
        name: str(data[name]).strip()[:MOST_SIGNS]
        for name in ("kind", "topic", "when", "place", "mode")
        if name in data
    }
    for name in ("topic", "place"):
        if given.get(name) == "other":
            given[name] = str(data.get(f"{name}_other", "")).strip()[:MOST_SIGNS]
            if not given[name]:
                del given[name]
    return given


def understand(
    text: str, *, person: Person | None, now: datetime, language: str, given: Mapping[str, str] | None = None
) -> Understood:
    """Read `text` for this person (or visitor) and apply what they set right. Raises UnreadableSentence."""
    home = None
    if person and person.home_latitude is not None and person.home_longitude is not None:
        home = (person.home_latitude, person.home_longitude)
    background: dict[str, Any] = {
        "now": now,
        "home": home,
        "time_zone": person.time_zone if person else "Europe/Brussels",
    }
    read = read_sentence(text, **background)
    meant = _meant(given or {}, read=read, now=now)
    if not meant:
        return Understood(text=text, read=read, reading=read)
    corrections, errors = _corrections(meant, read=read, background=background)
    reading = read_sentence(text, corrections=corrections, **background)
    return Understood(text=text, read=read, reading=reading, given=meant, errors=errors)


def _meant(given: Mapping[str, str], *, read: Reading, now: datetime) -> dict[str, str]:
    """What differs from the bot's own reading, or answers one of its questions."""
    own = {
        "kind": "" if "kind" in read.questions else read.kind,
        "topic": "" if "topic" in read.questions else read.topic or "",
        "when": when_value(read, now=now),
        "place": where_value(read),
        "mode": read.terms.mode,
    }
    answers_question = {
        "place": "place" in read.questions,
        "when": "time" in read.questions,
    }
    return {
        name: value
        for name, value in given.items()
        if value != own[name] or (answers_question.get(name, False) and value)
    }


def _corrections(
    meant: Mapping[str, str], *, read: Reading, background: Mapping[str, Any]
) -> tuple[Corrections, dict[str, str]]:
    errors: dict[str, str] = {}
    place: PlaceSaid | None = None
    time: TimeSaid | None = None
    if meant.get("place"):
        place = _place(meant["place"], read=read)
        if place is None:
            errors["place"] = _(
                "« %(place)s » ne nous dit rien. Essayez une commune, un quartier ou un code postal voisin."
            ) % {"place": meant["place"]}
    if meant.get("when"):
        time = _time(meant["when"], background=background)
        if time is None:
            errors["when"] = _(
                "Nous ne comprenons pas « %(when)s ». Essayez « samedi matin », « le 7 mars à 14 h », « chaque mardi »."
            ) % {"when": meant["when"]}
    return Corrections(
        kind=meant.get("kind") or None,
        topic=meant.get("topic") or None,
        place=place,
        no_place=meant.get("place") == "",
        time=time,
        no_time=meant.get("when") == "",
        mode=meant.get("mode") or None,
    ), errors


def _place(name: str, *, read: Reading) -> PlaceSaid | None:
    """The place that is meant: one of those the sentence may mean, or any that is known."""
    for candidate in read.place_candidates:
        if place_name(candidate) == name:
            return candidate
    return place_from({"place": name})


def _time(words: str, *, background: Mapping[str, Any]) -> TimeSaid | None:
    """The moment that these words mean: read like a sentence."""
    try:
        return read_sentence(words, **background).time
    except UnreadableSentence:
        return None
