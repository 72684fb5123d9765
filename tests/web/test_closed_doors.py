"""What must stay shut or quiet: addresses that lead astray, secrets in logs, closed accounts, guesses without end, huge uploads."""

import logging
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web import rows

from entraide.records.people.models import Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wanted", ["foo", "post", "home", "//elsewhere.example", "https:elsewhere", "javascript:alert(1)", "/\\e.be"]
)
def test_an_address_to_go_on_to_is_a_path_of_this_server_or_the_home_page(wanted):
    answer = Client().post("/language/", {"language": "nl", "next": wanted})
    assert (answer.status_code, answer.url) == (302, "/")


def test_the_log_never_holds_the_key_of_an_ask(caplog):
    ask = rows.ask(rows.post(rows.person("Ginette")), rows.person("Bruno"))
    with caplog.at_level(logging.WARNING):
        assert Client(enforce_csrf_checks=True).post(f"/s/{ask.key}/", {"answer": "yes"}).status_code == 403
    from logging.config import DictConfigurator

    from django.conf import settings

    kept = DictConfigurator({**settings.LOGGING}).configure_formatter(dict(settings.LOGGING["formatters"]["line"]))
    lines = [kept.format(record) for record in caplog.records]
    assert any("/s/" in line for line in lines)
    assert not any(ask.key in line for line in lines)


def test_the_log_never_holds_the_address_that_a_code_could_not_reach(monkeypatch, caplog):
    def refuse(*_args, **_words):
        raise SMTPRecipientsRefused({"els@example.org": (550, b"no such user els@example.org")})

    monkeypatch.setattr("entraide.journeys.send_code.send_letter", refuse)
    answer = Client().post("/sign-in/", {"first_name": "Els", "email": "els@example.org"})
    assert answer.status_code == 422
    assert "could not be sent" in caplog.text
    assert "els@example.org" not in caplog.text


def test_an_operator_can_take_away_a_post_that_people_were_asked_for():
    operator = Person.objects.create_superuser("operator@example.org", "Odette", "a long password indeed")
    post = rows.post(rows.person("Ginette"))
    rows.ask(post, rows.person("Bruno"))
    rows.signed_in(operator).post(f"/admin/posts/post/{post.pk}/delete/", {"post": "yes"})
    assert not Post.objects.filter(pk=post.pk).exists()


def test_passwords_of_operators_cannot_be_guessed_without_end():
    sent = {"username": "operator@example.org", "password": "a guess"}
    client = Client()
    statuses = [client.post("/admin/login/", sent).status_code for _ in range(12)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_a_closed_account_answers_nothing_and_its_posts_are_on_no_board():
    ginette, bruno = rows.person("Ginette"), rows.person("Bruno")
    post = rows.post(ginette)
    ask = rows.ask(post, bruno)
    Person.objects.filter(pk=bruno.pk).update(is_active=False)
    assert Client().post(f"/s/{ask.key}/", {"answer": "yes"}).status_code == 409
    Person.objects.filter(pk=ginette.pk).update(is_active=False)
    assert Client().get(post.get_absolute_url()).status_code == 404
    assert post.text not in Client().get("/board/").content.decode()


@pytest.mark.parametrize("path", ["/a/%00/", "/s/%00/", "/c/%00/", "/a/x%00y/poster/", "/dev/mail/%00/"])
def test_an_address_with_a_nul_sign_is_simply_not_there(path):
    assert Client().get(path).status_code == 404


def test_answers_to_an_ask_are_not_taken_without_end():
    ask = rows.ask(rows.post(rows.person("Ginette")), rows.person("Bruno"))
    client = Client()
    statuses = [client.post(f"/s/{ask.key}/", {"answer": "other", "words": f"{n}"}).status_code for n in range(40)]
    assert statuses[0] == 302
    assert statuses[-1] == 429


def test_a_file_is_never_taken_in():
    big = SimpleUploadedFile("big.bin", b"x" * 300_000)
    assert Client().post("/", {"text": "Je cherche un vélo", "file": big}).status_code == 400


@pytest.mark.parametrize(
    "text",
    [
        "Je vends ma maison à Ixelles pour 10000000000 €",
        "Je cherche un vélo à Ixelles pour 999999999999999999999999999999 euros",
        "Je cherche 99999999999999999999999999999999 personnes pour un déménagement samedi à Ixelles",
        "Je cherche quelqu'un pour promener mon chien le 31 décembre 9999 à Ixelles",
        "Je cherche quelqu'un pour promener mon chien dans 99999999999 jours à Ixelles",
        "Je cherche quelqu'un pour promener mon chien pendant 99999999999 heures samedi à Ixelles",
        "Je cherche quelqu'un pour promener mon chien à 99999999999 km d'Ixelles",
    ],
)
def test_numbers_beyond_all_measure_are_no_fault_of_ours(text):
    client = rows.signed_in(rows.person("Ginette"))
    assert client.post("/", {"text": text}).status_code == 302
    sent = {"action": "publish", "kind": "need", "topic": "animals.walk", "mode": "x" * 50}
    assert client.post("/draft/", sent).status_code in (302, 422)
    assert client.get("/draft/", follow=True).status_code == 200
    assert client.post("/draft/", {"action": "publish"}).status_code == 302
    assert client.get("/mine/").status_code == 200
    assert mail.outbox == []
