"""The draft: a sentence is read, corrected with its chips, and published once."""

import pytest
from django.test import Client
from tests.web.rows import person, signed_in

from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db
DOG = "Je cherche quelqu'un pour promener mon chien samedi matin à Ixelles"


def written(client: Client, text: str = DOG) -> Client:
    """The client with a draft of this sentence."""
    assert client.post("/", {"text": text}).status_code == 302
    return client


def correct(client: Client, text: str = DOG, **fields: str) -> str:
    """Correct some chips; the page that comes back."""
    return client.post("/draft/", {"of": text, "action": "correct", **fields}, follow=True).content.decode()


def test_without_a_draft_one_starts_at_home(client: Client) -> None:
    assert client.get("/draft/").url == "/"  # type: ignore[attr-defined]


def test_a_visitor_sees_the_whole_reading_before_being_asked_for_anything(client: Client) -> None:
    page = written(client).get("/draft/").content.decode()
    for said in ("une demande", "Promener un chien", "Ixelles (1050)", "8\u00a0h", "Publier"):
        assert said in page


def test_a_corrected_moment_is_read_as_typed(client: Client) -> None:
    assert "14\u00a0h" in correct(written(client), when="dimanche après-midi")


def test_an_emptied_moment_is_left_open(client: Client) -> None:
    assert correct(written(client), when="").count("à voir ensemble") == 3  # the chip, its hint, and the terms


def test_a_corrected_place_is_found_by_name_and_postcode(client: Client) -> None:
    assert "Etterbeek (1040)" in correct(written(client), place="1040 Etterbeek")


def test_another_topic_can_be_picked_from_the_whole_list(client: Client) -> None:
    assert "Visite et compagnie" in correct(written(client), topic="other", topic_other="care.company")


def test_the_kind_can_be_turned_round(client: Client) -> None:
    assert "une offre" in correct(written(client), kind="offer")


def test_an_unknown_place_is_said_at_its_field_and_nothing_is_lost(client: Client) -> None:
    response = written(client).post("/draft/", {"of": DOG, "place": "Xyzzyq", "when": "dimanche soir"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Xyzzyq" in page
    assert 'aria-invalid="true"' in page
    assert "18\u00a0h" in page


def test_an_unchanged_chip_is_no_correction(client: Client) -> None:
    correct(written(client), kind="need", topic="animals.walking", place="Ixelles (1050)", mode="open")
    assert client.session["draft"]["given"] == {}


def test_nonsense_in_the_chips_does_no_harm(client: Client) -> None:
    page = correct(written(client), kind="king", topic="no.such", mode="gold")
    assert "Promener un chien" in page


def test_a_greeting_is_asked_what_it_is_and_cannot_be_published(client: Client) -> None:
    page = written(client, "Bonjour tout le monde").get("/draft/").content.decode()
    assert 'value="publish"' not in page
    assert 'value="need"' in page


def test_once_it_is_said_to_be_a_need_it_is_asked_of_what(client: Client) -> None:
    page = correct(written(client, "Bonjour tout le monde"), text="Bonjour tout le monde", kind="need")
    assert "une demande" in page
    assert 'name="topic_other"' in page
    page = correct(client, text="Bonjour tout le monde", topic_other="care.company")
    assert "Visite et compagnie" in page
    assert 'value="publish"' in page


def test_a_place_that_several_share_is_asked_and_the_choice_counts(client: Client) -> None:
    text = "Je cherche quelqu'un pour promener mon chien à Saint-Nicolas"
    page = written(client, text).get("/draft/").content.decode()
    assert "Quel lieu est le bon" in page
    assert "France" in page
    assert "Saint-Nicolas (4420)" in correct(client, text, place="Saint-Nicolas (4420)")


def test_a_visitor_who_publishes_is_led_to_sign_in_and_back(client: Client) -> None:
    response = written(client).post("/draft/", {"of": DOG, "action": "publish"})
    assert response.url == "/sign-in/?next=%2Fdraft%2F"  # type: ignore[attr-defined]
    assert "Promener un chien" in client.get("/draft/").content.decode()


def test_publishing_makes_one_post_even_on_a_double_click() -> None:
    client = written(signed_in(person("Ginette")))
    key = client.session["draft"]["key"]
    first = client.post("/draft/", {"of": DOG, "action": "publish", "key": key})
    second = client.post("/draft/", {"of": DOG, "action": "publish", "key": key})
    post = Post.objects.get()
    assert first.url == second.url == post.get_absolute_url()  # type: ignore[attr-defined]
    assert post.text == DOG


def test_a_correction_made_at_publishing_counts() -> None:
    client = written(signed_in(person("Ginette")))
    client.post("/draft/", {"of": DOG, "action": "publish", "topic": "animals.sitting"})
    assert Post.objects.get().topic == "animals.sitting"


def test_corrections_of_another_sentence_are_dropped(client: Client) -> None:
    client.post("/", {"text": "Je prête ma perceuse à Ixelles", "of": DOG, "topic": "animals.sitting"})
    assert "Garder ou nourrir" not in client.get("/draft/").content.decode().split("<ul")[0]
    assert client.session["draft"]["given"] == {}
