"""Finding a place by any of its names, and ordering those that share one: by postcode, nearness to home, then size.

It decides by names and numbers only; whether a word of a sentence is a place at all is for `spotting` to say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from entraide.logic.places.gazetteer import Gazetteer, gazetteer
from entraide.logic.places.keys import name_key
from entraide.logic.places.misspelling import close_keys
from entraide.logic.places.place import Place, distance_km
from entraide.logic.places.table import Named
from entraide.logic.places.words import context

Why = Literal["name", "other_name", "postcode", "misspelt"]
Where = Place | tuple[float, float]

FAR_KM = 30.0
_PLAUSIBLE = 0.1
_NEAR_KM = 8.0
# How much nearness counts against size: to home more than to a place that the sentence names too.
_HOME, _BESIDE = 2.5, 2.0
_OTHER_NAME = 0.05
# "Grand-Place, Roubaix" is that of Roubaix, though that of Mouscron is as near.
_PART_OF = 20.0
_POSTCODE = 1e9
# What a place without a known population counts for.
_USUAL = {"municipality": 300.0, "locality": 200.0, "district": 3e3, "street": 2e3, "address": 2e3, "region": 2e4}
_LANGUAGES_OF = {"BE": ("fr", "nl", "de"), "FR": ("fr",), "NL": ("nl",), "LU": ("fr", "de"), "DE": ("de",),
                 "CH": ("de", "fr"), "AT": ("de",), "GB": ("en",), "IE": ("en",)}  # fmt: skip
_OWN_LANGUAGE = 8.0
# Namesakes of our towns on other continents are rarely meant.
_COUNTRIES = {"BE": 1.0, "FR": 1.0, "LU": 1.0, "NL": 1.0, "DE": 1.0, "CH": 1.0, "AT": 0.7, "GB": 0.7, "IE": 0.7}
_EUROPE = frozenset((
    "AD", "AL", "BA", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "GR", "HR", "HU", "IS", "IT", "LI", "LT", "LV",
    "MC", "MD", "ME", "MK", "MT", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "UA",
))  # fmt: skip
_IN_EUROPE, _OVERSEAS = 0.3, 0.02
_ORDINAL = re.compile(r"(?:1er|(?:1?\d|20)(?:e|eme|de|nd|th))")
_POSTCODE_IN_WORDS = re.compile(r"\b(?:[A-Z]{1,2}-)?(\d{4,5})\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a name may mean. `score` compares it with the others of one name; `edits`: letters that differ."""

    place: Place
    why: Why
    score: float
    edits: int = 0


def find(
    *,
    name: str,
    postcode: str | None = None,
    home: Where | None = None,
    language: str | None = None,
    beside: Sequence[Where] = (),
    limit: int = 5,
) -> list[Found]:
    """The places that `name` may mean, likeliest first; empty if nothing is like it.

    `name` is as people write it, also with a postcode ("1050 Ixelles"), a postcode alone, or with the place that
    it is a part of ("Forest, Bruxelles"). `home` and `beside` (other places of the same sentence) decide between namesakes.
    """
    book = gazetteer()
    stated = postcode or next((m[1] for m in _POSTCODE_IN_WORDS.finditer(name)), None)
    bare = _POSTCODE_IN_WORDS.sub(" ", name).replace("()", " ").strip(" ,-") if stated else name
    key = name_key(bare)
    if not key:
        return ranked(
            [Named(p, is_own=True) for p in book.with_postcode(stated or "")], why="postcode", home=home, limit=limit
        )
    named = book.named(key)
    if not named and (shorter := _without_part_of_town(key)) != key:
        named = book.named(shorter)
    if not named:
        first, comma, rest = bare.replace("(", ",").partition(",")
        if comma and book.knows(name_key(first)):
            whole = find(name=rest.strip(" )"), home=home, language=language, limit=1)
            named, key = book.named(name_key(first)), name_key(first)
            beside = (*beside, *(f.place for f in whole))
    if named:
        return ranked(named, postcode=stated, home=home, language=language, beside=beside, limit=limit)
    found: list[Found] = []
    for near, edits in close_keys(book, key):
        found += ranked(
            book.named(near), postcode=stated, home=home, language=language, beside=beside, edits=edits, limit=limit
        )
    return _best(found, limit)


