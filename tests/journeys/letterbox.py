"""A real mail server of a test, that keeps what Entraide sends to it or says that it is too busy."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings

from entraide.config import environment as env


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
