"""A community's page: its own posts, and the way in and out."""

import pytest
from django.test import Client
from tests.web import rows

from entraide.records.communities.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return rows.community()


def test_it_shows_its_own_posts_only(house):
    ginette = rows.person("Ginette")
    rows.post(ginette, "Je cherche une échelle", community=house)
    rows.post(ginette, "Je cherche un vélo")
    html = Client().get("/c/ixelles/").content.decode()
    assert 'data-paper="menthe"' in html
    assert "une échelle" in html
    assert "un vélo" not in html
    assert "une échelle" not in Client().get("/c/ixelles/?kind=offer").content.decode()


def test_one_joins_and_leaves_however_often_one_presses(house):
    client = rows.signed_in(rows.person("Bruno"))
    for _twice in range(2):
        client.post("/c/ixelles/join/")
    assert Membership.objects.filter(community=house).count() == 1
    assert "Quitter" in client.get("/c/ixelles/").content.decode()
    for _twice in range(2):
        client.post("/c/ixelles/leave/")
    assert not Membership.objects.filter(community=house).exists()


def test_a_community_that_chooses_its_members_says_so():
    rows.community(entry="invitation")
    client = rows.signed_in(rows.person("Bruno"))
    assert "sur invitation" in client.post("/c/ixelles/join/", follow=True).content.decode()
    assert not Membership.objects.exists()


def test_signed_out_joining_leads_to_signing_in_and_on(house):
    assert Client().post("/c/ixelles/join/")["Location"] == "/sign-in/?next=%2Fcarry-on%2F"


def test_an_unknown_community_is_a_plain_404():
    assert Client().get("/c/nowhere/").status_code == 404


def test_one_can_search_from_wherever_there_is_something_to_find(house):
    assert 'href="/search/?c=ixelles"' in Client().get("/c/ixelles/").content.decode()
    assert 'href="/search/?c=ixelles&amp;in=talks"' in Client().get("/c/ixelles/forum/").content.decode()
    board = Client().get("/board/").content.decode()
    assert 'href="/search/"' in board.partition("</details>")[2], "not folded away"


def test_the_lines_for_ones_own_site_are_found_where_everybody_may_read(house):
    client = rows.signed_in(rows.person("Amina", is_staff=True))
    assert "/c/ixelles/widget/code/" in client.get("/c/ixelles/settings/").content.decode()
    rows.community("L’Établi", "l-etabli", is_readable_by_all=False)
    assert "widget" not in client.get("/c/l-etabli/settings/").content.decode()
