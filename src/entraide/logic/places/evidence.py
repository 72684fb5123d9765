"""Gathering what speaks for a name being a place: the words, marks and letters around it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from entraide.common.text import Folded
from entraide.logic.places.before import Before, before
from entraide.logic.places.context import is_other_thing
from entraide.logic.places.gates import PERSON, Evidence, ordinariness
from entraide.logic.places.gazetteer import gazetteer
from entraide.logic.places.hits import Hit
from entraide.logic.places.tokens import Token
from entraide.logic.places.words import context

_EARLIER = 6
# "au Havre", "aux Lilas": the preposition has run into the name.
_AT_THE = frozenset(("au", "aux"))
_STARTS_ALONE = re.compile(r"(?:[,;:.!?(\[|>/\"]|\s-+|^-)\s*$|^\s*$")
_ENDS_ALONE = re.compile(r"\s*(?:[,;:.!?)\]|>/\"]|\s-|$)")
_STARTS_A_SENTENCE = re.compile(r"[.!?]\s+$")
_GAPS_IN_A_PHRASE = frozenset((" ", "'", "  ", "-", "' ", " : ", ": ", ". ", " (", ' "'))


@dataclass(frozen=True)
class Scene:
    """A sentence as spotting sees it: its words, and whether it is all in capitals. `language` None if unknown."""

    text: Folded
    words: Sequence[Token]
    language: str | None

    @cached_property
    def is_shouted(self) -> bool:
        """Whether capitals say nothing here: hardly any small letters."""
        letters = list(filter(str.isalpha, self.text.original))
        return sum(map(str.isupper, letters)) * 2 > len(letters)

    def earlier(self, hit: Hit) -> list[str]:
        """The folded words before a name, the nearest last."""
        return [w.word for w in self.words[max(0, hit.first - _EARLIER) : hit.first]]

    def before(self, hit: Hit) -> Before | None:
        """What the words before a name say of it."""
        if hit.first == 0 or self.words[hit.first].gap not in _GAPS_IN_A_PHRASE:
            return None
        return before(self.earlier(hit), self.language)

    def gap_after(self, hit: Hit) -> str:
        """What stands between a name and the next word, or the end."""
        end = self.words[hit.last - 1].end
        return self.text.text[end : self.words[hit.last].start] if hit.last < len(self.words) else self.text.text[end:]

    def evidence(self, hit: Hit) -> Evidence:
        """What speaks for a name being a place."""
        earlier = self.earlier(hit)
        said = self.before(hit)
        head = self.text.text[: self.words[hit.first].start]
        tail = self.text.text[self.words[hit.last - 1].end :]
        return Evidence(
            is_capital=not self.is_shouted and self._has_capital(hit),
            is_first=hit.first == 0 or _STARTS_A_SENTENCE.search(head) is not None,
            is_strong=(said is not None and said.is_strong) or self.words[hit.name_first].word in _AT_THE,
            is_weak=said is not None,
            word_before=earlier[-1] if earlier and self.words[hit.first].gap in _GAPS_IN_A_PHRASE else "",
            has_postcode=hit.postcode is not None and not hit.is_postcode_alone,
            is_alone=_STARTS_ALONE.search(head) is not None and _ENDS_ALONE.match(tail) is not None,
        )

    def is_spoiled(self, hit: Hit) -> bool:
        """Whether the words around say that it is no place: part of a longer name, a street, person, good or count."""
        words = self.words
        after = words[hit.last] if hit.last < len(words) else None
        if after and after.gap == "-" and after.word in context("longer"):
            return True
        if (
            hit.first
            and words[hit.first].gap == "-"
            and not words[hit.first - 1].is_capital
            and words[hit.first].is_capital
        ):
            return True
        if hit.first and words[hit.first].gap == "-" and words[hit.first].word in context("inside"):
            return True  # "Luxembourg-Ville"
        goes_on = after and after.gap == "-" and after.is_capital and after.word not in context("inside")
        if after and goes_on and ordinariness(hit.key, self.language) and not gazetteer().knows(after.first):
            return True  # "Mont-Godinne" is not in Mont
        if hit.is_postcode_alone:
            return not self._is_postcode_meant(hit)
        if not self._has_capital(hit) and self._has_other_accents(hit):
            return True
        if hit.key.rpartition(" ")[2].isdigit() and not _ENDS_ALONE.match(self.text.text[words[hit.last - 1].end :]):
            return True  # "Paris 11 personnes"
        is_joined = hit.first > 0 and words[hit.first].gap in _GAPS_IN_A_PHRASE
        later = [after.word] if after and after.gap in (" ", "-") else []
        earlier = self.earlier(hit) if is_joined else []
        if earlier and words[hit.first].gap == " " and ordinariness(earlier[-1], self.language) == PERSON:
            return words[hit.first - 1].is_capital  # "Joseph Lambermont"
        return is_other_thing(hit.key, earlier, later)

    def _has_capital(self, hit: Hit) -> bool:
        """Whether any word of a name begins with a capital: "place Flagey" has one."""
        return any(word.is_capital for word in self.words[hit.name_first : hit.last])

    def _has_other_accents(self, hit: Hit) -> bool:
        """Whether it is written with accents that none of the names has: "tamisé" is not Tamise, nor "maçon" Mâcon."""
        written = self.text.original[self.words[hit.name_first].original_start : self.words[hit.last - 1].original_end]
        accents = {c for c in unicodedata.normalize("NFC", written.lower()) if c.isalpha() and not c.isascii()}
        if not accents:
            return False
        names = ("".join((n.place.name, *n.place.names.values())).lower() for n in hit.named if n.is_own)
        return not any(accents <= set(name) for name in names)

    def _is_postcode_meant(self, hit: Hit) -> bool:
        """A number that is a postcode by itself: in brackets, between commas, after "à"; no year, price or count."""
        token = self.words[hit.first]
        gap_after = self.gap_after(hit)
        if token.gap.endswith("(") and gap_after.lstrip().startswith(")"):
            return True
        following = self.words[hit.last].word if hit.last < len(self.words) else ""
        if any(c in token.gap + gap_after for c in "€$£%+*:#=") or (
            following in context("units") and not gap_after.strip()
        ):
            return False
        if len(token.word) == 4 and 1900 <= int(token.word) <= 2099:
            return False
        said = self.before(hit)
        starts = hit.first == 0 or any(c in token.gap for c in ",;(-") or (said is not None and said.is_strong)
        starts = starts or self.words[hit.first - 1].word in ("cp", "code", "postal", "postcode", "plz")
        return starts and (not following or any(c in gap_after for c in ",;).!?-"))
