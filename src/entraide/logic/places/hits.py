"""Names of the gazetteer in the words of a sentence, with a postcode beside them; not yet known to be meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from entraide.logic.places.finding import has_postcode
from entraide.logic.places.gazetteer import Gazetteer
from entraide.logic.places.table import Named
from entraide.logic.places.tokens import Token
from entraide.logic.places.words import context

_LONGEST_NAME = 9
_BEFORE_A_NAME = frozenset((" ", "-", " - ", ", "))
_AFTER_A_NAME = frozenset((" ", ", ", " (", "(", "-", " - "))
# The tables hold no postcodes of these countries: any number of the right length before the name counts.
_DIGITS = {"DE": 5, "CH": 4, "LU": 4, "AT": 4, "NL": 4}
_CODE_LETTERS = frozenset(("b", "f", "d", "l", "ch", "nl", "be", "fr", "lu", "de"))


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` to `last` (exclusive) that may name one of `named`; the name begins at `name_first`."""

    first: int
    last: int
    name_first: int
    key: str
    named: tuple[Named, ...]
    postcode: str | None = None
    edits: int = 0

    @property
    def is_postcode_alone(self) -> bool:
        """Whether it is a postcode without a name."""
        return self.key == self.postcode


def hits_at(book: Gazetteer, words: Sequence[Token], free: Sequence[bool], at: int) -> Iterator[Hit]:
    """The names that begin at word `at`, longest first; then the postcode that the word may be."""
    key = words[at].first
    keys = [key]
    for following in range(at + 1, min(at + _LONGEST_NAME, len(words)) if key in book.openings else 0):
        if not (free[following] and words[following].joins):
            break
        key = f"{key} {words[following].inner}"
        keys.append(key)
    for length in range(len(keys), 0, -1):
        key = keys[length - 1]
        if book.knows(key) and (named := book.named(key)):
            yield with_postcode(book, words, free, Hit(at, at + length, at, key, tuple(named)))
    word = words[at].word
    if len(word) in (4, 5) and word.isdigit() and (places := book.with_postcode(word)):
        yield Hit(at, at + 1, at, word, tuple(Named(p, is_own=True) for p in places), word)


def with_postcode(book: Gazetteer, words: Sequence[Token], free: Sequence[bool], hit: Hit) -> Hit:
    """The hit with a postcode that stands before or after the name, if it fits one of the places."""
    before, after = hit.first - 1, hit.last
    if before >= 0 and free[before] and words[hit.first].gap in _BEFORE_A_NAME:
        fits = _fitting(book, hit, words[before].word, is_before=words[hit.first].gap != ", ")
        if fits:
            has_letters = before > 0 and words[before].gap == "-" and words[before - 1].word in _CODE_LETTERS
            return replace(hit, first=before - has_letters, named=fits, postcode=words[before].word)
    if after < len(words) and free[after] and words[after].gap in _AFTER_A_NAME:
        counted = (
            after + 1 < len(words) and words[after + 1].word in context("units") and words[after + 1].gap in (" ", "")
        )
        fits = () if counted else _fitting(book, hit, words[after].word, is_before=False)
        if fits:
            return replace(hit, last=after + 1, named=fits, postcode=words[after].word)
    return hit


def _fitting(book: Gazetteer, hit: Hit, code: str, *, is_before: bool) -> tuple[Named, ...]:
    if not (code.isdigit() and len(code) in (4, 5)):
        return ()
    fitting = tuple(n for n in hit.named if has_postcode(n.place, code, book))
    if fitting or not is_before:
        return fitting
    likeliest = max(hit.named, key=lambda n: (n.is_own, n.place.population)).place
    if _DIGITS.get(likeliest.country) != len(code) or likeliest.precision == "region":
        return ()
    return tuple(n for n in hit.named if n.place.country == likeliest.country)
