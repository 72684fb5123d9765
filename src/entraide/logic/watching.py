"""Watching: a pass that lets one person be told, for some minutes, that a topic has something new. It holds no content and no name.

The pass is made where access is decided (a page) and read where nothing is known of people (the live process): both only need
the same secret.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

# Whoever loses access learns for no longer that something is new; what it is they cannot fetch any more at once.
LASTS = timedelta(minutes=20)
_SIGNATURE_BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Pass:
    """What a pass says: the topic, a mark that is the same for all passes of one person and tells nobody who it is, and until when."""

    topic: str
    watcher: str
    until: datetime


def key_of(*, secret: str) -> bytes:
    """The key of passes, made from the server's secret, so that no pass is good for anything else that is signed with it."""
    return hmac.digest(secret.encode(), b"entraide.watching", sha256)


def write_pass(*, topic: str, person: str, now: datetime, key: bytes) -> str:
    """A pass for the topic (without spaces) from the aware moment `now` on; `person` is any identifier of them. Fits into an address."""
    watcher = urlsafe_b64encode(hmac.digest(key, person.encode(), sha256)[:9]).decode()
    said = f"{topic} {watcher} {int((now + LASTS).timestamp())}".encode()
    return _letters(_signed(said, key) + said)


def read_pass(*, words: str, now: datetime, key: bytes) -> Pass | None:
    """What the pass says; None if it is none of ours, or over at the aware moment `now`."""
    try:
        whole = urlsafe_b64decode(words.encode("ascii") + b"=" * (-len(words) % 4))
        signature, said = whole[:_SIGNATURE_BYTES], whole[_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, _signed(said, key)):
            return None
        topic, watcher, until = said.decode().split(" ")
        ends_at = datetime.fromtimestamp(int(until), UTC)
    except ValueError:
        return None
    return Pass(topic=topic, watcher=watcher, until=ends_at) if ends_at > now else None


def _signed(said: bytes, key: bytes) -> bytes:
    return hmac.digest(key, said, sha256)[:_SIGNATURE_BYTES]


def _letters(given: bytes) -> str:
    return urlsafe_b64encode(given).decode().rstrip("=")
