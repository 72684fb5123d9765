"""The search page: groups and tabs, filters, pages, what was perhaps meant, and a way on where nothing is found."""

import re
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web import rows

from entraide.journeys.renew_finds import renew_finds
from entraide.records.conversations.models import Message, Thread
from entraide.records.people.models import Block, Person, Say
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db


def said(person: Person, text: str, **fields: object) -> Say:
    """A sentence that this person shows to fellow members."""
    shown = {"kind": "offer", "reading": {"language": "fr"}, "said_at": rows.an_hour_ago(), "is_public": True}
    return Say.objects.create(person=person, text=text, **{**shown, **fields})


def thread(house: rows.Community, writer: Person, subject: str, words: str, **fields: object) -> Message:
    """A thread of a forum with one message."""
    at = rows.an_hour_ago()
    opened = {"kind": "forum", "opened_by": writer, "opened_at": at, "latest_at": at, "message_count": 1}
    opened = Thread.objects.create(community=house, subject=subject, **{**opened, **fields})
    return Message.objects.create(thread=opened, writer=writer, words=words, said_at=at)


@pytest.fixture
def town(now: datetime) -> dict[str, Person]:
    """Ginette and Bruno in Ixelles, Daan in Ghent; something about ladders of every kind."""
    ginette, bruno, daan = rows.person("Ginette"), rows.person("Bruno"), rows.person("Daan")
    house = rows.community("Les échelles d'Ixelles", "echelles")
    rows.member(house, ginette)
    rows.member(house, bruno)
    rows.offer(ginette, "Je prête mon échelle de trois mètres", community=house)
    far = replace(rows.DOG_READING, spans=(), place=replace(rows.IXELLES, latitude=51.05, longitude=3.72, name="Gent"))
    rows.post(daan, "Je cherche une échelle pliable", far)
    said(bruno, "J'ai une grande échelle et je nettoie les gouttières")
    thread(
        house, ginette, "Où ranger les échelles ?", "La cave <b>est</b> humide. Qui a un garage pour trois échelles ?"
    )
    renew_finds(now=now)
    return {"Ginette": ginette, "Bruno": bruno, "Daan": daan}


def page(client: Client, query: str) -> str:
    """The search page for this query."""
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_finds_posts_discussions_and_communities_in_groups(town, client):
    found = page(client, "q=echelles")
    for words in ("mètres", "pliable", "ranger les", "Les échelles d", "Trouvé"):
        assert words in found
    assert "gouttières" not in found
    assert "<mark>échelles</mark>" in found
    assert "La cave &lt;b&gt;est&lt;/b&gt; humide" in found


def test_a_fellow_member_finds_what_somebody_shows_of_what_they_offer(town):
    assert "gouttières" in page(rows.signed_in(town["Ginette"]), "q=gouttiere")
    assert "gouttières" not in page(rows.signed_in(town["Daan"]), "q=gouttiere")


def test_a_tab_shows_one_kind(town, client):
    found = page(client, "q=echelle&in=talks")
    assert "ranger les" in found
    assert "pliable" not in found


def test_a_place_narrows_the_posts(town, client):
    found = page(client, "q=echelle&place=Ixelles&radius=5&in=posts")
    assert "trois" in found
    assert "pliable" not in found
    assert "Ce lieu nous est inconnu" in page(client, "q=echelle&place=Nulleparville")


def test_a_community_narrows_everything(town, client):
    found = page(client, "q=echelle&c=echelles")
    assert "trois" in found
    assert "pliable" not in found


def test_what_was_perhaps_meant_is_offered(town, client):
    found = page(client, "q=ehcelle")
    assert "Vouliez-vous dire" in found
    assert 'href="?q=%C3%A9chelle"' in found


def test_where_nothing_is_found_there_is_a_way_on(town, client):
    assert "Écrire une phrase" in page(client, "q=saxophone")
    assert "Ces mots sont partout" in page(client, "q=de+la")
    assert "Trouvé" not in page(client, "")
    assert page(client, "q=%00%27%22%3Cscript%3E&in=x&c=%00&radius=9e9&after=0-x&place=%00")


def test_pages_go_on_without_page_numbers(now, client):
    ginette = rows.person("Ginette")
    for n in range(45):
        rows.offer(ginette, f"Je prête mon échelle numéro {n:02}.")
    renew_finds(now=now)
    seen: list[str] = []
    query: str | None = "q=echelle&in=posts"
    while query:
        answer = client.get(f"/search/?{query}")
        seen += [item.thing.text for group in answer.context["groups"] for item in group.items]
        query = next((group.more for group in answer.context["groups"] if group.more), None)
    assert len(seen) == len(set(seen)) == 45
    assert seen == sorted(seen, reverse=True)


