"""The address that a letter is answered to: signed, for one person and one conversation, for a year at most.

It reads r+<conversation>.<person>.<month>.<seal>@host. The seal is a keyed digest (HMAC-SHA-256) under a key that changes every
month, so that nobody makes such an address up. It is one of two proofs: the other is that the mail comes from the person's own
address. Small letters and figures only: some mail servers change the others.
"""

import hmac
from base64 import b32encode
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from entraide.journeys.refusals import Refusal
from entraide.records.conversations.models import Thread
from entraide.records.conversations.queries import thread_with_code
from entraide.records.people.models import Person
from entraide.records.people.queries import with_page_code

# For so many months a letter may be answered.
LASTS_MONTHS = 12
_BEGINS = "r+"


def reply_address(*, person: Person, thread: Thread, now: datetime) -> str:
    """The address at which the person answers in the thread; "" where no mail comes in, or they have no address of their own."""
    if not settings.MAIL_IN_HOST or not person.has_address:
        return ""
    month = _month(now)
    seal = _seal(thread.code, person.code, month)
    return f"{_BEGINS}{thread.code}.{person.code}.{month}.{seal}@{settings.MAIL_IN_HOST}"


def read_reply_address(*, address: str, now: datetime) -> tuple[Person, Thread]:
    """Who answers where by this address. Raises Refusal: unknown_address (not ours, made up, too old, or its person or thread is gone)."""
    local, _, host = address.strip().lower().rpartition("@")
    parts = local.removeprefix(_BEGINS).split(".")
    if not settings.MAIL_IN_HOST or host != settings.MAIL_IN_HOST or not local.startswith(_BEGINS) or len(parts) != 4:
        raise Refusal("unknown_address")
    thread_code, person_code, month, seal = parts
    if not (month.isascii() and month.isdigit() and len(month) <= 5):
        raise Refusal("unknown_address")
    age = _month(now) - int(month)
    if not 0 <= age <= LASTS_MONTHS or not hmac.compare_digest(
        seal.encode(), _seal(thread_code, person_code, int(month)).encode()
    ):
        raise Refusal("unknown_address")
    person, thread = with_page_code(person_code), thread_with_code(thread_code)
    if person is None or thread is None:
        raise Refusal("unknown_address")
    return person, thread


def _month(now: datetime) -> int:
    """The month, counted from the year 2000."""
    return (now.year - 2000) * 12 + now.month


def _seal(thread_code: str, person_code: str, month: int) -> str:
    """80 bits of the digest, in 16 letters and figures."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"entraide.reply\0{month}".encode(), sha256).digest()
    digest = hmac.new(key, f"{thread_code}\0{person_code}".encode(), sha256).digest()
    return b32encode(digest[:10]).decode().lower()
