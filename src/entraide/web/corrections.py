"""What a writer set right with the chips: from form fields, over the session, to the journey's Corrections.

A field that still says what the bot itself read is no correction, so that a changed sentence is read afresh.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from entraide.common.text import fold
from entraide.journeys.find_people import home_of
from entraide.journeys.gather_words import gather_words
from entraide.journeys.read_sentence import Corrections, read_sentence, settled_by
from entraide.logic import places
from entraide.logic.reading.community_words import CommunityWords
from entraide.logic.reading.interpretation import (
    LANGUAGES,
    Language,
    PlaceSaid,
    Reading,
    TimeSaid,
    UnreadableSentence,
)
from entraide.logic.reading.moments import read_moments
from entraide.logic.reading.second_opinion import Opinion
from entraide.logic.reading.whereabouts import said
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.wording.readings import place_name, when_value, where_value
from entraide.wording.tongue import plain_language

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
        settled: which of kind and topic the writer set themselves.
    """

    text: str
    read: Reading
    reading: Reading
    given: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()


def given_in(data: Mapping[str, Any]) -> dict[str, str]:
    """The corrections in a sent form, as typed; nothing if the chips were those of another sentence (`of`)."""
    of = " ".join(str(data.get("of", "")).split())
    if of != " ".join(str(data.get("text", of)).split()):
        return {}
    given = {
        name: str(data[name]).strip()[:MOST_SIGNS]
        for name in ("kind", "topic", "when", "place", "mode")
        if name in data
    }
    for name in ("topic", "place"):
        # Whoever chose from the long list, or typed a place, meant it, whether or not they also moved the mark there.
        other = str(data.get(f"{name}_other", "")).strip()[:MOST_SIGNS]
        if other:
            given[name] = other
        elif given.get(name) == "other":
            del given[name]
    return given


@dataclass(frozen=True)
class _Background:
    """Who writes, from where, when, and in which language the page is."""

    now: datetime
    home: tuple[float, float] | None
    time_zone: str
    language: Language
    opinion: Opinion | None
    words: CommunityWords

    def read(self, text: str, corrections: Corrections | None = None) -> Reading:
        """The reading of a sentence."""
        return read_sentence(
            text,
            now=self.now,
            home=self.home,
            time_zone=self.time_zone,
            corrections=corrections,
            opinion=self.opinion,
            words=self.words,
        )


def understand(
    text: str,
    *,
    person: Person | None,
    now: datetime,
    language: str,
    given: Mapping[str, str] | None = None,
    opinion: Opinion | None = None,
    community: Community | None = None,
) -> Understood:
    """Read `text` for this person (or visitor) and apply what they set right. Raises UnreadableSentence.

    `language` is the page's: in it, what is typed into a chip is read first. `opinion`: a second one, if the writer asked for it.
    `community`: one whose words count besides those of the writer's own.
    """
    background = _Background(
        now=now,
        home=home_of(person),
        time_zone=person.time_zone if person else "Europe/Brussels",
        language=cast(Language, language) if language in LANGUAGES else "fr",
        opinion=opinion,
        words=gather_words(person=person, community=community),
    )
    read = background.read(text)
    # Somebody is about to show this to neighbours: signs alone tell them nothing.
    if not any(character.isalpha() for character in text):
        raise UnreadableSentence("not_text")
    meant = _meant(given or {}, read=read, now=now)
    if not meant:
        return Understood(text=text, read=read, reading=read)
    corrections, errors = _corrections(meant, read=read, background=background)
    return Understood(
        text=text,
        read=read,
        reading=background.read(text, corrections),
        given=meant,
        errors=errors,
        settled=settled_by(corrections),
    )


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


def corrections_of(
    given: Mapping[str, str], *, post: Post, person: Person, now: datetime
) -> tuple[Corrections, dict[str, str]]:
    """What a published post's writer typed to set it right (when, place, mode), and what of it could not be used, by field."""
    reading = Reading.from_dict(post.reading)
    background = _Background(
        now=now,
        home=home_of(person),
        time_zone=person.time_zone,
        language=cast(Language, plain_language()) if plain_language() in LANGUAGES else "fr",
        opinion=None,
        words=gather_words(person=person, community=post.community),
    )
    return _corrections(
        {name: words[:MOST_SIGNS] for name, words in given.items()}, read=reading, background=background
    )


def _corrections(
    meant: Mapping[str, str], *, read: Reading, background: _Background
) -> tuple[Corrections, dict[str, str]]:
    errors: dict[str, str] = {}
    place: PlaceSaid | None = None
    time: TimeSaid | None = None
    if meant.get("place"):
        place = _place(meant["place"], read=read, background=background)
        if place is None:
            errors["place"] = _(
                "« %(place)s » ne nous dit rien. Essayez une commune, un quartier ou un code postal voisin."
            ) % {"place": meant["place"]}
    if meant.get("when"):
        time = _time(meant["when"], read=read, background=background)
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


def _place(name: str, *, read: Reading, background: _Background) -> PlaceSaid | None:
    """The place that is meant: one of those the sentence may mean, or any that is known."""
    for candidate in read.place_candidates:
        if place_name(candidate) == name:
            return candidate
    own = background.words.places_named(re.sub(r"\s*\(\w+\)$", "", name))
    if own:
        return said(own[0], language=background.language)
    found = places.find(name=name, home=background.home, language=background.language, limit=1)
    if not found:
        return None
    place = found[0].place
    postcode = next((code for code in re.findall(r"\d{4,5}", name) if code in place.postcodes), None)
    return said(place, language=background.language, postcode=postcode)


def _time(words: str, *, read: Reading, background: _Background) -> TimeSaid | None:
    """The moment that these words mean, in the language of the page or of the sentence."""
    local = background.now.astimezone(ZoneInfo(background.time_zone)).replace(tzinfo=None, second=0, microsecond=0)
    for language in dict.fromkeys((background.language, read.language)):
        time = read_moments(fold(words), language=language, at=local).time
        if time:
            return time
    return None
