"""Send a sign-in code to an address: six figures by mail, good once, for a quarter of an hour, in this browser only.

The answer is the same whether or not the address belongs to a member, so that nobody learns who is one. The code itself is
never kept: only a digest keyed with the server's secret.
"""

import hmac
import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from entraide.adapters.mail.code_letter import CodeLetter
from entraide.adapters.mail.post import send_letter
from entraide.journeys.refusals import Refusal
from entraide.records.people import changes, queries

LASTS = timedelta(minutes=15)
MOST_PER_ADDRESS = 5
MOST_PER_SENDER = 30
WINDOW = timedelta(hours=1)


def send_code(*, email: str, first_name: str, language: str, browser: str, sent_from: str, now: datetime) -> None:
    """Send a code to `email`; `browser` is a random mark of the visitor's session, `sent_from` a keyed mark of the network address.

    Raises Refusal: too_many_codes (five an hour to one address, thirty from one network address).
    """
    email = email.strip().lower()
    code = f"{secrets.randbelow(1_000_000):06d}"
    with transaction.atomic():
        if queries.codes_since(email=email, since=now - WINDOW) >= MOST_PER_ADDRESS:
            raise Refusal("too_many_codes")
        if sent_from and queries.codes_since(sent_from=sent_from, since=now - WINDOW) >= MOST_PER_SENDER:
            raise Refusal("too_many_codes")
        kept = changes.add_code(
            email=email,
            first_name=first_name.strip()[:40],
            language=language,
            digest=digest(email=email, code=code, browser=browser),
            browser=browser,
            sent_from=sent_from,
            at=now,
        )
    # Sent now, not by the worker: somebody is waiting for it.
    send_letter(
        CodeLetter(
            identity=str(kept.pk),
            to=email,
            language=language,
            # No name: anybody may type any name beside any address, and the letter would carry it there.
            first_name="",
            code=code,
            minutes=int(LASTS.total_seconds() // 60),
        )
    )


def digest(*, email: str, code: str, browser: str) -> str:
    """The keyed digest (HMAC-SHA-256, RFC 2104) under which a code is kept: bound to the address and the browser."""
    message = f"sign-in\0{email}\0{code}\0{browser}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, sha256).hexdigest()


def mark_of(network_address: str) -> str:
    """A keyed mark of a network address: enough to count with, useless to anybody else."""
    return hmac.new(settings.SECRET_KEY.encode(), f"sender\0{network_address}".encode(), sha256).hexdigest()[:32]
