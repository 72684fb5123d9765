"""The board: what each filter lets through, and that no filter can break it."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from tests.web import rows

from entraide.journeys.renew_finds import renew_finds

pytestmark = pytest.mark.django_db

GENT = replace(rows.IXELLES, name="Gent", postcode="9000", latitude=51.054, longitude=3.717)


@pytest.fixture(autouse=True)
def three_posts(now):
    ginette = rows.person("Ginette")
    rows.post(ginette)
    rows.offer(ginette)
    rows.post(
        rows.person("Daan"),
        "Wie speelt schaak in Gent?",
        replace(rows.DOG_READING, language="nl", topic="leisure.games", place=GENT, spans=()),
    )
    renew_finds(now=now)


def shown(query: str, client: Client | None = None) -> set[str]:
    html = (client or Client()).get(f"/board/?{query}").content.decode()
    marks = {"dog": "mon chien", "drill": "ma perceuse", "chess": "speelt schaak"}
    return {name for name, words in marks.items() if words in html}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"dog", "drill", "chess"}),
        ("kind=need", {"dog", "chess"}),
        ("kind=offer", {"drill"}),
        ("topic=animals.walking", {"dog"}),
        ("topic=animals", {"dog"}),
        ("q=perceuse", {"drill"}),
        ("q=ma+PERCEUSES", {"drill"}),
        ("q=de+la", {"dog", "drill", "chess"}),
        ("place=Ixelles&radius=2", {"dog", "drill"}),
        ("place=9000+Gent&radius=5", {"chess"}),
        ("place=Ixelles&kind=need&q=chien", {"dog"}),
        ("q=nothing-of-the-kind", set()),
    ],
)
def test_each_filter_lets_through_what_it_says(query, expected):
    assert shown(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "kind=both&topic=nope&radius=-3&page=xyz",
        "radius=1e9&page=99999999999999999999",
        "q=%00%25_%27%22--&place=%00",
        "place=" + "x" * 5000,
        "place=%F0%9F%90%95",
        "topic=animals.&page=-1",
    ],
)
def test_nonsense_in_the_address_is_passed_over(query):
    assert Client().get(f"/board/?{query}").status_code == 200


def test_an_unknown_place_is_said_and_everything_is_shown():
    html = Client().get("/board/?place=Xyzzyville").content.decode()
    assert 'aria-invalid="true"' in html
    assert "mon chien" in html


def test_a_member_sees_their_surroundings_first_and_can_see_everything():
    client = rows.signed_in(rows.person("Bruno"))
    assert shown("", client) == {"dog", "drill"}
    assert shown("place=", client) == {"dog", "drill", "chess"}


def test_pages_follow_one_another_and_keep_the_filter():
    elsewhere = rows.person("Els")
    for number in range(45):
        rows.post(elsewhere, f"Cherche un jeu numéro {number}", replace(rows.DOG_READING, spans=()))
    first = Client().get("/board/?kind=need").content.decode()
    assert first.count('<li class="row"') == 20
    assert "kind=need" in first.split('rel="next"')[1][:200]
    assert Client().get("/board/?kind=need&page=3").content.decode().count('<li class="row"') == 7


def test_what_is_done_at_a_distance_is_shown_wherever_one_looks():
    rows.post(
        rows.person("Farid"),
        "J'explique la TVA par téléphone",
        replace(rows.DOG_READING, kind="offer", place=None, remote=True, spans=()),
    )
    assert "la TVA par téléphone" in Client().get("/board/?place=Ixelles").content.decode()


def test_looking_leaves_no_trace_in_the_browser():
    response = Client().get("/board/?place=Ixelles&q=chien")
    assert set(response.cookies) <= {"csrftoken"}


def test_under_a_list_of_one_place_a_map_shows_the_numbers_of_the_list(client):
    wilhelmina = rows.person("Wilhelmina")
    rows.post(wilhelmina)
    rows.offer(wilhelmina, is_remote=True)
    page = client.get("/board/?place=Ixelles&radius=5").content.decode()
    assert 'class="map"' in page
    assert (
        page.count('<circle class="hit"') == page.count('<li class="row" id=') - 1
    )  # what is done from afar is nowhere on it
    number = re.search(r'<a href="#(p\d)" aria-label="Demande (\d)"', page)
    assert number
    assert f'id="{number[1]}"' in page
    assert 'class="map"' not in client.get("/board/?place=").content.decode()
