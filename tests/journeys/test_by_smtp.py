"""Letters by SMTP, to a real server: whole, in both forms, under their own Message-ID, and kept for later when it refuses."""

import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings
from tests.cast import meet_all, post_of
from tests.conftest import Clock

from entraide.config import environment as env
from entraide.journeys.deliver_letters import deliver_letters
from entraide.records.notices.models import Notice

pytestmark = pytest.mark.django_db


class Letterbox:
    """What the mail server does: it keeps every letter, or says that it is too busy."""

    def __init__(self) -> None:
        self.letters: list[tuple[list[str], EmailMessage]] = []
        self.is_busy = False

    async def handle_RCPT(self, _s: SMTP, _: Session, envelope: Envelope, address: str, _options: list[str]) -> str:
        """Take a receiver."""
        if self.is_busy:
            return "450 4.2.1 too busy now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take a letter."""
        content: Any = envelope.content
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.letters.append((list(envelope.rcpt_tos), message))
        return "250 OK"


def mailers(port: int) -> dict[str, Any]:
    """The settings of a server that sends its mail to this port, as an operator would write them."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ENTRAIDE_MAIL", f"smtp+plain://127.0.0.1:{port}")
        return {"default": env.mailer("ENTRAIDE_MAIL", folder=Path())}


@pytest.fixture
def letterbox(settings: LazySettings) -> Iterator[Letterbox]:
    """A mail server on a free port, and Entraide set to use it."""
    box = Letterbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.MAILERS = mailers(port)
    yield box
    server.stop()


def test_letters_arrive_whole(clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox) -> None:
    cast = meet_all("Ginette", "Bruno", "Els")
    post_of(cast["Ginette"])
    run_worker()
    assert sorted(receivers for receivers, _ in letterbox.letters) == [["bruno@example.org"], ["els@example.org"]]
    notices = {f"<notice-{notice.pk}@localhost>" for notice in Notice.objects.all()}
    assert {str(letter["Message-ID"]) for _, letter in letterbox.letters} == notices
    for _, letter in letterbox.letters:
        plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
        assert plain
        assert html
        assert "promener mon chien" in " ".join(plain.get_content().split())
        assert "/s/" in html.get_content()
        assert letter["Auto-Submitted"] == "auto-generated"


def test_a_busy_server_gets_the_letter_later_and_once(
    clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox
) -> None:
    cast = meet_all("Ginette", "Bruno")
    letterbox.is_busy = True
    post = post_of(cast["Ginette"])
    run_worker()
    assert post.asks.count() == 1, "the ask stands, whatever the mail does"
    assert not letterbox.letters
    letterbox.is_busy = False
    assert deliver_letters(now=clock.pass_by(minutes=6)) == 1
    assert deliver_letters(now=clock.pass_by(minutes=6)) == 0
    assert len(letterbox.letters) == 1


def test_no_server_at_all_is_no_catastrophe(
    clock: Clock, run_worker: Callable[[], int], letterbox: Letterbox, settings: LazySettings
) -> None:
    cast = meet_all("Ginette", "Bruno")
    there, settings.MAILERS = settings.MAILERS, mailers(1)
    post_of(cast["Ginette"])
    run_worker()
    settings.MAILERS = there
    assert deliver_letters(now=clock.pass_by(minutes=1)) == 1
    assert len(letterbox.letters) == 1
