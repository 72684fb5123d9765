"""Whether a name in a sentence is meant as a place: the evidence that each kind of name needs.

Names that are ordinary words ("cours", "die", "over", "Essen") or persons' ("Charlotte") need more than the others: a
capital letter and a word like "à" before them, a postcode beside them, or a place of their own between commas.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from entraide.logic.places.gazetteer import common_names
from entraide.logic.places.place import Place
from entraide.logic.places.table import Named
from entraide.logic.places.words import articles, determiners

_LANGUAGES = ("fr", "nl", "en", "de")
_SMALL, _KNOWN, _LARGE, _VERY_LARGE = 1_500, 8_000, 20_000, 88_000
_SHORTEST_ALONE = 4
_SAID_SIZE = 10_000
_NEVER, PERSON = 3, 4
_SPOKEN_IN = {
    "fr": ("FR", "BE", "LU", "CH"),
    "nl": ("BE", "NL"),
    "en": ("GB", "IE", "BE"),
    "de": ("DE", "CH", "AT", "LU", "BE"),
}
_HERE = frozenset(("BE", "FR", "LU", "NL", "DE", "CH"))
_NEARBY = (*_HERE, "GB", "IE", "AT")
_NOT_BEFORE_SMALL = frozenset(["te", "en", "aux", "au", "dans", "par", "les", "la", "le", "l", "des", "du"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a name being a place.

    Attributes:
        is_capital: it begins with a capital letter where that says something (the sentence is not all capitals).
        is_first: it opens a sentence.
        is_strong: a word that is surely said of places stands before it.
        is_weak: a word that is said of places and of other things stands before it.
        word_before: the folded word right before it, empty if none belongs to it.
        has_postcode: a postcode that fits stands beside it.
        is_alone: it stands alone between commas, brackets or the sentence's ends.
        is_paired: it is an end of a trip, or one of two places named together, whose other one is surely a place.
        is_hinted: what follows in brackets says where it is.
    """

    is_capital: bool = False
    is_first: bool = False
    is_strong: bool = False
    is_weak: bool = False
    word_before: str = ""
    has_postcode: bool = False
    is_alone: bool = False
    is_paired: bool = False
    is_hinted: bool = False


def ordinariness(key: str, language: str | None) -> int:
    """How ordinary a name is: 0 only a name, 1 a word too, 2 a frequent word, 3 no place, 4 a person's or good's."""
    digits = common_names().get(key)
    if digits is None:
        return 0
    return int(digits[_LANGUAGES.index(language)]) if language in _LANGUAGES else int(max(digits))


def is_place(key: str, named: Sequence[Named], evidence: Evidence, language: str | None) -> bool:
    """Whether a name with this key, that the gazetteer knows as `named`, is meant as a place."""
    if evidence.has_postcode or (evidence.is_hinted and evidence.is_capital):
        return True
    if evidence.word_before in determiners(language) - articles(language):
        return False  # "mon Pleyel", "deux Chimay": what is owned or counted bears a place's name, and is none
    ordinary = ordinariness(key, language)
    if ordinary == _NEVER:
        return False
    size = max((_size(n) for n in named), default=0)
    if evidence.word_before in articles(language) and not any(_bears_article(n.place) for n in named):
        return False
    if ordinary == 0:
        return _is_plain_place(key, named, evidence, language)
    if ordinary == PERSON:
        return _is_namesake(named, size, evidence)
    if " " in key and evidence.is_capital and any(n.place.id.startswith("S-") for n in named):
        return not evidence.is_first or evidence.is_alone  # kept by hand, and of several words: "place Flagey"
    if size < _SMALL or not any(n.is_own or n.place.population >= _VERY_LARGE for n in named):
        return False
    if named[0].place.precision == "region" and evidence.word_before not in ("le", "la", "l", "les", "de"):
        return evidence.is_alone and evidence.is_capital and not evidence.is_first  # "quartier nord" is no département
    if language == "de":  # every noun has a capital there
        sure = evidence.is_strong and evidence.word_before not in determiners("de")
        return evidence.is_capital and (sure or evidence.is_paired) and size >= _LARGE
    if not evidence.is_capital:
        return _is_place_in_small_letters(ordinary, named, evidence, language)
    if evidence.is_first and not (evidence.is_alone and ordinary == 1) and not evidence.is_paired:
        return False
    if evidence.is_strong or evidence.is_paired:
        return ordinary == 1 or size >= _SMALL
    if evidence.is_weak and ordinary == 1 and size >= _KNOWN:
        return True  # in mid-sentence a capital tells a name: "la pharmacie de Jambes"
    return evidence.is_alone and size >= (_SMALL if ordinary == 1 else _LARGE)


