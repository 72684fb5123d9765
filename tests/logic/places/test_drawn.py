"""The small map: north is above, near is near, no mark lies on another, no name on anything."""

import math

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.places.drawn import SIZE, DrawnMap, draw
from entraide.logic.places.nearness import places_around
from entraide.logic.places.place import Point, distance_km

IXELLES = Point(50.8333, 4.3667)


def drawn(*points: Point | None, radius_km: float = 2) -> DrawnMap:
    return draw(IXELLES, radius_km=radius_km, points=points, middle_name="Ixelles", language="fr")


def test_north_is_above_and_east_to_the_right() -> None:
    north, east = drawn(Point(50.845, 4.3667), Point(50.8333, 4.385)).marks
    assert north.y < SIZE / 2
    assert abs(north.x - SIZE / 2) < 1
    assert east.x > SIZE / 2
    assert abs(east.y - SIZE / 2) < 1


def test_a_kilometre_is_as_long_as_the_ring_that_says_so() -> None:
    one = drawn(Point(50.8333 + 1 / 111.195, 4.3667))
    ring = next(ring for ring in one.rings if ring.km == 1)
    assert math.isclose(SIZE / 2 - one.marks[0].y, ring.radius, abs_tol=1.1)
    assert math.isclose(one.marks[0].blot, ring.radius / 2, abs_tol=1.1)


def test_what_is_nowhere_or_outside_has_no_mark_and_the_others_keep_their_numbers() -> None:
    marks = drawn(None, Point(48.85, 2.35), IXELLES).marks
    assert [mark.number for mark in marks] == [3]


def test_the_largest_town_in_reach_is_named() -> None:
    names = [name.words for name in drawn(radius_km=10).names]
    assert "Bruxelles" in names or "Anderlecht" in names
    assert "Ixelles" not in names


def test_around_a_point_come_the_larger_towns_first() -> None:
    found = places_around(IXELLES, radius_km=5, most=5)
    assert len(found) == 5
    assert [one.population for one in found] == sorted((one.population for one in found), reverse=True)
    assert all(distance_km(one, IXELLES) <= 5 for one in found)


near = st.builds(Point, st.floats(50.81, 50.86), st.floats(4.33, 4.40))


@given(points=st.lists(st.one_of(near, st.just(IXELLES)), max_size=20), radius_km=st.sampled_from((2, 5, 10, 25, 50)))
def test_nothing_lies_on_anything_else(points: list[Point], radius_km: float) -> None:
    one = drawn(*points, radius_km=radius_km)
    for number, mark in enumerate(one.marks):
        assert 0 < mark.x < SIZE
        assert 0 < mark.y < SIZE
        assert all(math.dist((mark.x, mark.y), (other.x, other.y)) >= 34 for other in one.marks[:number])
        assert all(abs(name.x - mark.x) > 10 or abs(name.y - mark.y) > 10 for name in one.names)
