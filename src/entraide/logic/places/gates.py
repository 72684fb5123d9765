"""Whether a name in a sentence is meant as a place: the evidence that each kind of name needs.

Names that are ordinary words ("cours", "die", "over", "Essen") or persons' ("Charlotte") need more than the others: a capital
letter and a word like "à" before them, a postcode beside them, or a place of their own between commas.
"""

from dataclasses import dataclass

from entraide.logic.places.gazetteer import common_names
from entraide.logic.places.table import Named

_LANGUAGES = ("fr", "nl", "en", "de")
_SMALL, _KNOWN, _LARGE = 1_500, 8_000, 20_000
_SHORTEST_ALONE = 4
_SAID_SIZE = 10_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a name being a place.

    Attributes:
        is_capital: it begins with a capital letter where that says something (the sentence is not all capitals).
        is_first: it opens the sentence.
        is_strong: a word that is surely said of places stands before it.
        is_weak: a word that is said of places and of other things stands before it.
        has_postcode: a postcode that fits stands beside it.
        is_alone: it stands alone between commas, brackets or the sentence's ends.
        is_paired: it is an end of a trip whose other end is a place.
        is_hinted: what follows in brackets says where it is.
        is_after_article: a German article stands before it.
        is_after_te: Dutch "te" stands before it, as before any verb.
    """

    is_capital: bool = False
    is_first: bool = False
    is_strong: bool = False
    is_weak: bool = False
    has_postcode: bool = False
    is_alone: bool = False
    is_paired: bool = False
    is_hinted: bool = False
    is_after_article: bool = False
    is_after_te: bool = False


def level(key: str, language: str | None) -> int:
    """How ordinary a word the name is: 0 only a place's name, 1 a word or a person's name too, 2 a frequent word, 3 never a place."""
    digits = common_names().get(key)
    if digits is None:
        return 0
    return int(digits[_LANGUAGES.index(language)]) if language in _LANGUAGES else int(max(digits))


def is_place(key: str, named: list[Named], evidence: Evidence, language: str | None) -> bool:
    """Whether a name with this key, that the gazetteer knows as `named`, is meant as a place."""
    if evidence.has_postcode or (evidence.is_hinted and evidence.is_capital):
        return True
    size = max((_size(n) for n in named), default=0)
    ordinary = level(key, language)
    is_noun_language = language == "de"
    if ordinary >= 3:
        return False
    if ordinary == 0:
        return _plain_name(key, size, evidence)
    if is_noun_language:
        return evidence.is_capital and evidence.is_strong and not evidence.is_after_article and size >= _LARGE
    if not evidence.is_capital:
        return ordinary == 1 and evidence.is_strong and size >= _KNOWN and language != "en" and not evidence.is_after_te
    if evidence.is_first and not evidence.is_alone:
        return False
    if evidence.is_strong or evidence.is_paired:
        return ordinary == 1 or size >= _SMALL
    return evidence.is_alone and ordinary == 1 and size >= _SMALL


def _plain_name(key: str, size: int, evidence: Evidence) -> bool:
    """A name that is no ordinary word: the smaller the place, the more must speak for it."""
    if size >= _KNOWN:
        return evidence.is_capital or evidence.is_strong or len(key) >= _SHORTEST_ALONE
    if evidence.is_capital:
        return (
            evidence.is_strong or evidence.is_alone or evidence.is_paired or (size >= _SMALL and not evidence.is_first)
        )
    return evidence.is_strong and size >= _SMALL and len(key) >= _SHORTEST_ALONE


def _size(named: Named) -> int:
    """A place's population as evidence; what people say by hand-kept names counts as a town."""
    place = named.place
    size = place.population or (_SAID_SIZE if place.id.startswith("S-") or place.precision == "region" else 0)
    return size if named.is_own else size // 20
