"""Cells: the hexagons of H3 (https://h3geo.org, resolution 8, about 0.7 km²) by which people and posts are found near by."""

import math
from collections.abc import Iterator
from functools import cache

import h3

RESOLUTION = 8
# The least a ring of cells adds to the radius that is surely covered, in kilometres: 1.5 times the shortest edge at
# resolution 8 (0.37 km in the lands concerned).
RING_KM = 0.55


def cell_of(latitude: float, longitude: float) -> int:
    """The cell that a point (degrees, WGS 84) lies in, as an integer that fits a signed 64-bit column."""
    return h3.str_to_int(h3.latlng_to_cell(latitude, longitude, RESOLUTION))


def rings_for(radius_km: float) -> int:
    """How many rings round a cell surely cover a radius."""
    return max(1, math.ceil(radius_km / RING_KM) + 1)


def disk(cell: int, rings: int) -> list[int]:
    """The cell and `rings` rings of cells round it (3·rings·(rings + 1) + 1 cells)."""
    return [h3.str_to_int(c) for c in h3.grid_disk(h3.int_to_str(cell), rings)]


def cells_within(latitude: float, longitude: float, radius_km: float) -> list[int]:
    """Cells that together cover a radius round a point. For a radius of 10 km about a thousand, of 30 km ten thousand."""
    return disk(cell_of(latitude, longitude), rings_for(radius_km))


@cache
def _steps() -> tuple[int, ...]:
    return (1, 3, 7, 15, 31)


def outward(cell: int, *, farthest_km: float) -> Iterator[tuple[list[int], float]]:
    """Cells outward from `cell`: each step gives the cells it adds and the radius in kilometres that is surely covered by now."""
    seen: set[int] = set()
    last = rings_for(farthest_km)
    for rings in sorted({min(step, last) for step in _steps()} | {last}):
        fresh = [c for c in disk(cell, rings) if c not in seen]
        seen.update(fresh)
        yield fresh, rings * RING_KM
