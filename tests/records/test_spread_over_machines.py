"""Where the largest tables are spread over machines by region, a search asks few of them: told by PostgreSQL's own plan, on partitions."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW
from tests.logic.routing.neighbourhood import BRUSSELS, NAMUR, reading
from tests.web import rows

from entraide.logic.places.cells import cell_of, region_of
from entraide.logic.routing.gist import Point, gist_of
from entraide.logic.routing.promise import Promise
from entraide.logic.routing.rings import blocks_outward
from entraide.records.asks.leads import PEOPLE
from entraide.records.leads import FiledRows
from entraide.records.people.changes import add_say
from entraide.records.posts.nearby import LOOKING_POSTS

PARIS, MARSEILLE = (48.8566, 2.3522), (43.2965, 5.3698)
MACHINES = 16
KEYS = Promise.of_post(gist_of("Qui promène mon chien ?", reading(kind="need")), None).keys()


@given(st.floats(42, 53), st.floats(-5, 9))
def test_fifty_kilometres_round_any_place_lie_in_few_regions(latitude: float, longitude: float) -> None:
    blocks = blocks_outward((latitude, longitude), farthest_km=50.0)
    assert 1 <= len({region_of(lowest) for lowest, _, _ in blocks}) <= 7
    # A block lies in one region, so that nothing is looked for in a region that is not asked.
    assert all(region_of(lowest) == region_of(highest) for lowest, highest, _ in blocks)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one file and no partitions")
@pytest.mark.django_db
@pytest.mark.parametrize(("filed", "place"), [(PEOPLE, BRUSSELS), (PEOPLE, PARIS), (LOOKING_POSTS, NAMUR)])
def test_a_search_asks_only_the_machines_of_the_regions_that_it_touches(filed: FiledRows, place: Point) -> None:
    somebody_everywhere()
    spread = replace(filed, table=f"{filed.table}_spread")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {spread.table} (LIKE {filed.table}) PARTITION BY HASH (region)")
        for number in range(MACHINES):
            name = f"{spread.table}_{number}"
            cursor.execute(
                f"CREATE TABLE {name} PARTITION OF {spread.table} FOR VALUES WITH (MODULUS {MACHINES}, REMAINDER {number})"
            )
        cursor.execute(f"INSERT INTO {spread.table} SELECT * FROM {filed.table}")
    blocks = blocks_outward(place, farthest_km=50.0)
    keys = KEYS if filed is PEOPLE else replace(KEYS, sorts=("need",))
    with CaptureQueriesContext(connection) as asked:
        found = spread.outward(blocks, keys=keys)
    assert found == filed.outward(blocks, keys=keys) != []
    regions = {region_of(lowest) for lowest, _, _ in blocks}
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN " + query["sql"])
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert 1 <= len(set(re.findall(rf" on ({spread.table}_\d+)\b", plan))) <= len(regions) < MACHINES / 2


def somebody_everywhere() -> None:
    """Somebody who walks dogs, and who looks for somebody, in four places far from each other."""
    for number, (latitude, longitude) in enumerate((BRUSSELS, NAMUR, PARIS, MARSEILLE)):
        home: dict[str, Any] = {"home_latitude": latitude, "home_longitude": longitude}
        person = rows.person(f"P{number}", home_cell=cell_of(latitude, longitude), **home)
        add_say(person=person, text="Je promène des chiens", reading=reading(), vector=None, at=NOW)
        rows.post(person, latitude=latitude, longitude=longitude, cell=cell_of(latitude, longitude))
