"""Which place lies nearest to a point, and which lie around it, by a grid of the precise ones that is made at the first question."""

import math
from functools import cache, lru_cache

from entraide.logic.places.gazetteer import Gazetteer, gazetteer
from entraide.logic.places.place import Place, Point, distance_km
from entraide.logic.places.table import Table

_CELLS_A_DEGREE = 10
_SEARCHED = ("municipality", "locality")
_RINGS = 40
_WIDEST = 9.0
_KM_A_DEGREE = 111.195


def nearest_place(latitude: float, longitude: float, book: Gazetteer) -> Place:
    """The nearest precisely known municipality or locality. Raises LookupError if none lies within about 400 km."""
    best: tuple[float, Place] | None = None
    row, column = _cell(latitude, longitude)
    for ring in range(_RINGS):
        for table in book.tables:
            grid = _grid(table)
            for cell in _ring(row, column, ring):
                for number in grid.get(cell, ()):
                    place = table.place(number)
                    away = distance_km(place, (latitude, longitude)) / _reach(place)
                    if best is None or away < best[0]:
                        best = (away, place)
        # The next ring's cells are at least this far away, so that a hit nearer than that is surely the nearest.
        if best and best[0] <= ring * 111.0 / _CELLS_A_DEGREE * max(math.cos(math.radians(latitude)), 0.1) / _WIDEST:
            break
    if best is None:
        raise LookupError(f"No place near {latitude}, {longitude}")
    return best[1]


def places_around(middle: Point, *, radius_km: float, most: int, book: Gazetteer | None = None) -> list[Place]:
    """The precisely known municipalities and localities within `radius_km`, those with most people first, at most so many.

    What was asked for is remembered a while: homes are known to the kilometre only, and many look around the same ones.
    """
    return list(_around(middle, radius_km, most, book or gazetteer()))


@lru_cache(maxsize=512)
def _around(middle: Point, radius_km: float, most: int, book: Gazetteer) -> tuple[Place, ...]:
    rows = math.ceil(radius_km / _KM_A_DEGREE * _CELLS_A_DEGREE)
    columns = math.ceil(rows / max(math.cos(math.radians(middle.latitude)), 0.1))
    row, column = _cell(*middle)
    found = [
        table.place(number)
        for table in book.tables
        for north in range(row - rows, row + rows + 1)
        for east in range(column - columns, column + columns + 1)
        for number in _grid(table).get((north, east), ())
    ]
    near = (place for place in found if distance_km(place, middle) <= radius_km)
    return tuple(sorted(near, key=lambda place: (-place.population, place.name))[:most])


def _reach(place: Place) -> float:
    """How far a place reaches, compared with others: large towns cover more ground."""
    return min(math.pow(max(place.population, 500), 0.15), _WIDEST)


@cache
def _grid(table: Table) -> dict[tuple[int, int], list[int]]:
    grid: dict[tuple[int, int], list[int]] = {}
    for number, line in enumerate(table.lines):
        fields = line.split("\t")
        if fields[1] in _SEARCHED and not fields[9]:
            grid.setdefault(_cell(float(fields[6]), float(fields[7])), []).append(number)
    return grid


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    return math.floor(latitude * _CELLS_A_DEGREE), math.floor(longitude * _CELLS_A_DEGREE)


def _ring(row: int, column: int, ring: int) -> list[tuple[int, int]]:
    if ring == 0:
        return [(row, column)]
    edge = range(-ring, ring + 1)
    inner = range(-ring + 1, ring)
    return [(row + d, column + s * ring) for s in (-1, 1) for d in edge] + [
        (row + s * ring, column + d) for s in (-1, 1) for d in inner
    ]
