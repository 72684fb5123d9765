"""Home: the one field, what is open near by, and the way of a sentence to its draft."""

import pytest
from django.test import Client
from tests.web.rows import offer, person, post, signed_in

from entraide.logic.reading.interpretation import LONGEST_SENTENCE

pytestmark = pytest.mark.django_db


def test_a_visitor_sees_the_field_and_what_is_open(client: Client) -> None:
    post(person("Ginette"))
    page = client.get("/").content.decode()
    assert 'name="text"' in page
    assert '<span class="what">promener mon chien</span>' in page
    assert "Ginette" in page


def test_the_tabs_count_and_show_needs_or_offers(client: Client) -> None:
    post(person("Ginette"))
    offer(person("Chloé"))
    page = client.get("/?kind=offer").content.decode()
    assert "(2)" in page
    assert "Chloé" in page
    assert "Ginette" not in page


def test_somebody_with_a_home_sees_what_is_open_near_it() -> None:
    far = {"latitude": 43.6, "longitude": 1.44, "cell": 0}
    post(person("Ginette"))
    offer(person("Chloé"), **far)
    page = signed_in(person("Bruno")).get("/").content.decode()
    assert "Ginette" in page
    assert "Chloé" not in page


def test_a_sentence_goes_on_to_its_draft_without_a_script(client: Client) -> None:
    response = client.post(
        "/", {"text": "Je cherche quelqu'un pour promener mon chien samedi matin à Ixelles"}, follow=True
    )
    assert response.redirect_chain == [("/draft/", 302)]
    page = response.content.decode()
    assert "Promener un chien" in page
    assert "Ixelles (1050)" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Écrivez une phrase"), ("   ", "Écrivez une phrase"), ("a " * LONGEST_SENTENCE, "un peu long")],
)
def test_an_unreadable_sentence_comes_back_with_a_way_out(client: Client, text: str, said: str) -> None:
    response = client.post("/", {"text": text})
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert 'aria-invalid="true"' in page


def test_a_hostile_sentence_is_shown_as_text_only(client: Client) -> None:
    page = client.post("/", {"text": "Je donne <script>alert(1)</script> une table"}, follow=True).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_sentence_with_a_null_character_is_no_text(client: Client) -> None:
    assert client.post("/", {"text": "Je donne\x00 une table"}).status_code == 422


def test_a_broken_session_cookie_is_a_new_visitor(client: Client) -> None:
    client.cookies["sessionid"] = "nonsense"
    assert client.get("/").status_code == 200
    assert client.get("/draft/").status_code == 302


def test_looking_sets_no_session(client: Client) -> None:
    assert "sessionid" not in client.get("/").cookies
