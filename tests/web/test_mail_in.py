"""Mail that a provider brings to a web address: only the provider that was named, only with its secret, and each mail once."""

import base64
import hmac
import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import NOW
from tests.conftest import Clock
from tests.journeys.talk import house_with

from entraide.config import environment as env
from entraide.journeys.reply_by_mail import reply_address
from entraide.journeys.write_to import write_to
from entraide.records.conversations.models import Message, Thread
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db
SECRET = "entraide:a-long-secret-of-the-provider"


@pytest.fixture
def bruno_and_talk(settings: LazySettings, clock: Clock) -> tuple[Person, Thread, str]:
    """Ginette has written to Bruno; a provider brings the mail for reply.example.org."""
    settings.MAIL_IN_HOST, settings.MAIL_IN_PROVIDER = "reply.example.org", "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    _, people = house_with()
    thread = write_to(writer=people["Ginette"], other=people["Bruno"], words="Samedi ?", now=NOW)
    return people["Bruno"], thread, reply_address(person=people["Bruno"], thread=thread, now=NOW)


def by_postmark(sender: str, to: str, words: str, **more: Any) -> dict[str, Any]:
    """A mail in Postmark's form."""
    headers = [{"Name": "Message-ID", "Value": "<p1@mail.example.org>"}, *more.pop("headers", [])]
    return {
        "FromFull": {"Email": sender, "Name": "Bruno", "MailboxHash": ""},
        "From": f"Bruno <{sender}>",
        "ToFull": [{"Email": to, "Name": "", "MailboxHash": ""}],
        "To": to,
        "OriginalRecipient": to,
        "Subject": "Re: Samedi",
        "MessageID": "x",
        "Date": "Wed, 4 Mar 2026 10:40:00 +0100",
        "TextBody": words,
        "HtmlBody": "",
        "Headers": headers,
        "Attachments": [],
        **more,
    }


def bring(sent: dict[str, Any], *, secret: str = SECRET, provider: str = "postmark") -> int:
    authority = "Basic " + base64.b64encode(secret.encode()).decode()
    browser = Client(enforce_csrf_checks=True, headers={"Authorization": authority})
    return browser.post(f"/mail-in/{provider}/", json.dumps(sent), content_type="application/json").status_code


def said_in(thread: Thread) -> list[str]:
    return list(Message.objects.filter(thread=thread).order_by("said_at", "id").values_list("words", flat=True))


def test_an_answer_that_the_provider_brings_is_a_message_once(bruno_and_talk: tuple[Person, Thread, str]) -> None:
    bruno, thread, address = bruno_and_talk
    words = "Oui, à neuf heures.\n\nLe mer. 4 mars 2026 à 09:12, Ixelles <x@example.org> a écrit :\n\n> Samedi ?\n"
    assert bring(by_postmark(bruno.email, address, words)) == 200
    assert bring(by_postmark(bruno.email, address, words)) == 200
    assert said_in(thread) == ["Samedi ?", "Oui, à neuf heures."]


def test_a_long_mail_comes_in_here_and_nowhere_else(bruno_and_talk: tuple[Person, Thread, str]) -> None:
    bruno, thread, address = bruno_and_talk
    long = "Oui.\n" + "> cité\n" * 60_000
    assert bring(by_postmark(bruno.email, address, long)) == 200
    assert said_in(thread)[1:] == ["Oui."]
    assert bring(by_postmark(bruno.email, address, "x" * (17 * 1024 * 1024))) == 400


def test_without_the_secret_nothing_comes_in(bruno_and_talk: tuple[Person, Thread, str]) -> None:
    bruno, thread, address = bruno_and_talk
    assert bring(by_postmark(bruno.email, address, "Oui"), secret="entraide:guessed") == 400
    assert bring(by_postmark(bruno.email, address, "Oui"), provider="mailgun") == 404
    assert bring(by_postmark(bruno.email, address, "Oui"), provider="nobody") == 404
    assert len(said_in(thread)) == 1


