"""Takes in what people answer to letters: a small mail server for the one in front of it (LMTP, RFC 2033), never for the whole world.

It says that it has a mail only once the message is written: killed before that, the mail server in front brings it again.
Set ENTRAIDE_MAIL_IN, and see docs/howto/mail-in.md for what to write into Postfix or Exim.
"""

import argparse
import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session

HELP = "take in answers to letters, by LMTP or SMTP"
MOST_BYTES = 15 * 1024 * 1024
_PATIENCE_S = 120

logger = logging.getLogger("entraide.mail_in")

# What the mail server in front is told, and tells the sender: a permanent no, with a reason.
NO_WORDS = {
    "unknown_address": "550 5.1.1 Nothing is answered at this address. Open the conversation on the site instead.",
    "wrong_sender": "550 5.7.1 Please answer from the address that the letter was sent to, or on the site.",
    "forged": "550 5.7.1 This mail does not come from whom it says.",
}
LATER = "451 4.3.0 Not now. Please bring it again later."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and in which tongue."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8024, help="the port (8024)")
    parser.add_argument("--socket", type=Path, help="a socket file to listen on instead of a port")
    parser.add_argument("--smtp", action="store_true", help="speak SMTP instead of LMTP")


def run(arguments: argparse.Namespace) -> int:
    """Listen until told to stop; 2 where no mail can come in, for want of ENTRAIDE_MAIL_IN."""
    from django.conf import settings

    from entraide.console.setup import prepare

    prepare()
    if not settings.MAIL_IN_HOST:
        print("Set ENTRAIDE_MAIL_IN to the host name at which mail comes in (docs/howto/mail-in.md).")
        return 2
    asyncio.run(_listen(arguments))
    return 0


async def _listen(arguments: argparse.Namespace) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    make = receiver(is_smtp=arguments.smtp)
    if arguments.socket:
        with suppress(FileNotFoundError):
            arguments.socket.unlink()
        server = await loop.create_unix_server(make, path=str(arguments.socket))
        # The mail server in front runs as somebody else.
        arguments.socket.chmod(0o666)
        where = str(arguments.socket)
    else:
        server = await loop.create_server(make, host=arguments.host, port=arguments.port)
        where = f"{arguments.host}:{arguments.port}"
    print(f"Entraide takes in mail on {where}", flush=True)
    async with server:
        await stop.wait()


def receiver(*, is_smtp: bool = False) -> "Callable[[], SMTP]":
    """Makes what answers one connection."""
    from aiosmtpd.lmtp import LMTP
    from aiosmtpd.smtp import SMTP
    from django.conf import settings

    speaks = SMTP if is_smtp else LMTP
    return lambda: speaks(
        Doorkeeper(),
        hostname=settings.MAIL_IN_HOST,
        ident="Entraide",
        data_size_limit=MOST_BYTES,
        enable_SMTPUTF8=True,
        timeout=_PATIENCE_S,
    )


class Doorkeeper:
    """Says at the door who is not let in, and takes in the others' mails, one at a time on each connection."""

    async def handle_RCPT(
        self, _server: "SMTP", _session: "Session", envelope: "Envelope", address: str, _options: list[str]
    ) -> str:
        """Whether this address is one of ours. One receiver a mail: so each has an answer of their own."""
        if envelope.rcpt_tos:
            return "452 4.5.3 One receiver at a time, please."
        said = await asyncio.to_thread(_in_order, _look_at, address)
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, _server: "SMTP", _session: "Session", envelope: "Envelope") -> str:
        """Take the mail in: yes only once the message is written."""
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content or "").encode(errors="surrogateescape")
        # A mail without a sender is a bounce: a program wrote it.
        sender = str(envelope.mail_from or "")
        return await asyncio.to_thread(_in_order, _take, raw, envelope.rcpt_tos[0], sender)


def _in_order(work: Callable[..., str], *words: Any) -> str:
    """Do it with a connection to the database that stands, in this thread; whatever goes wrong is a "later" to the sender."""
    from django.db import close_old_connections, connection

    close_old_connections()
    try:
        return work(*words)
    except Exception:
        logger.exception("a mail could not be taken in; it will be brought again")
        return LATER
    finally:
        connection.close()


def _look_at(address: str) -> str:
    from django.utils import timezone

    from entraide.journeys.refusals import Refusal
    from entraide.journeys.reply_by_mail import read_reply_address

    try:
        read_reply_address(address=address, now=timezone.now())
    except Refusal as refusal:
        return NO_WORDS[refusal.code]
    return "250 2.1.5 OK"


def _take(content: bytes, address: str, sender: str) -> str:
    from django.conf import settings
    from django.utils import timezone

    from entraide.adapters.mail.received import read_mail
    from entraide.journeys.receive_mail import receive_mail
    from entraide.journeys.refusals import Refusal

    if sender in ("", "<>"):
        return "250 2.0.0 A bounce; nothing is done with it."
    try:
        receipt = receive_mail(
            mail=read_mail(content, trusted_server=settings.MAIL_IN_SERVER), address=address, now=timezone.now()
        )
    except Refusal as refusal:
        logger.info("a mail was refused: %s", refusal.code)
        return NO_WORDS.get(refusal.code, NO_WORDS["unknown_address"])
    return f"250 2.0.0 OK {receipt.outcome}"
