"""Open posts near somebody: nearest first, remote ones too, and never more than asked for."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.logic.routing.neighbourhood import reading
from tests.web import rows

from entraide.logic.places.cells import cell_of
from entraide.logic.routing.gist import Point, gist_of
from entraide.logic.routing.promise import Keys, Promise
from entraide.logic.routing.rings import blocks_outward
from entraide.records.asks.leads import PEOPLE
from entraide.records.posts.models import Post
from entraide.records.posts.nearby import LOOKING_POSTS, open_posts_near, posts_for_routing

pytestmark = pytest.mark.django_db
HERE = (50.832, 4.369)
WALKS = Promise.of_say(gist_of("Je promène des chiens", reading("animals.walking")), None)


def near(place: Point | None = HERE, *, of: Promise = WALKS, **about: Any) -> list[Post]:
    """The open posts found for somebody who walks dogs."""
    return posts_for_routing(open_posts_near(place=place, farthest_km=20, keys=of.keys(), of=[of], **about))


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
    assert near() == [placed["near"], placed["far"], remote]
    assert near(None) == [remote]
    assert near(of=Promise.of_say(gist_of("Qui promène mon chien ?", reading("animals.walking", "need")), None)) == []
    assert near(most=1) == [placed["near"]]


def test_a_post_that_reaches_less_far_is_passed_over() -> None:
    where = {"latitude": 50.95, "longitude": 4.369, "cell": cell_of(50.95, 4.369)}
    rows.post(rows.person("Ginette"), radius_km=2, **where)
    assert near() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by the size of the table")
def test_remote_posts_are_found_without_walking_through_all_open_ones() -> None:
    with CaptureQueriesContext(connection) as asked, connection.cursor() as cursor:
        near(None)
        cursor.execute("EXPLAIN QUERY PLAN " + asked.captured_queries[0]["sql"])
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert plan.count("post_remote_newest (is_remote=? AND state=? AND topic=?)") == len(WALKS.keys().topics)
    assert "TEMP B-TREE" not in plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL chooses by the size of the table")
def test_posts_and_people_are_looked_for_in_indexes_that_hold_all_that_is_asked() -> None:
    blocks = blocks_outward(HERE, farthest_km=20)
    for filed in (LOOKING_POSTS, PEOPLE):
        keys = Keys(("animals.walking", "food.cooking"), (1, 2), ("need", "gives"))
        with CaptureQueriesContext(connection) as asked:
            filed.outward(blocks, keys=keys)
        for query in asked.captured_queries:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
                plan = " ".join(str(row[-1]) for row in cursor.fetchall())
            assert re.findall(r"USING COVERING INDEX \w+_by_(\w+) ", plan) == ["topic", "landmark"]
