"""Outward from a place in ever larger steps: the blocks of H3 cells in which people are looked for, nearest first.

Far away, one block stands for thousands of cells: the cells inside a coarser one have consecutive numbers, so that a block is
a range of an ordinary indexed column, on any database. Near by, blocks are single cells. All blocks together cover the
radius, no cell twice.
"""

from functools import lru_cache
from math import cos, hypot, radians

import h3

from entraide.logic.places.cells import RESOLUTION
from entraide.logic.places.place import distance_km
from entraide.logic.routing.gist import Point

# (first cell, last cell, how near to the place the block may come, in kilometres)
Block = tuple[int, int, float]

_COARSEST = 4
_DEGREE_KM = 111.2
# Half the width of a hexagon at each resolution, corner to corner, generously, in kilometres.
_HALF_WIDTH_KM = {4: 28.0, 5: 10.7, 6: 4.1, 7: 1.6, 8: 0.6}
# A block is as wide as this share of its distance, or finer; with one, no block but a single cell holds the place itself.
_FINENESS = 1.0


@lru_cache(maxsize=1024)
def blocks_outward(place: Point, *, farthest_km: float) -> tuple[Block, ...]:
    """The blocks of cells that cover the circle round `place`, nearest first. For 50 km about fifty."""
    start = h3.latlng_to_cell(place[0], place[1], _COARSEST)
    steps = int(farthest_km / (_HALF_WIDTH_KM[_COARSEST] * 1.2)) + 2
    blocks: list[tuple[float, Block]] = []
    waiting = [(cell, h3.cell_to_latlng(cell), _COARSEST) for cell in h3.grid_disk(start, steps)]
    while waiting:
        cell, middle, resolution = waiting.pop()
        away, half = distance_km(place, middle), _HALF_WIDTH_KM[resolution]
        if away - half > farthest_km:
            continue
        if resolution < RESOLUTION and half > away * _FINENESS:
            waiting.extend((child, where, resolution + 1) for child, where in _within(cell))
            continue
        blocks.append((away, (*_range(cell, resolution), max(0.0, away - half))))
    return tuple(block for _, block in sorted(blocks))


def distance_to_cell_km(place: Point, cell: int) -> float:
    """The way from `place` to the middle of a cell, as on flat ground: quick, and right within a hundredth for some fifty kilometres."""
    latitude, longitude = _middle(cell)
    return _DEGREE_KM * hypot(latitude - place[0], (longitude - place[1]) * _shrunk(place[0]))


@lru_cache(maxsize=4096)
def _shrunk(latitude: float) -> float:
    """How much shorter a degree eastward is there than a degree northward."""
    return cos(radians(latitude))


@lru_cache(maxsize=65536)
def _middle(cell: int) -> Point:
    latitude, longitude = h3.cell_to_latlng(h3.int_to_str(cell))
    return latitude, longitude


@lru_cache(maxsize=16384)
def _within(cell: str) -> tuple[tuple[str, Point], ...]:
    """The cells of the next finer resolution within a cell, and where their middles lie."""
    return tuple((child, h3.cell_to_latlng(child)) for child in h3.cell_to_children(cell))


@lru_cache(maxsize=65536)
def _range(cell: str, resolution: int) -> tuple[int, int]:
    """The first and the last number of the fine cells within a coarser one: three bits a resolution, 0 to 6 each."""
    first = h3.str_to_int(h3.cell_to_center_child(cell, RESOLUTION))
    return first, first + sum(6 << (3 * (15 - finer)) for finer in range(resolution + 1, RESOLUTION + 1))
