"""/read/: what the live field asks for while somebody types."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from entraide.web.pages import read

pytestmark = pytest.mark.django_db
DOG = "Je cherche quelqu'un pour promener mon chien samedi matin à Ixelles"


def test_the_pieces_joined_are_the_sentence_and_carry_lines(client: Client) -> None:
    got = client.post("/read/", {"text": DOG}).json()
    assert "".join(words for words, _ in got["pieces"]) == DOG
    assert ["samedi matin", "when"] in got["pieces"]
    assert ["Ixelles", "where"] in got["pieces"]


def test_the_chips_come_as_html_with_their_corrections(client: Client) -> None:
    chips = client.post("/read/", {"text": DOG}).json()["chips"]
    assert "Promener un chien" in chips
    assert 'name="when"' in chips


def test_what_is_heard_says_the_parts_in_words(client: Client) -> None:
    said = client.post("/read/", {"text": DOG}).json()["said"]
    assert "une demande" in said
    assert "Promener un chien" in said


@pytest.mark.parametrize("text", ["", " ", "x" * 301, "a\x00b"])
def test_an_unreadable_sentence_gives_no_chips(client: Client, text: str) -> None:
    got = client.post("/read/", {"text": text}).json()
    assert got["chips"] == ""
    assert got["pieces"] == [[text, None]]


def test_nothing_of_it_is_kept(client: Client) -> None:
    client.post("/read/", {"text": DOG})
    assert not Session.objects.exists()


def test_too_many_readings_from_one_address_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(read, "READINGS_A_MINUTE", 1)
    assert client.post("/read/", {"text": ""}).status_code == 200
    assert client.post("/read/", {"text": ""}).status_code == 429
    cache.clear()


def test_it_is_asked_by_post_only(client: Client) -> None:
    assert client.get("/read/").status_code == 405
