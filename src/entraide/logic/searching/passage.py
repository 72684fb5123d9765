"""The passage: the part of a text that shows why it was found, with the words that were looked for marked."""

from collections.abc import Collection
from dataclasses import dataclass

from entraide.logic.searching.words import words_in

LONGEST = 180


@dataclass(frozen=True)
class Passage:
    """Pieces of a text in order, each with whether it is marked; `is_cut_before`, `is_cut_after` where the text goes on."""

    pieces: tuple[tuple[str, bool], ...]
    is_cut_before: bool
    is_cut_after: bool


def passage_of(text: str, *, forms: Collection[str], longest: int = LONGEST) -> Passage:
    """The part of the text (at most about `longest` code points, cut between words) where most of the folded `forms` stand.

    The pieces are plain text: whoever shows them must escape them.
    """
    text = " ".join(text.split())
    words = list(words_in(text))
    marked = [(word.start, word.end, word.folded) for word in words if word.folded in forms]
    low, high = 0, len(text)
    if len(text) > longest:
        start = _best_start(marked, longest=longest)
        low = max((word.start for word in words if word.start <= start), default=0) if start else 0
        high = max((word.end for word in words if word.end <= low + longest), default=low + longest)
        if high == words[-1].end if words else True:
            high = len(text)
    pieces: list[tuple[str, bool]] = []
    at = low
    for begin, end, _ in marked:
        if begin < at or end > high:
            continue
        pieces += [(text[at:begin], False), (text[begin:end], True)]
        at = end
    pieces.append((text[at:high], False))
    return Passage(tuple(piece for piece in pieces if piece[0]), low > 0, high < len(text))


def _best_start(marked: list[tuple[int, int, str]], *, longest: int) -> int:
    """Where the passage begins that shows most of the different words, with a little of what stands before them."""
    before = longest // 4
    best, shown = 0, 0
    for begin, _, _ in marked:
        count = len({form for start, end, form in marked if start >= begin and end <= begin + longest - before})
        if count > shown:
            best, shown = begin, count
    return max(0, best - before)
