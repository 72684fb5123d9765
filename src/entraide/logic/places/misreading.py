"""A place whose name is misspelt in a sentence: only where a place is surely meant, and the word is no word."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from zipfile import ZipFile

from entraide.logic.places.evidence import Scene
from entraide.logic.places.gates import is_at_home, ordinariness
from entraide.logic.places.gazetteer import Gazetteer
from entraide.logic.places.hits import Hit
from entraide.logic.places.misspelling import SHORTEST, close_keys
from entraide.logic.places.place import Place
from entraide.logic.places.words import articles

_LEAST_PEOPLE, _LEAST_PEOPLE_ELSE = 5_000, 40_000
_SURE_BEFORE_SMALL = frozenset(("a", "in", "naar", "vers", "sur", "near", "nach", "habite"))
_NEARBY = frozenset(("BE", "FR", "LU", "NL", "DE", "CH", "GB", "IE", "AT"))
_WORDS = 4


# Looking for what a word nearly names takes a millisecond: so many words of a sentence are looked for, and no more.
MOST_MISSPELT = 3


def people_needed(scene: Scene, at: int) -> int | None:
    """How many people must live in a place for the word `at` to be its misspelt name; None if the word names no place."""
    token = scene.words[at]
    if len(token.word) < SHORTEST or token.word.isdigit() or token.word in known_words():
        return None
    first = Hit(at, at + 1, at, token.first, ())
    said = scene.before(first)
    evidence = scene.evidence(first)
    if evidence.word_before in articles(scene.language):
        return None
    is_said = (
        said is not None and said.is_strong and (evidence.is_capital or evidence.word_before in _SURE_BEFORE_SMALL)
    )
    is_alone = evidence.is_capital and evidence.is_alone and not evidence.is_first and scene.language != "de"
    if not is_said and not (is_alone and len(token.word) > SHORTEST):
        return None
    return _LEAST_PEOPLE if is_said and evidence.is_capital and scene.language != "de" else _LEAST_PEOPLE_ELSE


def misspelt_hit(book: Gazetteer, scene: Scene, free: Sequence[bool], at: int, least: int) -> Hit | None:
    """The place of at least `least` people that the words from `at` nearly name."""
    token = scene.words[at]
    key, keys = token.first, [token.first]
    for following in range(at + 1, min(at + _WORDS, len(scene.words))):
        if not (free[following] and scene.words[following].joins):
            break
        key = f"{key} {scene.words[following].inner}"
        keys.append(key)
    for length in range(len(keys), 0, -1):
        for close, edits in close_keys(book, keys[length - 1]):
            named = [n for n in book.named(close) if n.is_own and _is_likely(n.place, least, scene.language)]
            if named and not ordinariness(close, scene.language):
                hit = Hit(at, at + length, at, close, tuple(named), edits=edits)
                return None if scene.is_spoiled(hit) else hit
    return None


def _is_likely(place: Place, least: int, language: str | None) -> bool:
    """Whether a place is large enough to be meant by a misspelt name, larger where the language is not spoken."""
    least = least if is_at_home(place, language) else max(least, _LEAST_PEOPLE_ELSE)
    return place.population >= least and place.country in _NEARBY


@cache
def known_words() -> frozenset[str]:
    """Ordinary words of the four languages, folded: never read as a misspelt place."""
    with (files("entraide.logic.places") / "gazetteer.zip").open("rb") as file, ZipFile(file) as parts:
        return frozenset(parts.read("words.txt").decode().split("\n"))
