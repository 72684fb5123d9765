"""Open posts near somebody: nearest first, remote ones too, and never more than asked for."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web import rows

from entraide.logic.places.cells import cell_of
from entraide.records.posts.nearby import open_posts_near

pytestmark = pytest.mark.django_db
HERE = (50.832, 4.369)


def test_the_nearest_come_first_and_then_what_can_be_done_from_anywhere() -> None:
    writer = rows.person("Ginette")
    placed = {}
    for name, latitude in (("far", 50.95), ("near", 50.834), ("too far", 51.2)):
        where = {"latitude": latitude, "longitude": 4.369, "cell": cell_of(latitude, 4.369)}
        placed[name] = rows.post(writer, **where)
    remote = rows.post(writer, reading=replace(rows.DOG_READING, remote=True, place=None))
    rows.post(writer, state="withdrawn")
    rows.post(writer, is_asking=False)
    rows.post(writer, topic="food.cooking")
    found = open_posts_near(place=HERE, farthest_km=20, topics=["animals.walking"])
    assert found == [placed["near"], placed["far"], remote]
    assert open_posts_near(place=None, farthest_km=20, topics=["animals.walking"]) == [remote]
    assert open_posts_near(place=HERE, farthest_km=20, topics=["animals.walking"], kind="offer") == []
    assert open_posts_near(place=HERE, farthest_km=20, topics=[]) == []
    assert open_posts_near(place=HERE, farthest_km=20, topics=["animals.walking"], most=1)[0] == placed["near"]


def test_a_post_that_reaches_less_far_is_passed_over() -> None:
    where = {"latitude": 50.95, "longitude": 4.369, "cell": cell_of(50.95, 4.369)}
    rows.post(rows.person("Ginette"), radius_km=2, **where)
    assert open_posts_near(place=HERE, farthest_km=20, topics=["animals.walking"]) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by the size of the table")
def test_remote_posts_are_found_without_walking_through_all_open_ones() -> None:
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        open_posts_near(place=None, farthest_km=20, topics=["animals.walking", "food.cooking"])
        cursor.execute("EXPLAIN QUERY PLAN " + asked.captured_queries[0]["sql"])
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert plan.count("post_remote_newest (is_remote=? AND state=? AND topic=?)") == 2
    assert "TEMP B-TREE" not in plan
