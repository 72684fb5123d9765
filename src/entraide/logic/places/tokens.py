"""The words of a sentence as places are looked for: folded, with where each stands in the sentence as written."""

import re
from typing import NamedTuple

from entraide.common.text import Folded
from entraide.logic.places.keys import alike

_WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name: "Saint-Gilles", "s/ Seine", "Braine-l'Alleud", "St. Vith".
_INSIDE_A_NAME = frozenset((" ", "  ", "'", "-", "/", ".", "' ", "/ ", ". "))


class Token(NamedTuple):
    """A word: folded, its forms in a key, where it stands in the folded and the original text, what parts it off."""

    word: str
    first: str
    inner: str
    start: int
    end: int
    original_start: int
    original_end: int
    is_capital: bool
    gap: str

    @property
    def joins(self) -> bool:
        """Whether it may go on a name that the word before began."""
        return self.gap in _INSIDE_A_NAME


def tokens(text: Folded) -> list[Token]:
    """The words of `text` in order. A letter that folds to two ("ß") belongs to one word whole."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text.text):
        word = match[0]
        low, high = match.span()
        start, stop = text.span(low, high)
        found.append(Token(
            word, alike(word, is_first=True), alike(word, is_first=False), low, high, start, stop,
            text.original[start].isupper(), text.text[end:low],
        ))  # fmt: skip
        end = high
    return found