def test_it_asks_the_database_as_often_however_much_there_is(town, now):
    ginette = rows.signed_in(town["Ginette"])
    with CaptureQueriesContext(connection) as few:
        page(ginette, "q=echelle")
    for n in range(30):
        rows.offer(town["Daan"], f"Je prête mon échelle numéro {n:02}.")
    renew_finds(now=now)
    with CaptureQueriesContext(connection) as many:
        page(ginette, "q=echelle")
    assert len(many) <= len(few) <= 12, "\n".join(one["sql"][:150] for one in many)


class TestNothingPrivateIsFound:
    """Whatever the index still holds: its owner is asked at every reading."""

    @pytest.fixture
    def shut(self, now: datetime) -> dict[str, Person]:
        people = {name: rows.person(name) for name in ("Ginette", "Bruno", "Farid", "Els")}
        house = rows.community("Le Cercle", "cercle", is_readable_by_all=False, is_forum_readable_by_all=False)
        for name in ("Ginette", "Bruno", "Els"):
            rows.member(house, people[name])
        Block.objects.create(person=people["Ginette"], blocked=people["Els"], made_at=now)
        rows.offer(people["Ginette"], "Zibeline à prêter", community=house)
        said(people["Ginette"], "Je couds la zibeline")
        thread(house, people["Ginette"], "Zibeline ou vison ?", "La zibeline, sans hésiter.")
        renew_finds(now=now)
        return people

    @pytest.mark.parametrize(("name", "kinds"), [("Bruno", 3), ("Els", 1), ("Farid", 0), ("", 0)])
    def test_what_is_for_members(self, shut, name, kinds):
        client = rows.signed_in(shut[name]) if name else Client()
        answer = client.get("/search/?q=zibeline")
        assert len(answer.context["groups"]) == kinds
        # What was typed stands in the field; nothing else says the word.
        assert ("ibeline à prêter" in answer.content.decode()) is (kinds == 3)

    @pytest.mark.parametrize("typed", ["zibeline", "zibelines", "zibeline vison", "zibelinne", "zibel"])
    def test_not_even_that_it_exists(self, shut, typed):
        def page_for(words: str) -> str:
            text = Client().get("/search/", {"q": words}).content.decode()
            text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
            return text.replace(words, "…").replace(quote_plus(words), "…")

        assert page_for(typed) == page_for("xylophone")

    @pytest.mark.parametrize("change", ["hidden", "withdrawn", "closed", "left", "members only", "blocked", "kept"])
    def test_what_changed_since_it_was_filed(self, now, change):
        ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
        house = rows.community("Le Cercle", "cercle")
        rows.member(house, ginette)
        rows.member(house, bruno)
        rows.offer(ginette, "Zibeline à prêter", community=house)
        said(ginette, "Je couds la zibeline")
        thread(house, ginette, "Fourrures", "La zibeline, sans hésiter.")
        renew_finds(now=now)
        viewer = rows.signed_in(bruno)
        assert len(viewer.get("/search/?q=zibeline").context["groups"]) == 3
        if change == "hidden":
            for model in (Post, Say, Message):
                model.objects.update(hidden_at=now)
        elif change == "withdrawn":
            Post.objects.update(state="withdrawn")
            Message.objects.update(withdrawn_at=now)
            Say.objects.all().delete()
        elif change == "closed":
            Post.objects.update(state="agreed", closed_at=now)
            Thread.objects.update(hidden_at=now)
            Say.objects.update(is_public=False)
        elif change == "left":
            Person.objects.filter(pk=ginette.pk).update(is_active=False)
            Message.objects.update(withdrawn_at=now)
        elif change == "members only":
            type(house).objects.filter(pk=house.pk).update(is_readable_by_all=False, is_forum_readable_by_all=False)
            viewer = Client()
        elif change == "blocked":
            Block.objects.create(person=bruno, blocked=ginette, made_at=now)
        elif change == "kept":
            Post.objects.all().delete()
            Thread.objects.all().delete()
            house.memberships.filter(person=bruno).delete()
        answer = viewer.get("/search/?q=zibeline")
        assert answer.context["groups"] == []
        assert "couds" not in answer.content.decode()
