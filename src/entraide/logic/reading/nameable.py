"""Which words a community may give a meaning of its own: not those that mean something to everybody already.

A number, a day, a price, a town or an ordinary word ("chien", "demain") would be read otherwise in every sentence that says it.
"""

import re
from datetime import datetime
from typing import Literal

from entraide.common.text import Folded, fold
from entraide.logic import places
from entraide.logic.reading.community_words import key_of, parts_of
from entraide.logic.reading.interpretation import LANGUAGES
from entraide.logic.reading.moments import read_moments
from entraide.logic.reading.numbers import read_numbers
from entraide.logic.reading.ordinary_words import is_ordinary
from entraide.logic.reading.terms import read_terms

Sort = Literal["topic", "currency", "place"]
Fault = Literal[
    "word_too_short",
    "word_too_long",
    "word_is_number",
    "word_is_time",
    "word_is_price",
    "word_is_town",
    "word_is_ordinary",
]
LONGEST_NAME = 40
_SHORTEST_KEY = 2
_KNOWN_TOWN = 5_000
_FIGURES = re.compile(r"\d[\d ]*(?: ?[^\W\d]{1,3})?")
# Any moment will do: whether words tell a time does not hang on when they are said.
_ANY_MOMENT = datetime(2026, 3, 4, 10, 0)  # noqa: DTZ001 (local wall-clock time, as the grammar wants it)


def fault_of(name: str, *, sort: Sort) -> Fault | None:
    """Why a community may not give this name a meaning of the `sort`; None if it may. Never raises."""
    sentence = fold(name)
    parts = parts_of(name)
    key = key_of(name)
    if _FIGURES.fullmatch(key):
        return "word_is_number"
    if len(key) < _SHORTEST_KEY or not any(character.isalpha() for character in key):
        return "word_too_short"
    if len(name) > LONGEST_NAME:
        return "word_too_long"
    bare = fold(key)
    if _covers(bare, [(number.start, number.end) for number in read_numbers(key, language=None, with_one=True)]):
        return "word_is_number"
    if any(_tells_time(text, language) for language in LANGUAGES for text in (sentence, bare)):
        return "word_is_time"
    said = read_terms(bare, language=None)
    if said.terms.mode != "open" and _covers(bare, said.spans):
        # A currency may be called as many are: then the community says what it is worth.
        return None if sort == "currency" and said.terms.mode == "credits" else "word_is_price"
    if _names_town(name):
        return "word_is_town"
    if len(key.split()) == 1 and is_ordinary(key) and not _is_proper_name(name, parts, sort=sort):
        return "word_is_ordinary"
    if all(is_ordinary(part) and len(part) <= _LONGEST_LITTLE_WORD for part in key.split()):
        return "word_is_ordinary"
    return None


# "de la", "pour un": nothing but little words.
_LONGEST_LITTLE_WORD = 4


def _is_proper_name(name: str, parts: list[str], *, sort: Sort) -> bool:
    """Whether a place is called by an ordinary word with its article and a capital: "l'Atelier", "le Local"."""
    last = name.rsplit(maxsplit=1)[-1].rpartition("'")[2].rpartition("’")[2]
    return sort == "place" and len(parts) == 2 and len(key_of(name).split()) == 1 and last[:1].isupper()


def _tells_time(sentence: Folded, language: str) -> bool:
    found = read_moments(sentence, language=language, at=_ANY_MOMENT)
    return _covers(sentence, [*found.spans, *found.urgency_spans])


def _names_town(name: str) -> bool:
    """Whether a town of some size is called so."""
    return any(
        found.place.precision in ("municipality", "region")
        and found.place.population >= _KNOWN_TOWN
        and found.why in ("name", "other_name")
        and found.edits == 0
        for found in places.find(name=name)
    )


def _covers(sentence: Folded, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> bool:
    """Whether the spans take all the letters and figures of the sentence."""
    return bool(spans) and all(
        any(start <= at < end for start, end in spans)
        for at, character in enumerate(sentence.original)
        if character.isalnum()
    )