def _is_plain_place(key: str, named: Sequence[Named], evidence: Evidence, language: str | None) -> bool:
    """A name that is no ordinary word: the smaller the place, the more must speak for it."""
    said = evidence.is_strong or evidence.is_paired
    counted = evidence.word_before.isdigit()
    is_said = any(n.place.id.startswith("S-") for n in named) and " " in key  # "la gare du midi" bears its article
    if (
        not is_said
        and (not evidence.is_capital or language == "de")
        and (counted or evidence.word_before in determiners(language))
    ):
        return said and evidence.is_capital
    if not any(n.is_own for n in named):
        return evidence.is_capital and (said or evidence.is_alone) and not evidence.is_first
    quarters = all(n.place.id.startswith("S-") and n.place.precision != "region" for n in named)
    if quarters and " " not in key and not (said or evidence.is_alone):
        return evidence.is_weak and evidence.is_capital  # quarters and squares bear the names of persons
    size = max(_size(n) for n in named)
    if not evidence.is_capital and not said and not evidence.is_alone:
        return len(key) >= _SHORTEST_ALONE and _is_known_in_small_letters(key, named, language)
    if evidence.is_first and not said and not evidence.is_alone:
        named = [n for n in named if n.place.country in _NEARBY]
        size = max((_size(n) for n in named), default=0)
    if size >= _KNOWN:
        return True
    if size < _SMALL and not any(is_at_home(n.place, language) for n in named):
        return False
    if evidence.is_capital:
        return said or (evidence.is_alone and not evidence.is_first) or (size >= _SMALL and not evidence.is_first)
    return said and size >= _SMALL and len(key) >= _SHORTEST_ALONE


def _is_known_in_small_letters(key: str, named: Sequence[Named], language: str | None) -> bool:
    """Whether a place is so well known that its name alone, in small letters and with nothing before it, tells it.

    In Dutch and German many a verb is some town's name ("witten", "leimen"), so that it must be a large one.
    """
    size = max((_size(n) for n in named if is_at_home(n.place, language)), default=0)
    if language in ("nl", "de"):
        return size >= (_VERY_LARGE if key.endswith("en") else _LARGE)
    return size >= _KNOWN


def _bears_article(place: Place) -> bool:
    """Whether a name may follow an article: regions and districts do ("la Hesbaye", "de Rabot"), towns do not."""
    return place.precision in ("region", "district", "street", "address") or place.id.startswith("S-")


def _is_namesake(named: Sequence[Named], size: int, evidence: Evidence) -> bool:
    """Names of persons and goods: "à Charlotte" is said to her, "à Nancy" of the town, "in Florence" of the town."""
    if not evidence.is_capital:
        return False
    size_here = _size_here(named)
    if evidence.is_strong and evidence.word_before not in ("a", "bij", "by", "sur", "to", "von", "entre"):
        return size >= _SMALL
    return (
        evidence.is_strong or evidence.is_paired or (evidence.is_alone and not evidence.is_first)
    ) and size_here >= _LARGE


def _is_place_in_small_letters(ordinary: int, named: Sequence[Named], evidence: Evidence, language: str | None) -> bool:
    """Ordinary words typed small are places only where little else makes sense ("j'habite a tours")."""
    if language not in ("fr", "nl") or evidence.word_before in _NOT_BEFORE_SMALL:
        return False
    # Quarters and squares are never meant: "un sweat à capuche", "une chaise à bascule".
    towns = [n for n in named if not n.place.id.startswith("S-") or n.place.precision in ("region", "locality")]
    size = max((_size(n) for n in towns if is_at_home(n.place, language)), default=0)
    if ordinary == 1:
        return (evidence.is_strong or evidence.is_paired) and size >= _KNOWN
    return evidence.word_before == "a" and size >= _LARGE


def is_at_home(place: Place, language: str | None) -> bool:
    """Whether the sentence's language is spoken where the place lies."""
    return language is None or place.country in _SPOKEN_IN.get(language, ())


def _size(named: Named) -> int:
    """A place's population as evidence; what people say by hand-kept names counts as a town."""
    place = named.place
    size = place.population or (_SAID_SIZE if place.id.startswith("S-") or place.precision == "region" else 0)
    return size if named.is_own else size // 20


def _size_here(named: Sequence[Named]) -> int:
    """The size of the largest place near home: no small letters and no first names for Sucre or Florence."""
    return max((_size(n) for n in named if n.place.country in _HERE), default=0)