def _without_part_of_town(key: str) -> str:
    """The key of the town alone: "lille 3e", "namur centre"."""
    words = key.split()
    while len(words) > 1 and (_ORDINAL.fullmatch(words[-1]) or words[-1] in context("inside")):
        words.pop()
    return " ".join(words)


def by_postcode(
    postcode: str, *, country: str | None = None, home: Where | None = None, limit: int = 20
) -> list[Place]:
    """The places with this postcode, the main one first; of one country if it is given."""
    places = [p for p in gazetteer().with_postcode(postcode) if country in (None, p.country)]
    return [f.place for f in ranked([Named(p, is_own=True) for p in places], why="postcode", home=home, limit=limit)]


def ambiguous(found: Sequence[Found]) -> bool:
    """Whether nothing decides: two plausible places of the same name lie more than 30 km apart."""
    if len(found) < 2:
        return False
    first = found[0]
    return any(
        other.score >= _PLAUSIBLE * first.score and distance_km(other.place, first.place) > FAR_KM
        for other in found[1:]
    )


def ranked(
    named: Sequence[Named],
    *,
    why: Why | None = None,
    postcode: str | None = None,
    home: Where | None = None,
    language: str | None = None,
    beside: Sequence[Where] = (),
    edits: int = 0,
    limit: int = 5,
) -> list[Found]:
    """Places of one name in order of likelihood."""
    found = []
    for place, is_own in named:
        score = (place.population or _USUAL[place.precision]) * (1.0 if is_own else _OTHER_NAME) / 10.0 ** (2 * edits)
        score *= _COUNTRIES.get(place.country, _IN_EUROPE if place.country in _EUROPE else _OVERSEAS)
        if why == "postcode":  # whoever writes 1040 means Etterbeek, not the whole of Brussels that has it too
            score /= len(place.postcodes) ** 2
        if postcode and has_postcode(place, postcode):
            score *= _POSTCODE
        if language in _LANGUAGES_OF.get(place.country, ()):
            score *= _OWN_LANGUAGE
        for other in beside:
            score *= _nearness(place, other) ** (_BESIDE if home is None else 1)
            if isinstance(other, Place) and place.parent == other.name:
                score *= _PART_OF
        if home is not None:
            score *= _nearness(place, home) ** _HOME
        reason: Why = "misspelt" if edits else "name" if is_own else "other_name"
        found.append(Found(place, why or reason, score, edits))
    return _best(found, limit)


def has_postcode(place: Place, postcode: str, book: Gazetteer | None = None) -> bool:
    """Whether a place has this postcode, or lies where it is (a section of a town, say)."""
    if postcode in place.postcodes:
        return True
    return any(
        p.country == place.country and distance_km(p, place) < FAR_KM / 2 for p in gazetteer().with_postcode(postcode)
    )


def _nearness(place: Place, other: Where) -> float:
    """How a place weighs by its distance to another; a few kilometres more or less only decide between equals."""
    away_km = distance_km(place, other)
    return _NEAR_KM / max(away_km, _NEAR_KM) * (1 - min(away_km, _NEAR_KM) / 1000)


def _best(found: list[Found], limit: int) -> list[Found]:
    kept: dict[str, Found] = {}
    for one in sorted(found, key=lambda f: (-f.score, f.place.id)):
        kept.setdefault(one.place.id, one)
    return list(kept.values())[:limit]


def nearest(latitude: float, longitude: float, *, book: Gazetteer | None = None) -> Place:
    """The place that a point lies in, or the nearest one: a municipality or an older part of one, precisely known."""
    from entraide.logic.places.nearness import nearest_place

    return nearest_place(latitude, longitude, book or gazetteer())
