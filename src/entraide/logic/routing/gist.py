"""The gist of a sentence: what routing needs to know of it, worked out once, when it is saved, and kept with it in the database.

A reading holds everything that was understood, for people to see and correct; a gist holds what two sentences are compared by. To
compare a post with a hundred sentences then costs no reading of words, no patterns, and a few hundred bytes a sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from entraide.common.text import fold
from entraide.logic.reading.interpretation import PlaceSaid, Reading, TimeSaid
from entraide.logic.routing.keys import names_a_key
from entraide.logic.routing.stance import Stance, parts_with_something, stance
from entraide.logic.routing.words import subject_words

# Raised whenever the same sentence would get another gist than before: those that are kept are then made anew (renew_gists).
VERSION = 2

# Guesses of a topic below this probability say nothing.
_NEGLIGIBLE = 0.04

# (latitude, longitude) in degrees, WGS 84.
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gist:
    """What routing compares of one sentence, be it a post or one of a person's own.

    Attributes:
        language: in which it is written.
        kind: need, offer or none, as it was read.
        stance: as what it counts among a person's own sentences (see `stance`).
        action: service, give, lend, sell; None if unknown.
        topic: the topic it was filed under; None for none.
        topics: the topics it may be about with their probabilities (see `guessed_topics`); `also`: others, less likely still.
        words: the folded words that say what it is about; `words_in_return` those of what is given in return.
        parts_with: whether its words give, lend or sell something, whatever the reader made of it.
        mode: the mode of its terms; `is_swap`: whether something is named that is given in return.
        time: when, as it was said.
        place: the place named, with the radius said round it in kilometres; `is_region`: it is a whole region.
        destination: where a way leads.
        is_remote: whether it can be done from anywhere.
        names_key: whether the key of somebody's home is spoken of.
    """

    language: str
    kind: str
    stance: Stance
    action: str | None
    topic: str | None
    topics: Mapping[str, float]
    also: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    words_in_return: frozenset[str] = frozenset()
    parts_with: bool = False
    mode: str = "open"
    is_swap: bool = False
    time: TimeSaid | None = None
    place: Point | None = None
    radius_km: float | None = None
    is_region: bool = False
    destination: Point | None = None
    is_remote: bool = False
    names_key: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The gist as plain data for JSON, without what is empty. `from_dict` gives the same gist back."""
        data: dict[str, Any] = {
            "language": self.language,
            "kind": self.kind,
            "stance": self.stance,
            "action": self.action,
            "topic": self.topic,
            "topics": dict(self.topics),
            "also": list(self.also),
            "words": sorted(self.words),
            "words_in_return": sorted(self.words_in_return),
            "parts_with": self.parts_with,
            "mode": self.mode,
            "is_swap": self.is_swap,
            "time": [self.time.start, self.time.end, self.time.recurrence] if self.time else None,
            "place": self.place,
            "radius_km": self.radius_km,
            "is_region": self.is_region,
            "destination": self.destination,
            "is_remote": self.is_remote,
            "names_key": self.names_key,
        }
        return {name: value for name, value in data.items() if value or name == "topics"}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Gist":
        """A gist from what `as_dict` gave, also after a trip through JSON. Raises KeyError on anything else."""
        kept = data.get
        time, place, destination = kept("time"), kept("place"), kept("destination")
        return cls(
            data["language"],
            data["kind"],
            data["stance"],
            kept("action"),
            kept("topic"),
            data["topics"],
            tuple(kept("also", ())),
            frozenset(kept("words", ())),
            frozenset(kept("words_in_return", ())),
            kept("parts_with", False),
            kept("mode", "open"),
            kept("is_swap", False),
            TimeSaid(*time) if time else None,
            (place[0], place[1]) if place else None,
            kept("radius_km"),
            kept("is_region", False),
            (destination[0], destination[1]) if destination else None,
            kept("is_remote", False),
            kept("names_key", False),
        )


def gist_of(text: str, reading: Reading) -> Gist:
    """The gist of the sentence `text`, read as `reading`. Without a text the reading's subject has to tell the words."""
    in_return = subject_words(reading.terms.in_return or "")
    words = subject_words(text, reading.spans) if text else subject_words(reading.subject or "")
    return Gist(
        language=reading.language,
        kind=reading.kind,
        stance=stance(text, reading),
        action=reading.action,
        topic=reading.topic,
        topics=guessed_topics(reading),
        also=tuple(one.topic for one in reading.candidates if one.score < _NEGLIGIBLE),
        words=words - (in_return - subject_words(reading.subject or "")),
        words_in_return=in_return,
        parts_with=parts_with_something(text),
        mode=reading.terms.mode,
        is_swap=reading.terms.in_return is not None,
        time=reading.time,
        place=_point(reading.place),
        radius_km=reading.place.radius_km if reading.place else None,
        is_region=reading.place is not None and reading.place.precision == "region",
        destination=_point(reading.destination),
        is_remote=reading.remote,
        names_key=names_a_key(fold(text).text),
    )


def guessed_topics(reading: Reading) -> Mapping[str, float]:
    """The topics that a reading may be about, with their probabilities (not summing to one: the rest is unknown).

    A topic that somebody set right counts as certain.
    """
    return _guessed(reading.topic, reading.confidence, tuple((c.topic, c.score) for c in reading.candidates))


@lru_cache(maxsize=16384)
def _guessed(topic: str | None, confidence: float, candidates: tuple[tuple[str, float], ...]) -> Mapping[str, float]:
    if topic and (confidence >= 1.0 or not candidates):
        return {topic: 1.0}
    likely = {code: p for code, p in candidates if p >= _NEGLIGIBLE}
    if topic:
        # The reader may have settled on another topic than the likeliest, for the sake of the action: it weighs as much.
        likely[topic] = max([*likely.values(), _NEGLIGIBLE])
    return likely


def _point(place: PlaceSaid | None) -> Point | None:
    return (place.latitude, place.longitude) if place else None
