"""A small map: what lies around a point, as circles and words on a square of 400 by 400, north above; pure geometry, no pictures.

Rings tell the distance, a blot of about a kilometre says roughly where something is, names of towns say where one is. Marks that would
lie on one another move apart, names that would touch another or a mark are left out.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from entraide.logic.places.nearness import places_around
from entraide.logic.places.place import Point

SIZE = 400.0
_MIDDLE = SIZE / 2
# The farthest ring, and how far marks may lie outside it.
_RING = 184.0
_EDGE = 16.0
_MARK = 17.0
_APART = 36.0
_LEAST_BLOT = 14.0
# About how large 15 px of the sans face are.
_SIGN_WIDTH, _LINE_HEIGHT = 7.9, 17.0
_MOST_NAMES = 7
_KM_A_DEGREE = 111.195
# Left, top, right, bottom.
Box = tuple[float, float, float, float]


# Where the next free spot is looked for: these steps east and south of where a mark should be.
_SPIRAL: Final = tuple(
    (9.0 * math.sqrt(step) * math.cos(turn), 9.0 * math.sqrt(step) * math.sin(turn))
    for step, turn in ((step, step * math.pi * (3 - math.sqrt(5))) for step in range(400))
)


@dataclass(frozen=True)
class Ring:
    """A ring about the middle: its radius on the square and in kilometres, and where that is written."""

    radius: int
    km: float
    label_x: int
    label_y: int


@dataclass(frozen=True)
class Mark:
    """Where the n-th thing of the list is drawn, and the blot that says roughly where it is. `number` counts from 1."""

    number: int
    x: int
    y: int
    blot_x: int
    blot_y: int
    blot: int

    @property
    def baseline(self) -> int:
        """Where its number stands."""
        return self.y + 5


@dataclass(frozen=True)
class Name:
    """A town's name, written about its middle."""

    x: int
    y: int
    words: str


@dataclass(frozen=True)
class DrawnMap:
    """What is to be drawn, in the units of the square. `names` leaves the middle's own name out: it stands beside the cross."""

    rings: tuple[Ring, ...]
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]


def draw(
    middle: Point, *, radius_km: float, points: Sequence[Point | None], middle_name: str, language: str
) -> DrawnMap:
    """The map of `radius_km` around the middle, with a mark for each point that lies there; None and what lies outside have none.

    Names are in `language`. Everything is in degrees of WGS 84, projected onto the plane that touches the earth at the middle.
    """
    a_km = _RING / radius_km
    rings = tuple(_ring(_RING * part, radius_km * part) for part in (0.25, 0.5, 1))
    # The cross with its name, and what is written on the rings, stay free.
    written = [_box(_MIDDLE + len(middle_name) * _SIGN_WIDTH / 2, _MIDDLE + 5, f"+ {middle_name}")]
    written += [_box(ring.label_x, ring.label_y, "10 km") for ring in rings[1:]]
    blot = max(0.5 * a_km, _LEAST_BLOT)
    marks: list[Mark] = []
    for number, point in enumerate(points, 1):
        where = _on_square(point, middle, a_km) if point else None
        if where and math.dist(where, (_MIDDLE, _MIDDLE)) <= _RING + _EDGE:
            x, y = _free_spot(where, marks, written)
            marks.append(Mark(number, round(x), round(y), round(where[0]), round(where[1]), round(blot)))
    taken = [*written, *(_around(mark.x, mark.y) for mark in marks)]
    near = places_around(middle, radius_km=radius_km, most=40)
    towns = [(place.name_in(language), _on_square(place.point, middle, a_km)) for place in near]
    others = [(words, where) for words, where in towns if words != middle_name]
    return DrawnMap(rings=rings, marks=tuple(marks), names=_names(others, taken))


def _ring(radius: float, km: float) -> Ring:
    aside = radius * math.sqrt(0.5)
    return Ring(round(radius), km, round(_MIDDLE - aside), round(_MIDDLE + aside) + 5)


def _on_square(point: Point, middle: Point, a_km: float) -> tuple[float, float]:
    east = (point.longitude - middle.longitude) * _KM_A_DEGREE * math.cos(math.radians(middle.latitude))
    north = (point.latitude - middle.latitude) * _KM_A_DEGREE
    return _MIDDLE + east * a_km, _MIDDLE - north * a_km


def _free_spot(where: tuple[float, float], marks: Sequence[Mark], written: Sequence[Box]) -> tuple[float, float]:
    """The nearest spot where no other mark is and nothing is written, along Vogel's spiral (1979), as seeds lie in a sunflower."""
    taken = [(mark.x, mark.y) for mark in marks]
    for east, south in _SPIRAL:
        x, y = where[0] + east, where[1] + south
        if not (_MARK <= x <= SIZE - _MARK and _MARK <= y <= SIZE - _MARK):
            continue
        # Tried some hundred times where many posts lie at one place, so without a call where none is needed.
        for other_x, other_y in taken:
            if (x - other_x) ** 2 + (y - other_y) ** 2 < _APART * _APART:
                break
        else:
            if not any(_touch(_around(x, y), box) for box in written):
                return x, y
    return where


def _names(towns: Iterable[tuple[str, tuple[float, float]]], taken: Iterable[Box]) -> tuple[Name, ...]:
    """The names that find room beside what is `taken`, in the order in which they come."""
    boxes, written = list(taken), list[Name]()
    for words, (x, y) in towns:
        box = _box(x, y, words)
        is_inside = min(box) >= 4 and max(box) <= SIZE - 4
        if is_inside and not any(_touch(box, other) for other in boxes):
            written.append(Name(round(x), round(y), words))
            boxes.append(box)
        if len(written) == _MOST_NAMES:
            break
    return tuple(written)


def _around(x: float, y: float) -> Box:
    return x - _MARK, y - _MARK, x + _MARK, y + _MARK


def _box(x: float, y: float, words: str) -> Box:
    half = len(words) * _SIGN_WIDTH / 2 + 4
    return x - half, y - _LINE_HEIGHT, x + half, y + 6


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
