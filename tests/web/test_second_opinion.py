"""A second opinion on the pages: told before anything is sent, asked by a button, and never where it is off."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from tests.adapters.interpreters.stand_in import OPINION, StandIn, reply, says, stand_in
from tests.web.rows import DOG, DOG_READING, person, signed_in

from entraide.adapters.interpreters.endpoint import Endpoint
from entraide.journeys import ask_second_opinion as journey
from entraide.logic.reading.interpretation import Candidate, Reading
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db
NAME = "la coopérative Lumen"


@pytest.fixture(autouse=True)
def unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence is read in the same unsure way; a kind that the writer says counts."""

    def understand(text: str, *, kind: Any = None, **beside: Any) -> Reading:
        candidates = (Candidate("animals.walking", 0.3), Candidate("animals.care", 0.2), Candidate("care.company", 0.1))
        return replace(
            DOG_READING, kind=kind or "need", confidence=0.3, questions=("topic",), spans=(), candidates=candidates
        )

    monkeypatch.setattr("entraide.journeys.read_sentence.understand", understand)


@pytest.fixture
def server() -> Iterator[StandIn]:
    """A server that this one may ask."""
    with stand_in() as server:
        journey.install(Endpoint(name=NAME, url=server.url, model="m", limit_s=2.0))
        yield server
    journey.install(None)


@pytest.fixture
def draft(client: Client) -> Client:
    """A visitor with a draft."""
    assert client.post("/", {"text": DOG}).status_code == 302
    return client


def page(client: Client) -> str:
    """The draft's page."""
    return client.get("/draft/").content.decode()


def ask(client: Client) -> str:
    """Press the button; the page that comes back."""
    return client.post("/draft/", {"of": DOG, "action": "second_opinion"}, follow=True).content.decode()


def test_it_is_offered_with_its_name_and_nothing_is_sent_before_the_button(server: StandIn, draft: Client) -> None:
    shown = page(draft)
    assert f"Demander un deuxième avis à {NAME}" in shown
    assert "sans votre nom ni votre domicile" in shown
    draft.post("/read/", {"text": DOG})
    draft.post("/draft/", {"of": DOG, "action": "correct", "when": "samedi"})
    draft.get("/?change=1")
    assert server.connections == 0


def test_once_asked_the_page_says_so_and_offers_it_no_more(server: StandIn, draft: Client) -> None:
    shown = ask(draft)
    assert f"avis de {NAME} a été demandé" in shown
    assert "Demander un deuxième avis" not in shown
    ask(draft)
    assert len(server.asked) == 1


def test_a_difference_is_the_question_with_both_answers_first(server: StandIn, draft: Client) -> None:
    server.answer = says({**OPINION, "topic": "learning.languages"})
    shown = ask(draft)
    values = [piece.split('"')[0] for piece in shown.split('name="topic" value="')[1:]]
    assert values[:3] == ["animals.walking", "learning.languages", "animals.care"]
    draft.post("/draft/", {"of": DOG, "topic": "learning.languages"})
    assert 'id="question"' not in page(draft)


def test_agreement_takes_the_question_away(server: StandIn, draft: Client) -> None:
    assert 'id="question"' in page(draft)
    server.answer = says({**OPINION, "topic": "animals.walking"})
    assert 'id="question"' not in ask(draft)


def test_no_answer_leaves_the_reading_as_it_is(server: StandIn, draft: Client) -> None:
    server.answer = reply("<h1>Down</h1>", status="503 Service Unavailable")
    shown = ask(draft)
    assert "pas eu de réponse" in shown
    assert 'id="question"' in shown


def test_what_could_not_be_sent_says_so_and_may_be_tried_again(server: StandIn, draft: Client) -> None:
    server.close()
    shown = ask(draft)
    assert "Rien n" in shown
    assert "Demander un deuxième avis" in shown


def test_the_writer_who_has_answered_is_not_offered_it(server: StandIn, draft: Client) -> None:
    draft.post("/draft/", {"of": DOG, "topic": "animals.care"})
    assert "Demander un deuxième avis" not in page(draft)
    ask(draft)
    assert server.connections == 0


def test_another_sentence_starts_afresh(server: StandIn, draft: Client) -> None:
    ask(draft)
    draft.post("/", {"text": "Qui promène mon chien dimanche ?"})
    shown = page(draft)
    assert "a été demandé" not in shown
    assert "Demander un deuxième avis" in shown


def test_a_members_name_is_never_sent_and_publishing_asks_nobody(server: StandIn) -> None:
    client = signed_in(person("Ginette"))
    text = "Ginette cherche quelqu'un pour Rex"
    client.post("/", {"text": text})
    client.post("/draft/", {"of": text, "action": "second_opinion"})
    head, body = server.asked[0]
    assert "Ginette" not in head + str(body)
    assert "example.org" not in head + str(body)
    client.post("/draft/", {"of": text, "topic": "animals.care", "action": "publish"})
    assert Post.objects.get().topic == "animals.care"
    assert len(server.asked) == 1


def test_an_address_that_asks_too_often_is_told_so(server: StandIn, client: Client) -> None:
    from entraide.web.pages.draft import SECOND_OPINIONS_AN_HOUR

    statuses = []
    for number in range(SECOND_OPINIONS_AN_HOUR + 1):
        client.post("/", {"text": f"Qui garde mon chat numéro {number}"})
        statuses.append(client.post("/draft/", {"action": "second_opinion"}).status_code)
    assert statuses == [302] * SECOND_OPINIONS_AN_HOUR + [429]


@pytest.mark.parametrize("address", ["/", "/help/", "/charter/"])
def test_members_are_told_on_the_pages_that_speak_of_reading(server: StandIn, client: Client, address: str) -> None:
    assert NAME in client.get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/help/", "/charter/"])
def test_without_it_the_pages_say_that_nothing_leaves(client: Client, address: str) -> None:
    assert "deuxième avis" not in client.get(address).content.decode()


def test_off_nothing_is_offered_and_no_connection_is_even_tried(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        pytest.fail("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    client.post("/", {"text": DOG})
    assert "deuxième avis" not in page(client)
    assert "a été demandé" not in ask(client)
    client.post("/read/", {"text": DOG})


def test_the_answers_are_buttons_that_send_and_the_enter_key_is_none_of_them(client: Client) -> None:
    client.post("/", {"text": DOG})
    shown = page(client)
    form = shown[shown.index('<form class="wide stack" action="/draft/"') :]
    first = form[form.index("<button") :]
    assert first.startswith('<button class="vh" name="action" value="correct" tabindex="-1" aria-hidden="true">')
    assert '<button class="btn" name="topic" value="animals.walking">' in form
    assert form.count('name="topic" value=') == 3
    client.post("/draft/", {"of": DOG, "topic": "animals.walking"})
    assert 'id="question"' not in page(client)
