"""Names that are nearly those of a place: one letter off, or two in a long name. Short ones never count."""

from entraide.logic.places.gazetteer import Gazetteer

_LETTERS = "abcdefghijklmnopqrstuvwxyz "
SHORTEST = 5
# "ottignies louvain la neuve" has 26 letters; a key of 300 would have sixteen thousand neighbours.
LONGEST = 30


def close_keys(book: Gazetteer, key: str) -> list[tuple[str, int]]:
    """Keys of the gazetteer one edit from `key` (a letter more, less, other, or two swapped); and the edits."""
    if not SHORTEST <= len(key) <= LONGEST:
        return []
    edits = _edits(key)
    known = edits & book.built_in.names.keys() | edits & book.said.names.keys()
    for table in book.own:
        known |= edits & table.names.keys()
    return [(edit, 1) for edit in sorted(known) if len(edit) >= SHORTEST - 1]


def _edits(key: str) -> set[str]:
    """All keys that are one edit away."""
    halves = [(key[:at], key[at:]) for at in range(len(key) + 1)]
    edits = {before + after[1:] for before, after in halves if after}
    edits.update(before + after[1] + after[0] + after[2:] for before, after in halves if len(after) > 1)
    edits.update(before + letter + after[1:] for before, after in halves if after for letter in _LETTERS)
    edits.update(before + letter + after for before, after in halves for letter in _LETTERS)
    edits.discard(key)
    return edits
