"""Blocks of cells outward from a place: the nearest first, covering the circle, no cell twice."""

from bisect import bisect_right
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.logic.routing.neighbourhood import BRUSSELS, GEMBLOUX, LEUVEN, NAMUR

from entraide.logic.places import distance_km
from entraide.logic.places.cells import cell_of
from entraide.logic.routing.reach import detour_km, is_on_the_way
from entraide.logic.routing.rings import blocks_outward, distance_to_cell_km

points = st.tuples(st.floats(43, 52), st.floats(-4, 8))


@settings(max_examples=25, deadline=None)
@given(points, st.sampled_from([1.0, 10.0, 50.0]), st.floats(0, 1), st.floats(-0.7, 0.7))
def test_every_point_of_the_circle_lies_in_exactly_one_block(
    place: tuple[float, float], radius: float, share: float, lean: float
) -> None:
    blocks = sorted(blocks_outward(place, farthest_km=radius))
    assert all(before[1] < after[0] for before, after in pairwise(blocks))
    point = (place[0] + share * radius / 111.2 * (1 - abs(lean)), place[1] + lean * share * radius / 111.2)
    cell = cell_of(*point)
    lowest, highest, near = blocks[bisect_right([block[0] for block in blocks], cell) - 1]
    assert lowest <= cell <= highest
    assert near <= distance_km(place, point) + 0.01


def test_near_blocks_come_first_and_there_are_not_many() -> None:
    blocks = blocks_outward(NAMUR, farthest_km=50.0)
    assert len(blocks) < 80
    assert blocks[0][0] == blocks[0][1] == cell_of(*NAMUR)
    assert distance_to_cell_km(NAMUR, blocks[0][0]) < 1
    assert blocks[-1][1] > blocks[-1][0]


def test_on_the_way_is_between_and_beside() -> None:
    assert is_on_the_way(start=NAMUR, end=BRUSSELS, via=GEMBLOUX, detour_at_most_km=5)
    assert not is_on_the_way(start=NAMUR, end=BRUSSELS, via=LEUVEN, detour_at_most_km=5)
    behind = (2 * NAMUR[0] - GEMBLOUX[0], 2 * NAMUR[1] - GEMBLOUX[1])
    assert not is_on_the_way(start=NAMUR, end=BRUSSELS, via=behind, detour_at_most_km=5)
    assert detour_km(start=NAMUR, end=BRUSSELS, via=NAMUR) == pytest.approx(0, abs=1e-6)
