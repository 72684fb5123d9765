"""A ring as a page shows it: its members round a circle, arrows from who gives to who gets, and the same as a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person
from entraide.records.rings import queries
from entraide.records.rings.models import Ring, RingLink
from entraide.wording.rings import short_lines

# The drawing is so wide and high; its circle, and the circles of people on it.
WIDE, HIGH = 440, 330
_MIDDLE = (WIDE / 2, HIGH / 2 + 4)
_RADIUS, _PERSON = 98.0, 32.0
# How far words stand from the circle, and from one line to the next; how much of the way is kept free before and after a person.
_WORDS_OUT, _LINE = 18.0, 18.0
_FREE_DEGREES = 25.0


@dataclass(frozen=True)
class RingSeat:
    """Somebody in the drawing: their name, where they stand, whether they are the reader."""

    name: str
    x: float
    y: float
    is_me: bool


@dataclass(frozen=True)
class RingArrow:
    """From one to the next: the path of the arrow, its tip, and what goes along it, in one or two short lines."""

    path: str
    tip: str
    lines: tuple[tuple[str, float], ...]
    x: float
    anchor: str


@dataclass(frozen=True)
class RingDrawing:
    """All that is drawn."""

    seats: tuple[RingSeat, ...]
    arrows: tuple[RingArrow, ...]
    radius: float = _PERSON
    wide: int = WIDE
    high: int = HIGH


def drawing_of(links: Sequence[RingLink], *, viewer: Person, you: str, gone: str) -> RingDrawing:
    """The ring drawn. `you`: what the viewer is called in it, `gone`: somebody who has left."""
    count = len(links)
    # Two stand beside each other, so that what they give goes above and below.
    first = 180.0 if count == 2 else -90.0
    turns = [first + 360.0 / count * number for number in range(count)]
    seats = []
    arrows = []
    for link, turn in zip(links, turns, strict=True):
        is_me = link.giver_id == viewer.pk
        name = you if is_me else link.giver.first_name if link.giver else gone
        x, y = _at(turn, _RADIUS)
        seats.append(RingSeat(name=_cut(name, 9), x=x, y=y, is_me=is_me))
        arrows.append(_arrow(turn, 360.0 / count, lines=short_lines(link.need)))
    return RingDrawing(tuple(seats), tuple(arrows))


def ring_of(viewer: Person, exchange: Exchange) -> Ring | None:
    """The ring that an exchange belongs to, for its page; None for any other exchange."""
    return queries.ring_of(viewer, exchange=exchange)


def _arrow(turn: float, step: float, *, lines: Sequence[str]) -> RingArrow:
    begins, ends = turn + _FREE_DEGREES, turn + step - _FREE_DEGREES
    (x1, y1), (x2, y2) = _at(begins, _RADIUS), _at(ends, _RADIUS)
    is_long = 1 if ends - begins > 180 else 0
    middle = turn + step / 2
    x, y = _at(middle, _RADIUS + _WORDS_OUT)
    across = cos(radians(middle))
    anchor = "middle" if abs(across) < 0.3 else "start" if across > 0 else "end"
    # Above the circle words grow upwards, beside it they stand in its middle, below they grow downwards.
    down = sin(radians(middle))
    top = y + 5 - _LINE * (len(lines) - 1) * (1 - down) / 2
    return RingArrow(
        path=f"M{x1:.1f} {y1:.1f}A{_RADIUS:.0f} {_RADIUS:.0f} 0 {is_long} 1 {x2:.1f} {y2:.1f}",
        tip=_tip(ends),
        lines=tuple((line, round(top + _LINE * number, 1)) for number, line in enumerate(lines)),
        x=x,
        anchor=anchor,
    )


def _tip(turn: float) -> str:
    """The head of an arrow that arrives there: a small triangle along the circle."""
    front = _at(turn + 4, _RADIUS)
    left, right = _at(turn - 3, _RADIUS - 6), _at(turn - 3, _RADIUS + 6)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (front, left, right)) + "Z"


def _at(turn: float, radius: float) -> tuple[float, float]:
    """The point at so many degrees (clockwise, 0 to the right) and so far from the middle."""
    return (
        round(_MIDDLE[0] + radius * cos(radians(turn)), 1),
        round(_MIDDLE[1] + radius * sin(radians(turn)), 1),
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