def test_a_forged_mail_is_let_go(bruno_and_talk: tuple[Person, Thread, str]) -> None:
    bruno, thread, address = bruno_and_talk
    assert bring(by_postmark("eve@example.org", address, "C'est moi, Bruno")) == 200
    assert bring(by_postmark(bruno.email, f"x{address}", "Oui")) == 200
    assert bring(by_postmark(bruno.email, "info@elsewhere.example.org", "Oui")) == 200
    away = [{"Name": "Auto-Submitted", "Value": "auto-replied"}]
    assert bring(by_postmark(bruno.email, address, "Absent", headers=away)) == 200
    assert len(said_in(thread)) == 1


def test_a_form_with_files_is_read_too(bruno_and_talk: tuple[Person, Thread, str], settings: LazySettings) -> None:
    """Mailgun brings a signed form, with what is long in its fields."""
    bruno, thread, address = bruno_and_talk
    settings.MAIL_IN_PROVIDER = "mailgun"
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": "k3y"}
    mail = f"From: Bruno <{bruno.email}>\r\nTo: {address}\r\nMessage-ID: <s1@x>\r\nSubject: Re\r\n\r\nOui !\r\n"
    form = {
        "recipient": address,
        "sender": bruno.email,
        "body-mime": mail + "> x\r\n" * 20_000,
        "timestamp": "1772615520",
        "token": "t",
        "signature": hmac.new(b"k3y", b"1772615520t", "sha256").hexdigest(),
        "x": SimpleUploadedFile("a.txt", b"a"),
    }
    browser = Client(headers={"Authorization": "Basic " + base64.b64encode(SECRET.encode()).decode()})
    assert browser.post("/mail-in/mailgun/", {**form, "signature": "0" * 64}).status_code == 400
    assert browser.post("/mail-in/mailgun/", form).status_code == 200
    assert said_in(thread)[1:] == ["Oui !"]


def test_trouble_of_ours_is_not_told_as_done(
    bruno_and_talk: tuple[Person, Thread, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bruno, thread, address = bruno_and_talk
    with monkeypatch.context() as broken:
        broken.setattr("entraide.web.pages.mail_in.receive_mail", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring(by_postmark(bruno.email, address, "Oui"))
    assert bring(by_postmark(bruno.email, address, "Oui")) == 200
    assert len(said_in(thread)) == 2


@pytest.mark.parametrize("provider", env.MAIL_PROVIDERS)
def test_every_provider_of_the_list_has_its_page(provider: str, settings: LazySettings) -> None:
    settings.MAIL_IN_HOST, settings.MAIL_IN_PROVIDER = "reply.example.org", provider
    key = env.MAIL_PROVIDERS[provider]
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, **({key: "key"} if key else {})}
    # It is read, and refused for want of the secret.
    assert bring({}, secret="x:y", provider=provider) == 400


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"ENTRAIDE_MAIL_IN_PROVIDER": "pigeon"}, "must be one of"),
        ({"ENTRAIDE_MAIL_IN_PROVIDER": "postmark", "ENTRAIDE_MAIL_IN_SECRET": "short:x"}, "16 signs"),
        ({"ENTRAIDE_MAIL_IN_PROVIDER": "postmark", "ENTRAIDE_MAIL_IN_SECRET": SECRET}, "ENTRAIDE_MAIL_IN is empty"),
        (
            {
                "ENTRAIDE_MAIL_IN_PROVIDER": "mailgun",
                "ENTRAIDE_MAIL_IN_SECRET": SECRET,
                "ENTRAIDE_MAIL_IN": "reply.example.org",
            },
            "ENTRAIDE_MAIL_IN_KEY",
        ),
        ({"ENTRAIDE_MAIL_IN": "not a host"}, "host name"),
        ({"ENTRAIDE_MAIL_IN": ".example.org"}, "one host name"),
    ],
)
def test_settings_that_cannot_be_are_said(given: dict[str, str], expected: str) -> None:
    environment = {**os.environ, **given}
    code = "import entraide.config.settings"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert expected in done.stderr
