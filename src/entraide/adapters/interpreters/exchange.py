"""One question and one answer over HTTP, which cannot take longer, or bring more, than was agreed, whatever the other end does.

A limit on each read would not do: an answer may drip one byte a second for hours, and looking up a name takes its own time. So
the exchange runs in a thread of its own; when the time is over the connection is cut under it and nobody waits any more.
No redirect is followed, no proxy of the environment used, nothing is tried twice, nothing compressed is unpacked.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection

from entraide.adapters.interpreters.port import NoAnswer

MOST_BYTES = 64 * 1024


def post(
    url: str, *, body: bytes, headers: Mapping[str, str], limit_s: float, at_the_end: Callable[[], object]
) -> bytes:
    """Send `body` to `url` and give back the answer's body. Raises NoAnswer, after `limit_s` seconds at the latest.

    `at_the_end` is called, from another thread, when the connection is closed for good: perhaps a little after the limit.
    """
    exchange = _Exchange(url, body, headers, limit_s, at_the_end)
    try:
        exchange.start()
    except RuntimeError:  # the system has no thread left to give
        at_the_end()
        raise NoAnswer("busy", was_sent=False) from None
    if not exchange.is_over.wait(limit_s):
        raise NoAnswer("too_slow", was_sent=exchange.cut())
    if exchange.answer is None:
        raise NoAnswer(exchange.failure, was_sent=exchange.was_sent)
    return exchange.answer


@cache
def _trust() -> ssl.SSLContext:
    """Whom the system trusts; names are checked."""
    return ssl.create_default_context()


class _Exchange(threading.Thread):
    """The thread of one exchange. `answer` or `failure` tells how it went once `is_over` is set."""

    def __init__(
        self, url: str, body: bytes, headers: Mapping[str, str], limit_s: float, at_the_end: Callable[[], object]
    ) -> None:
        super().__init__(name="second-opinion", daemon=True)
        self.answer: bytes | None = None
        self.failure = "cut_off"
        self.was_sent = False
        self.is_over = threading.Event()
        self._body, self._headers, self._at_the_end = body, headers, at_the_end
        self._lock, self._is_cut = threading.Lock(), False
        self._socket: socket.socket | None = None
        parts = urlsplit(url)
        self._path = parts.path + (f"?{parts.query}" if parts.query else "")
        host, port = parts.hostname or "", parts.port
        # Longer than the whole: the limit of each step must not come before the limit of all.
        patience_s = limit_s + 1.0
        self._connection: HTTPConnection = (
            HTTPSConnection(host, port, timeout=patience_s, ssl_context=_trust())
            if parts.scheme == "https"
            else HTTPConnection(host, port, timeout=patience_s)
        )

    def run(self) -> None:
        """Connect, ask, read; whatever goes wrong is noted, never raised."""
        try:
            self._talk()
        except NoAnswer as no_answer:
            self.failure = no_answer.reason
        except Exception:
            # Anything: what the other end sends is none of our doing, and a reader whose connection is cut under it says many things.
            self.failure = "cut_off" if self.was_sent else "unreachable"
        finally:
            with suppress(Exception):
                self._connection.close()
            self.is_over.set()
            self._at_the_end()

    def cut(self) -> bool:
        """End it now; whether the question may have been sent."""
        with self._lock:
            self._is_cut = True
            if self._socket is not None:
                # Under TLS too it is the bare connection that must go down: the reader wakes up and ends.
                with suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
            return self.was_sent

    def _talk(self) -> None:
        self._connection.connect()
        with self._lock:
            if self._is_cut:
                return
            # Kept apart: the connection forgets its socket once an answer says that it will close.
            self._socket = self._connection.sock
            self.was_sent = True
        self._connection.request("POST", self._path, body=self._body, headers=self._headers, preload_content=False)
        response = self._connection.getresponse()
        if response.status != 200:
            raise NoAnswer(f"status_{response.status}", was_sent=True)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise NoAnswer("encoded", was_sent=True)
        answer = b""
        # Until there is no more: only there does a body that is shorter than it said raise.
        while more := response.read(MOST_BYTES, decode_content=False):
            answer += more
            if len(answer) > MOST_BYTES:
                raise NoAnswer("too_long", was_sent=True)
        self.answer = answer
