"""Hiding what one grammar has read from the next, and giving spans back in the writer's own characters.

Grammars match on the folded text; people see the original. Every span that leaves a grammar passes through here.
"""

from collections.abc import Iterable

from entraide.common.text import Folded

HIDDEN = "\x00"
"""What stands in for a hidden character: no letter, space or punctuation, so that no pattern crosses it."""


def hide(sentence: Folded, masked: Iterable[tuple[int, int]]) -> str:
    """The folded text of `sentence`, as long, with the `masked` spans (original code points) made unreadable."""
    text = sentence.text
    for start, end in masked:
        if start >= end:
            continue
        size = len(sentence.original)
        low, high = sentence.folded_at[min(start, size)], sentence.folded_at[min(end, size)]
        text = text[:low] + HIDDEN * (high - low) + text[high:]
    return text


def whole_words(sentence: Folded, start: int, end: int) -> tuple[int, int]:
    """The original span (code points, end exclusive) of the folded `start:end`, widened so that it cuts no word."""
    original = sentence.original
    low, high = sentence.span(start, end)
    while 0 < low < len(original) and original[low].isalnum() and original[low - 1].isalnum():
        low -= 1
    while 0 < high < len(original) and original[high - 1].isalnum() and original[high].isalnum():
        high += 1
    return low, high


def apart(
    sentence: Folded, spans: Iterable[tuple[int, int]], masked: Iterable[tuple[int, int]] = ()
) -> tuple[tuple[int, int], ...]:
    """The original `spans` in order, cut so that they overlap neither each other (the longer wins) nor the `masked` ones.

    What is left of a span that was cut neither begins nor ends with a space.
    """
    kept: list[tuple[int, int]] = []
    taken = [span for span in masked if span[0] < span[1]]
    for wished in sorted(set(spans), key=lambda span: (span[0] - span[1], span[0])):
        start, end = wished
        for low, high in sorted(taken):
            if low <= start < high:
                start = high
            elif start < low < end:
                end = low
        left = sentence.original[start:end]
        start, end = start + len(left) - len(left.lstrip()), start + len(left.rstrip())
        if start < end:
            kept.append((start, end))
            taken.append((start, end))
    return tuple(sorted(kept))
