"""The words that everybody uses for many things, in four languages: no community can give them a meaning of its own.

The list, ordinary_words.txt beside this file, is made by tools/ordinary_words.py of the sentences that the reader was trained on.
"""

from functools import cache
from importlib.resources import files

from entraide.common.text import fold


@cache
def _listed() -> frozenset[str]:
    text = (files("entraide.logic.reading") / "ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def is_ordinary(word: str) -> bool:
    """Whether this one word, folded or not, is an ordinary one; so is its plural in -s."""
    folded = fold(word).text.strip()
    return folded in _listed() or (folded.endswith("s") and folded[:-1] in _listed())
