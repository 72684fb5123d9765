"""What I like to do: sentences are read by the real reader, kept when it is sure, and asked about when it is not."""

from dataclasses import replace

import pytest
from django.test import Client
from tests.web import rows

from entraide.logic.reading.interpretation import Reading
from entraide.records.people.models import Say
from entraide.web.forms import like

pytestmark = pytest.mark.django_db

SURE = replace(rows.DOG_READING, kind="offer", place=None, spans=())


@pytest.fixture
def client():
    return rows.signed_in(rows.person("Bruno"))


@pytest.fixture
def read_as(monkeypatch):
    """Makes the form read every sentence as the given reading."""

    def make(reading: Reading) -> None:
        monkeypatch.setattr(like, "read_sentence", lambda *args, **kwargs: reading)

    return make


def test_signed_out_it_leads_to_signing_in():
    assert Client().get("/likes/")["Location"] == "/sign-in/?next=%2Flikes%2F"


def test_a_sentence_that_is_understood_is_kept_and_shown(client):
    response = client.post("/likes/", {"action": "add", "text": "Je promène volontiers  des chiens le samedi."})
    assert response.status_code == 302
    assert Say.objects.get().text == "Je promène volontiers des chiens le samedi."
    html = client.get("/likes/").content.decode()
    assert 'class="what"' in html
    assert Say.objects.get().topic == "animals.walking"


def test_an_unsure_reading_is_asked_about_before_it_is_kept(client, read_as):
    read_as(replace(SURE, confidence=0.2, questions=("topic",)))
    response = client.post("/likes/", {"action": "add", "text": "Je fais des choses avec des bêtes."})
    assert response.status_code == 200
    assert not Say.objects.exists()
    html = response.content.decode()
    assert 'name="topic" value="animals.walking" checked' in html
    client.post(
        "/likes/",
        {"action": "keep", "text": "Je fais des choses avec des bêtes.", "kind": "offer", "topic": "animals.sitting"},
    )
    assert (Say.objects.get().kind, Say.objects.get().topic) == ("offer", "animals.sitting")


def test_another_topic_can_be_chosen_from_the_whole_list(client):
    sent = {"text": "Je fais des choses.", "kind": "offer", "topic": "animals.walking", "other_topic": "things.tools"}
    client.post("/likes/", {"action": "keep", **sent})
    assert Say.objects.get().topic == "things.tools"


def test_what_is_neither_need_nor_offer_is_not_kept(client, read_as):
    read_as(replace(SURE, kind="none", topic=None))
    response = client.post("/likes/", {"action": "add", "text": "Bonjour tout le monde"})
    assert response.status_code == 200
    assert not Say.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 400, "\x00\x01\x02"])
def test_what_cannot_be_read_comes_back_with_a_word(client, text):
    response = client.post("/likes/", {"action": "add", "text": text})
    assert response.status_code == 422
    assert 'id="sentence-error"' in response.content.decode()


def test_a_sentence_can_be_taken_back_and_put_back(client):
    client.post("/likes/", {"action": "add", "text": "Je promène volontiers des chiens."})
    say = Say.objects.get()
    for _twice in range(2):
        assert client.post("/likes/", {"action": "take_back", "say": say.pk}).status_code == 302
    assert not Say.objects.exists()
    assert "La remettre" in client.get("/likes/").content.decode()
    client.post("/likes/", {"action": "put_back"})
    assert Say.objects.get().text == say.text


def test_nobody_takes_back_what_somebody_else_said(client):
    client.post("/likes/", {"action": "add", "text": "Je promène volontiers des chiens."})
    other = rows.signed_in(rows.person("Daan"))
    for nonsense in (Say.objects.get().pk, "", "1"):
        assert other.post("/likes/", {"action": "take_back", "say": nonsense}).status_code == 302
    assert Say.objects.exists()
    assert "volontiers des chiens." not in other.get("/likes/").content.decode()
