"""What boards show: what a viewer may read and asked for, newest first; and never more work for more posts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.web import rows

from entraide.logic.places import distance_km
from entraide.logic.places.cells import cell_of, region_of, regions_around
from entraide.records.people.models import Block, Person
from entraide.records.posts import board
from entraide.records.posts.board import Board, Circle
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> dict[str, Person]:
    """Amina, Bruno and Ginette; Ginette wrote three needs, Bruno an offer."""
    people = {name: rows.person(name) for name in ("Amina", "Bruno", "Ginette")}
    for hours in range(3):
        rows.post(people["Ginette"], published_at=timezone.now() - timedelta(hours=hours + 1))
    rows.offer(people["Bruno"])
    return people


def test_it_shows_the_newest_first_and_counts_both_kinds(town: dict[str, Person]) -> None:
    listed = Board(town["Amina"])
    assert listed.counts == {"need": 3, "offer": 1}
    assert listed.total == len(listed) == 4
    assert [post.published_at for post in listed[:4]] == sorted(
        (post.published_at for post in listed[:4]), reverse=True
    )
    needs = Board(town["Amina"], kind="need")
    assert (len(needs), needs.counts) == (3, {"need": 3, "offer": 1})
    assert {post.kind for post in needs[:10]} == {"need"}


@pytest.mark.parametrize("change", [{"state": "withdrawn"}, {"state": "agreed"}, {"hidden_at": timezone.now()}])
def test_what_is_not_open_or_hidden_is_neither_shown_nor_counted(
    town: dict[str, Person], change: dict[str, object]
) -> None:
    Post.objects.filter(kind="offer").update(**change)
    listed = Board(town["Amina"])
    assert listed.counts == {"need": 3, "offer": 0}
    assert all(post.kind == "need" for post in listed[:10])


def test_nor_are_posts_of_whom_one_blocks_or_of_a_closed_account(town: dict[str, Person]) -> None:
    Block.objects.create(person=town["Amina"], blocked=town["Bruno"], made_at=timezone.now())
    assert Board(town["Amina"]).counts == {"need": 3, "offer": 0}
    assert Board(town["Bruno"]).counts == {"need": 3, "offer": 1}
    Person.objects.filter(pk=town["Ginette"].pk).update(is_active=False)
    assert Board(None).counts == {"need": 0, "offer": 1}


def test_what_only_its_members_read_is_for_its_members(town: dict[str, Person]) -> None:
    house = rows.community(is_readable_by_all=False)
    rows.member(house, town["Bruno"])
    rows.offer(town["Bruno"], community=house)
    for viewer, offers in ((None, 1), (town["Amina"], 1), (town["Bruno"], 2)):
        assert Board(viewer).counts["offer"] == offers
        assert Board(viewer, community=house).total == (offers == 2)


def test_where_there_are_very_many_it_says_that_there_are_more(
    town: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "MOST", 2)
    listed = Board(town["Amina"])
    assert listed.counts == {"need": 3, "offer": 1}  # three: more than two
    assert len(listed) == 2
    assert len(listed[:10]) == 2
    assert len(Board(town["Amina"], kind="offer")) == 1


def test_a_board_asks_as_often_for_many_posts_as_for_few(town: dict[str, Person]) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            listed = Board(town["Amina"], near=Circle(50.83, 4.37, 10))
            assert listed.total
            assert listed[:20]
        return len(seen)

    few = asked()
    for _ in range(30):
        rows.post(town["Ginette"])
    assert asked() == few == 2


here = st.tuples(st.floats(50.0, 51.4), st.floats(2.8, 6.0))


@given(middle=here, radius_km=st.sampled_from((2, 5, 10, 25, 50)), places=st.lists(here, min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_circle_holds_what_lies_within_it(
    middle: tuple[float, float], radius_km: int, places: list[tuple[float, float]]
) -> None:
    ginette = Person.objects.filter(first_name="Ginette").first() or rows.person("Ginette")
    for latitude, longitude in places:
        rows.post(ginette, latitude=latitude, longitude=longitude, cell=cell_of(latitude, longitude))
    found = {(post.latitude, post.longitude) for post in Board(None, near=Circle(*middle, radius_km))[:1000]}
    for place in places:
        away = distance_km(middle, place)
        if abs(away - radius_km) > 0.01 * radius_km:
            assert (place in found) is (away < radius_km)


@given(middle=here, bearing=st.floats(-1, 1))
def test_the_regions_around_a_point_hold_whatever_is_within_fifty_kilometres(
    middle: tuple[float, float], bearing: float
) -> None:
    latitude, longitude = middle
    for north, east in ((0.44, 0), (-0.44, 0), (0, 0.69), (0, -0.69), (0.3 * bearing, 0.45)):
        assert region_of(cell_of(latitude + north, longitude + east)) in regions_around(latitude, longitude)
