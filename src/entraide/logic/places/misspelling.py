"""Names that are nearly those of a place: one letter off, or two in a long name. Short ones never count."""

from collections.abc import Iterator

from entraide.logic.places.gazetteer import Gazetteer

_LETTERS = "abcdefghijklmnopqrstuvwxyz "
SHORTEST = 5


def close_keys(book: Gazetteer, key: str) -> list[tuple[str, int]]:
    """Keys of the gazetteer one edit from `key` (a letter more, less, other, or two swapped); and the edits."""
    if len(key) < SHORTEST:
        return []
    return [(edit, 1) for edit in sorted({e for e in _edits(key) if len(e) >= SHORTEST - 1 and book.knows(e)})]


def _edits(key: str) -> Iterator[str]:
    """All keys that are one edit away."""
    for at in range(len(key) + 1):
        before, after = key[:at], key[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            if after:
                yield before + letter + after[1:]
            yield before + letter + after
