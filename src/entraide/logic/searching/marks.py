"""Marks: beside the words of a text, what else is filed of it, so that one look into the index answers a whole question.

A mark begins with "_", which stands in no word: what sort of thing it is, who may read it, its topic, the areas where it lies.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from math import ceil

import h3

from entraide.logic.reading.topics import families, topic, topic_codes, topics_of
from entraide.logic.searching.keys import tail_stems
from entraide.logic.searching.stems import stems
from entraide.logic.searching.words import LANGUAGES, telling_words

# For whatever anybody may read, or anybody who is signed in; and what can be done from anywhere.
FOR_ALL = "_all"
FOR_SIGNED_IN = "_in"
FROM_AFAR = "_far"
# H3 resolution 5 (about 250 km²): from within a hexagon, each ring round it reaches 14 km farther at least.
_AREA_RESOLUTION = 5
_A_RING_KM = 14.0
_LEAST_BEGINNING = 4
FARTHEST_KM = 50.0


def kind_mark(kind: str) -> str:
    """For a sort of finds (post, say, message, community)."""
    return f"_k{kind}"


def house_mark(community: str) -> str:
    """For what the members of this community may read; `community` is its identifier in hexadecimal."""
    return f"_c{community}"


def topic_mark(code: str) -> str:
    """For a topic."""
    return "_t" + code.replace(".", "_")


def area_mark(*, latitude: float, longitude: float) -> str:
    """For the area in which a point (degrees, WGS 84) lies."""
    return f"_g{h3.latlng_to_cell(latitude, longitude, _AREA_RESOLUTION)}"


def areas_around(*, latitude: float, longitude: float, radius_km: float) -> list[str]:
    """The marks of all areas that hold a point within the radius (at most FARTHEST_KM) of this one, and of some beyond it."""
    middle = h3.latlng_to_cell(latitude, longitude, _AREA_RESOLUTION)
    rings = ceil(min(radius_km, FARTHEST_KM) / _A_RING_KM)
    return sorted(f"_g{area}" for area in h3.grid_disk(middle, rings))


@lru_cache(maxsize=1 << 12)
def topics_named(word: str) -> frozenset[str]:
    """The topics whose name, or whose family's, holds a form of this folded word, or a compound with it, in any of the four languages.

    So "fiets" finds what is about bicycles, in whatever language it is written.
    """
    words, stemmed = _named()
    found = [
        stemmed[language, stem]
        for language in LANGUAGES
        for stem in stems(word, language)
        if (language, stem) in stemmed
    ]
    if len(word) >= _LEAST_BEGINNING:
        found += [codes for label, codes in words.items() if label.startswith(word)]
    return frozenset().union(*found)


_Codes = frozenset[str]


@cache
def _named() -> tuple[dict[str, _Codes], dict[tuple[str, str], _Codes]]:
    """The topics by the words of their names, and by language and stem of these words and of the tails of compounds."""
    words: dict[str, _Codes] = {}
    stemmed: dict[tuple[str, str], _Codes] = {}

    def note(labels: dict[str, str], codes: Iterable[str]) -> None:
        named = frozenset(codes)
        for language, label in labels.items():
            for word in telling_words(label):
                words[word.folded] = words.get(word.folded, frozenset()) | named
                for stem in stems(word.folded, language) | tail_stems(word.folded, language):
                    stemmed[language, stem] = stemmed.get((language, stem), frozenset()) | named

    for code in topic_codes():
        note(topic(code).labels, (code,))
    for family, labels in families().items():
        note(labels, topics_of(family))
    return words, stemmed
