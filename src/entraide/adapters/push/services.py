"""Handing a push to its service, and what the service says to it. Only services that are known are ever called.

An endpoint comes from a browser, which is to say from anybody: a server that called whatever it is given could be sent to its own
neighbours. Nothing of what is sent, or where to, is written down.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

from entraide.adapters.push.identity import authorization

# Of Chrome and what is built on it, Firefox, Safari, Edge. A name that begins with a dot stands for all that end so.
SERVICES = ("fcm.googleapis.com", "updates.push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")
LONGEST_ENDPOINT = 600
LONGEST_WAIT_S = 24 * 3600
_HERE = ("localhost", "127.0.0.1")

Said = Literal["taken", "gone", "wait", "refused"]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a service said: taken; gone (that browser wants no more); wait (so many seconds, 0 if it did not say); refused."""

    said: Said
    wait_s: int = 0


def is_known(endpoint: str) -> bool:
    """Whether this is an address at a push service that we call: over TLS; a listed one on this machine may do without."""
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return False
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    named = f"{host}:{port}" if port else host
    if parts.username or parts.password or not parts.path.strip("/"):
        return False
    if parts.scheme == "https":
        return _is_named(named, (*SERVICES, *settings.PUSH_HOSTS))
    return parts.scheme == "http" and host in _HERE and named in settings.PUSH_HOSTS


def _is_named(host: str, services: tuple[str, ...]) -> bool:
    return any(host == one or (one.startswith(".") and host.endswith(one)) for one in services)


def send(
    *, endpoint: str, body: bytes, ttl_s: int, urgency: Literal["low", "normal", "high"], topic: str, now: datetime
) -> Outcome:
    """Hand a sealed push over. It is kept for `ttl_s` seconds, and replaces one of the same `topic` (32 signs) that still waits there."""
    if not is_known(endpoint):
        return Outcome(said="gone")
    headers = {
        "Authorization": authorization(endpoint=endpoint, now=now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(ttl_s),
        "Urgency": urgency,
        "Topic": topic,
        "User-Agent": "Entraide",
    }
    try:
        answer = _pool().request(
            "POST", endpoint, body=body, headers=headers, retries=False, redirect=False, preload_content=False
        )
        status, wait = answer.status, answer.headers.get("Retry-After", "")
        # Its words are not read; whoever sends none is spoken to on the same connection again.
        answer.drain_conn() if int(answer.headers.get("Content-Length", "1") or 1) <= 4096 else answer.close()
        answer.release_conn()
    except (HTTPError, OSError, ValueError):
        return Outcome(said="wait")
    return _outcome(status, wait, now=now)


def _outcome(status: int, wait: str, *, now: datetime) -> Outcome:
    if 200 <= status < 300:
        return Outcome(said="taken")
    if status in (404, 410):
        return Outcome(said="gone")
    if status == 429 or status >= 500:
        return Outcome(said="wait", wait_s=_seconds(wait, now=now))
    # It understood, and will not: a key that it does not know, something too large. The same again would fare no better.
    return Outcome(said="refused")


def _seconds(said: str, *, now: datetime) -> int:
    """A Retry-After, in seconds or as a date; 0 if it says nothing."""
    if said.isascii() and said.isdigit():
        return min(int(said[:9]), LONGEST_WAIT_S)
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return 0
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0, min(int((at - now).total_seconds()), LONGEST_WAIT_S))


@cache
def _pool() -> PoolManager:
    return PoolManager(num_pools=8, maxsize=8, timeout=Timeout(connect=4, read=6))
