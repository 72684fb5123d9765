"""The page of an ask: whoever holds the key may answer; a link never acts; nobody else gets in."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.web import rows

from entraide.records.asks.models import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def bruno():
    return rows.person("Bruno")


@pytest.fixture
def asked(bruno):
    dog = rows.post(rows.person("Ginette"))
    rows.ask(dog, rows.person("Amina"))
    return rows.ask(dog, bruno)


def test_whoever_holds_the_key_sees_sentence_reasons_and_three_buttons_without_signing_in(asked):
    html = Client().get(f"/s/{asked.key}/").content.decode()
    assert "Je promène volontiers des chiens." in html
    assert '<span class="what">promener mon chien</span>' in html
    for kind in ("yes", "other", "not_now"):
        assert f'name="answer" value="{kind}"' in html
    assert "l'adresse e-mail de l'autre" in html.replace("’", "'")
    assert "Amina" not in html


@pytest.mark.parametrize("kind", ["yes", "other", "not_now"])
def test_the_link_of_a_mail_preselects_and_says_nothing(asked, kind):
    response = Client().get(f"/s/{asked.key}/?answer={kind}")
    assert f'class="btn go" name="answer" value="{kind}"' in response.content.decode()
    assert not Answer.objects.exists()


def test_an_answer_is_kept_once_and_can_be_changed_while_the_post_is_open(asked):
    client = Client()
    for _twice in range(2):
        response = client.post(f"/s/{asked.key}/", {"answer": "yes", "words": "Avec plaisir."})
        assert response.status_code == 302
    assert "Vous avez dit oui" in client.get(f"/s/{asked.key}/").content.decode()
    client.post(f"/s/{asked.key}/", {"answer": "not_now"})
    assert Answer.objects.get().kind == "not_now"
    asked.refresh_from_db()
    assert asked.state == "declined"


def test_the_link_of_a_mail_does_not_pretend_that_an_answer_was_not_given(asked):
    client = Client()
    client.post(f"/s/{asked.key}/", {"answer": "yes"})
    html = client.get(f"/s/{asked.key}/?answer=not_now").content.decode()
    assert "Vous avez dit oui" in html
    assert Answer.objects.get().kind == "yes"


def test_somebody_else_who_is_signed_in_is_told_so_and_cannot_answer(asked):
    client = rows.signed_in(rows.person("Daan"))
    for response in (client.get(f"/s/{asked.key}/"), client.post(f"/s/{asked.key}/", {"answer": "yes"})):
        assert response.status_code == 403
        assert "promener" not in response.content.decode()
    assert not Answer.objects.exists()


def test_a_key_that_does_not_exist_is_a_plain_404():
    assert Client().get("/s/nothing/").status_code == 404
    assert Client().post("/s/nothing/", {"answer": "yes"}).status_code == 404


def test_proposing_something_else_without_words_asks_for_them(asked):
    response = Client().post(f"/s/{asked.key}/", {"answer": "other"})
    assert response.status_code == 422
    assert 'id="words-error"' in response.content.decode()


@pytest.mark.parametrize("state", ["agreed", "withdrawn", "lapsed", "done"])
def test_when_the_post_is_over_nothing_is_asked_any_more(asked, state):
    asked.post.state = state
    asked.post.closed_at = timezone.now()
    asked.post.save()
    response = Client().get(f"/s/{asked.key}/")
    assert response.status_code == 200
    assert 'name="answer"' not in response.content.decode()
    late = Client().post(f"/s/{asked.key}/", {"answer": "yes"})
    assert late.status_code == 409
    assert not Answer.objects.exists()


def test_the_chosen_one_is_led_to_the_post_and_the_key_alone_shows_no_address(asked, bruno):
    rows.answer(asked.post, bruno, chosen_at=timezone.now())
    asked.post.state = "agreed"
    asked.post.save()
    html = Client().get(f"/s/{asked.key}/").content.decode()
    assert asked.post.get_absolute_url() in html
    assert "@example.org" not in html


def test_an_offer_is_put_as_an_offer(bruno):
    drill = rows.offer(rows.person("Ginette"))
    html = Client().get(f"/s/{rows.ask(drill, bruno).key}/").content.decode()
    assert "est-ce pour vous" in html
    assert "Oui, ça m" in html
