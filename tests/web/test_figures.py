"""A community's figures: what it did each month, and nothing of which one could tell who it was."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.journeys.count_figures import count_figures
from entraide.records.asks.models import Answer
from entraide.records.communities.changes import add_community, add_member
from entraide.records.communities.models import Community
from entraide.records.figures.models import MonthFigure
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
# The fifteenth of a month: the days before are in it, too.
NOW = timezone.make_aware(datetime(2026, 3, 15, 12))


@pytest.fixture
def house() -> Community:
    return add_community(slug="ixelles", name="Ixelles s'entraide", motto="Entre voisins.")


def needs(writer: Person, house: Community, *, count: int, **fields: object) -> None:
    for number in range(count):
        rows.post(writer, community=house, published_at=NOW - timedelta(days=20, minutes=number), **fields)


def page(client: Client, house: Community, query: str = "") -> str:
    answer = client.get(f"/c/{house.slug}/figures/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_first_counting_the_page_says_so(client: Client, house: Community) -> None:
    assert "encore compté" in page(client, house)


def test_needs_are_counted_by_month(house: Community) -> None:
    amina = rows.person("Amina")
    needs(amina, house, count=7)
    assert count_figures(now=NOW) > 0
    assert MonthFigure.objects.get(community=house, measure="needs", month=date(2026, 2, 1)).count == 7


def test_counted_twice_a_month_is_counted_once(house: Community) -> None:
    needs(rows.person("Amina"), house, count=7)
    count_figures(now=NOW)
    count_figures(now=NOW)
    count_figures(now=NOW + timedelta(days=1))
    assert MonthFigure.objects.get(community=house, measure="needs", month=date(2026, 2, 1)).count == 7


def test_what_nobody_came_to_is_told_by_topic_and_commune_but_not_where_it_is_rare(
    client: Client, house: Community, settings
) -> None:
    amina = rows.person("Amina")
    needs(amina, house, count=6, state="lapsed")
    needs(amina, house, count=2, state="lapsed", topic="moving.help", latitude=50.85, longitude=4.35)
    count_figures(now=NOW)
    csv = client.get(f"/c/{house.slug}/figures.csv").content.decode()
    told = [line for line in csv.splitlines() if ",unmet," in line]
    # The two are too few to be told, and six beside a known total would give them away.
    assert told == ["2026-02,unmet,autres,,8"]
    assert "moving.help" not in csv


def test_a_number_below_five_is_shown_nowhere(client: Client, house: Community) -> None:
    needs(rows.person("Amina"), house, count=3)
    count_figures(now=NOW)
    assert "2026-02,needs,,,\r\n" in client.get(f"/c/{house.slug}/figures.csv").content.decode()


def test_how_long_until_the_first_yes_is_the_middle_of_all(house: Community) -> None:
    amina, bruno, daan = (rows.person(name) for name in ("Amina", "Bruno", "Daan"))
    for hours in (1, 2, 3, 4, 50):
        post = rows.post(amina, community=house, published_at=NOW - timedelta(days=20))
        for somebody, late in ((bruno, 0), (daan, 1)):
            said = rows.answer(post, somebody)
            Answer.objects.filter(pk=said.pk).update(given_at=post.published_at + timedelta(hours=hours + late))
    count_figures(now=NOW)
    figure = MonthFigure.objects.get(community=house, measure="first_yes")
    assert (figure.amount, figure.count) == (180, 5)


def test_only_whoever_may_read_the_posts_sees_the_figures(client: Client, house: Community) -> None:
    Community.objects.filter(pk=house.pk).update(is_readable_by_all=False)
    assert client.get(f"/c/{house.slug}/figures/").status_code == 403
    assert client.get(f"/c/{house.slug}/figures.csv").status_code == 403
    amina = rows.person("Amina")
    add_member(community=house, person=amina, at=NOW)
    assert rows.signed_in(amina).get(f"/c/{house.slug}/figures/").status_code == 200


@pytest.mark.parametrize("until", ["", "2026-13", "abc", "0000-01", "9999-12", "2026-01"])
def test_any_month_may_be_asked_for(client: Client, house: Community, until: str) -> None:
    count_figures(now=NOW)
    assert client.get(f"/c/{house.slug}/figures/", {"until": until, "month": until}).status_code == 200
