"""The page where a community's words are named, tried and taken back; and every page that reads sentences with them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web import rows

from entraide.records.communities.models import CommunityWord
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
WORDS = "/c/ixelles/words/"
PARTY = {"action": "add", "sort": "topic", "name": "guindaille", "topic": "leisure.events", "spellings": "guinze, "}
GRAIN = {"action": "add", "sort": "currency", "name": "grain", "worth": "h"}
HALL = {
    "action": "add",
    "sort": "place",
    "name": "le hall B",
    "place": "Louvain-la-Neuve",
    "point": "50.66712, 4.61912",
}
SENTENCE = "Je cherche de l'aide pour ma guindaille au hall B, 3 grains de l'heure"


@pytest.fixture
def chloe() -> Person:
    person = rows.person("Chloé")
    rows.member(rows.community(), person, is_steward=True)
    return person


@pytest.fixture
def client(chloe: Person) -> Client:
    return rows.signed_in(chloe)


def html(client: Client, address: str = WORDS, sent: dict[str, str] | None = None) -> str:
    """The page, or what comes of sending a form to it."""
    answer = client.get(address) if sent is None else client.post(address, sent, follow=True)
    return answer.content.decode()


def test_words_are_added_shown_taken_back_and_put_back(client: Client) -> None:
    assert "est compris dès maintenant" in html(client, sent=PARTY)
    kept = CommunityWord.objects.get()
    assert (kept.name, kept.spellings) == ("guindaille", ["guinze"])
    page = html(client, sent={"action": "take_back", "word": str(kept.pk)})
    assert not CommunityWord.objects.exists()
    assert "Le remettre" in page
    html(client, sent={"action": "put_back"})
    assert CommunityWord.objects.get().spellings == ["guinze"]
    assert "Le remettre" not in html(client)
    assert "guindaille" in html(client, "/c/ixelles/")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({**PARTY, "name": "chien"}, "mot de tous les jours"),
        ({**PARTY, "name": "demain"}, "dit déjà quand"),
        ({**PARTY, "name": ""}, "deux lettres au moins"),
        ({**PARTY, "topic": "no.such"}, "Choisissez dans la liste"),
        ({**GRAIN, "worth": ""}, "Dites ce que vaut un seul"),
        ({**HALL, "place": ""}, "Dites dans quelle commune"),
        ({**HALL, "place": "Xyzzyville"}, "Ce lieu nous est inconnu"),
        ({**HALL, "point": "par là"}, "Copiez les deux nombres"),
        ({**HALL, "point": "4.61912, 50.66712"}, "est loin de"),
        ({**HALL, "reach": "-3"}, "Dites-le en mètres"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, sent: dict[str, str], words: str) -> None:
    answer = client.post(WORDS, sent)
    assert answer.status_code == 422
    page = answer.content.decode().replace("&#x27;", "'")
    assert words in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert f'value="{sent["name"]}"' in page
    assert not CommunityWord.objects.exists()


def test_where_several_towns_are_called_so_one_is_chosen(client: Client) -> None:
    sent = {**HALL, "place": "Saint-Nicolas", "point": ""}
    page = html(client, sent=sent)
    assert 'name="which"' in page
    assert not CommunityWord.objects.exists()
    chosen = page.split('name="which" value="')[1].split('"')[0]
    html(client, sent={**sent, "which": chosen})
    assert CommunityWord.objects.get().town == "Saint-Nicolas"


def test_a_sentence_is_tried_with_the_words_and_not_kept(client: Client) -> None:
    for sent in (PARTY, GRAIN, HALL):
        html(client, sent=sent)
    page = html(client, sent={"action": "try", "text": SENTENCE})
    for said in ("Fêtes et événements", "le hall B (1348)", "3 heures de crédit"):
        assert said in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert SENTENCE not in html(client)
    assert client.post(WORDS, {"action": "try", "text": ""}).status_code == 422


@pytest.mark.parametrize("address", ["/", "/read/", "/likes/"])
def test_every_field_reads_with_the_words_of_the_writers_communities(client: Client, address: str) -> None:
    for sent in (PARTY, GRAIN, HALL):
        html(client, sent=sent)
    answer = client.post(address, {"action": "add", "text": SENTENCE}, follow=True)
    page = answer.json()["chips"] if address == "/read/" else answer.content.decode()
    assert "Fêtes et événements" in page


def test_a_place_of_the_communitys_can_be_typed_into_the_chip(client: Client) -> None:
    html(client, sent=HALL)
    client.post("/", {"text": "Je cherche quelqu'un pour promener mon chien"})
    page = html(client, "/draft/", {"place": "hall B", "action": "correct"})
    assert "le hall B" in page


def test_a_visitor_is_read_without_them_and_one_key_costs_one_query_more(client: Client) -> None:
    for sent in (PARTY, GRAIN, HALL):
        html(client, sent=sent)

    def read(reader: Client) -> tuple[Any, list[str]]:
        with CaptureQueriesContext(connection) as asked:
            answer = reader.post("/read/", {"text": SENTENCE}).json()
        return answer, [one["sql"] for one in asked if "communityword" in one["sql"]]

    mine, asked = read(client)
    theirs, also_asked = read(Client())
    assert (len(asked), len(also_asked)) == (1, 1)
    assert ["hall B", "where"] in mine["pieces"]
    assert ["hall B", "where"] not in theirs["pieces"]


def test_only_whoever_tends_it_tries_another_communitys_words(client: Client) -> None:
    html(client, sent=HALL)
    operator, stranger = rows.person("Odette", is_staff=True), rows.person("Daan")

    def pieces(who: Person) -> list[list[str | None]]:
        answer = rows.signed_in(who).post("/read/?within=ixelles", {"text": SENTENCE})
        return list(answer.json()["pieces"])

    assert ["hall B", "where"] in pieces(operator)
    assert ["hall B", "where"] not in pieces(stranger)
