"""The words of a sentence as places are looked for: folded, with where each stands in the sentence as written."""

import re
from typing import NamedTuple

from entraide.common.text import Folded
from entraide.logic.places.keys import alike

_WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name: "Saint-Gilles", "s/ Seine", "Braine-l'Alleud", "St. Vith".
_INSIDE_A_NAME = re.compile(r"[ ]{1,2}|['\-/.]|['/.] ")


class Token(NamedTuple):
    """A word: folded, where it stands in the folded text and in the original, and what parts it from the word before."""

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
        return _INSIDE_A_NAME.fullmatch(self.gap) is not None


def tokens(text: Folded) -> list[Token]:
    """The words of `text` in order."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text.text):
        word = match[0]
        start, stop = text.span(match.start(), match.end())
        # A character that folds to two letters must not be cut: "ß" belongs to the word whole.
        found.append(Token(
            word, alike(word, is_first=True), alike(word, is_first=False), match.start(), match.end(), start, stop,
            text.original[start].isupper(), text.text[end:match.start()],
        ))  # fmt: skip
        end = match.end()
    return found
