"""Signing in with a first name, an address and the code that is sent there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.web.rows import person, signed_in

from entraide.records.people.changes import add_passkey as add_key
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db


def asked(client: Client, onward: str = "") -> str:
    """Ask for a code; the code that was sent."""
    fields = {"first_name": "Amina", "email": "Amina@Example.org", "next": onward}
    assert client.post("/sign-in/", fields).status_code == 302
    found = re.search(r"(\d{3})\D?(\d{3})", str(mail.outbox[-1].body))
    assert found
    return found[1] + found[2]


def wrong(code: str) -> str:
    """Another code than this."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_first_time_opens_an_account(client: Client) -> None:
    code = asked(client)
    assert client.post("/sign-in/code/", {"code": code}).url == "/"  # type: ignore[attr-defined]
    amina = Person.objects.get()
    assert (amina.first_name, amina.email) == ("Amina", "amina@example.org")
    assert "Amina" in client.get("/").content.decode()


@pytest.mark.parametrize("typed", ["{a} {b}", "{a}-{b}", " {a}{b} ", "{a}\u202f{b}"])
def test_the_code_may_be_typed_with_spaces(client: Client, typed: str) -> None:
    code = asked(client)
    response = client.post("/sign-in/code/", {"code": typed.format(a=code[:3], b=code[3:])})
    assert response.status_code == 302


def test_a_wrong_code_is_said_at_its_field(client: Client) -> None:
    response = client.post("/sign-in/code/", {"code": wrong(asked(client))})
    assert response.status_code == 422
    assert "pas le bon code" in response.content.decode()
    assert not Person.objects.exists()


def test_a_code_works_once(client: Client) -> None:
    code = asked(client)
    client.post("/sign-in/code/", {"code": code})
    client.post("/sign-out/")
    asked(client)
    assert client.post("/sign-in/code/", {"code": code}).status_code == 422


def test_a_code_is_of_no_use_in_another_browser(client: Client) -> None:
    code = asked(client)
    other = Client()
    asked_there = asked(other)
    if asked_there != code:
        assert other.post("/sign-in/code/", {"code": code}).status_code == 422


def test_after_signing_in_one_is_back_where_one_was(client: Client) -> None:
    code = asked(client, onward="/draft/")
    assert client.post("/sign-in/code/", {"code": code}).url == "/draft/"  # type: ignore[attr-defined]


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_away_to_another_host(client: Client, onward: str) -> None:
    code = asked(client, onward=onward)
    assert client.post("/sign-in/code/", {"code": code}).url == "/"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "fields",
    [{}, {"first_name": "Amina", "email": "amina"}, {"first_name": "42", "email": "a@example.org"}],
)
def test_what_is_missing_is_listed_on_top(client: Client, fields: dict[str, str]) -> None:
    response = client.post("/sign-in/", fields)
    assert response.status_code == 422
    assert 'class="errors' in response.content.decode()
    assert mail.outbox == []


def test_the_page_tells_nobody_who_is_a_member(client: Client) -> None:
    person("Amina")
    known = client.post("/sign-in/", {"first_name": "X", "email": "amina@example.org"})
    unknown = Client().post("/sign-in/", {"first_name": "X", "email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)  # type: ignore[attr-defined]


def test_whether_an_address_is_known_changes_no_answer_no_question_to_the_database_and_no_letter() -> None:
    """Known, unknown, with a passkey, shut: the same work is done, so that no clock tells them apart."""
    person("Bruno")
    add_key(person=person("Els"), name="Clé", identifier=b"c", public_key=b"k", sign_count=0, at=timezone.now())
    person("Daan", is_active=False)
    # Sessions are told apart by a random key, and the code by its figures; nothing else may differ.
    done = {name: _work_of(f"{name}@example.org") for name in ("nobody", "bruno", "els", "daan")}
    asked_for, refused = done["nobody"]
    assert [sql for sql in asked_for.asked if "INSERT" in sql and "signincode" in sql]
    assert refused.status == 422
    for name, work in done.items():
        assert work == done["nobody"], name


@dataclass(frozen=True)
class _Work:
    """What the server did for one request: its questions and writes without their values, the letters, and what it answered."""

    asked: tuple[str, ...]
    letters: tuple[str, ...]
    status: int
    page: str


def _work_of(email: str) -> tuple[_Work, _Work]:
    """Asking for a code with this address, and trying a wrong one."""
    browser = Client()
    fields = {"first_name": "X", "email": email}
    first = _measured(lambda: browser.post("/sign-in/", fields), email)
    code = re.sub(r"\D", "", mail.outbox[-1].subject)
    return first, _measured(lambda: browser.post("/sign-in/code/", {"code": wrong(code)}), email)


def _measured(request: Callable[[], Any], email: str) -> _Work:
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        # Savepoints are numbered.
        asked.append(re.sub(r"SAVEPOINT \S+", "SAVEPOINT", sql))
        return execute(sql, params, many, context)

    before = len(mail.outbox)
    with connection.execute_wrapper(note):
        response = request()
    letters = (re.sub(r"\d", "*", str(letter.body)) for letter in mail.outbox[before:])
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    page = re.sub(r'value="\d{6}"', "", page.replace(email, "ADDRESS"))
    return _Work(tuple(asked), tuple(letters), response.status_code, page)


def test_another_code_can_be_sent_but_not_without_end(client: Client) -> None:
    asked(client)
    for _ in range(8):
        page = client.post("/sign-in/code/", {"action": "again"}, follow=True).content.decode()
    assert "Trop de codes" in page
    assert len(mail.outbox) < 8


def test_the_code_page_without_having_asked_leads_back(client: Client) -> None:
    assert client.get("/sign-in/code/").url == "/sign-in/"  # type: ignore[attr-defined]


def test_whoever_is_signed_in_is_not_asked_again() -> None:
    assert signed_in(person("Amina")).get("/sign-in/?next=/help/").url == "/help/"  # type: ignore[attr-defined]


def test_signing_out_is_a_post(client: Client) -> None:
    amina = signed_in(person("Amina"))
    assert amina.get("/sign-out/").status_code == 405
    amina.post("/sign-out/")
    assert "Se connecter" in amina.get("/").content.decode()


def test_a_mail_server_that_fails_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("entraide.web.pages.sign_in.send_code", broken)
    response = client.post("/sign-in/", {"first_name": "Amina", "email": "amina@example.org"})
    assert "pas pu partir" in response.content.decode()


def test_passkeys_are_offered_under_the_servers_own_name_only(settings: LazySettings) -> None:
    settings.COMMUNITY_HOSTS = [".example.org"]
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, ".example.org"]
    bruno = signed_in(person("Bruno"))
    theirs = {"host": "smart.example.org"}
    assert "data-passkey" in Client().get("/sign-in/").content.decode()
    assert "passkey" not in Client().get("/sign-in/", headers=theirs).content.decode()
    assert "data-passkey" in bruno.get("/settings/passkeys/").content.decode()
    page = bruno.get("/settings/passkeys/", headers=theirs).content.decode()
    assert "data-passkey" not in page
    assert f"{settings.ADDRESS}/settings/passkeys/" in page
