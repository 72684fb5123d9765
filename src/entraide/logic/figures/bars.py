"""Bars for a chart of months: where each stands and how high, on a drawing of 600 by 190; pure geometry, no colours, no words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 600
HEIGHT: Final = 190
# What the labels below take, and the room for the number above the highest bar.
_FOOT, _HEAD = 34, 34
_LEAST_HEIGHT = 2
_WIDEST = 40.0


@dataclass(frozen=True)
class Bar:
    """One bar: left, top, width and height, the middle of its labels, its value (None: too small to be told, drawn as a stub).

    In whole units of the drawing: a template would write parts of them with the comma of its language.
    """

    x: int
    y: int
    width: int
    height: int
    middle: int
    value: float | None
    is_highest: bool


def bars_of(values: Sequence[float | None]) -> list[Bar]:
    """The bars of these values (0 or more; None for too small to be told), from left to right; the first of the highest is marked."""
    if not values:
        return []
    told = [value for value in values if value is not None]
    highest = max(told, default=0.0)
    room = WIDTH / len(values)
    width = min(room * 0.7, _WIDEST)
    marked = values.index(highest) if highest else -1
    return [
        _bar(value, number=number, room=room, width=width, highest=highest, is_highest=number == marked)
        for number, value in enumerate(values)
    ]


def _bar(value: float | None, *, number: int, room: float, width: float, highest: float, is_highest: bool) -> Bar:
    full = HEIGHT - _FOOT - _HEAD
    share = value / highest if value and highest else 0.0
    # What is too small to be told is as low as a bar may be: no one can measure it.
    height = max(full * share, _LEAST_HEIGHT) if value is None or value else 0.0
    middle = room * (number + 0.5)
    return Bar(
        x=int(middle - width / 2),
        y=HEIGHT - _FOOT - round(height),
        width=int(width),
        height=round(height),
        middle=round(middle),
        value=value,
        is_highest=is_highest,
    )
