"""/live/<pass>: a stream of Server-Sent Events for whoever holds a pass: that something is new, and the number of it. Never what.

A small ASGI application of its own, beside the pages, which are WSGI: an open stream there would hold a whole worker. It loads
neither models nor journeys. A page that hears of something new asks for it at its own address, where access is decided anew.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from datetime import UTC, datetime
from random import randint
from typing import Any
from urllib.parse import parse_qs

from entraide.live.wakers import Waker, waker_for
from entraide.live.watchers import Stream, Watchers
from entraide.logic.watching import Pass, key_of, read_pass

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

logger = logging.getLogger("entraide.live")

MOST_STREAMS = 10_000
# A line now and then, so that nobody between takes the stream for dead, and that we learn who has gone.
BEATS_EVERY_S = 25.0
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    # A pass is what lets in, no cookie is looked at: so any page may ask, also one of another port of this server.
    (b"access-control-allow-origin", b"*"),
]


class Live:
    """The application: its streams, what wakes them, and the key of passes."""

    def __init__(self, *, waker: Waker, key: bytes) -> None:
        self.watchers = Watchers()
        self._waker = waker
        self._key = key
        self._waking: asyncio.Task[None] | None = None

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            return
        if scope["method"] != "GET":
            await _say(send, 405)
            return
        passed = read_pass(words=scope["path"].rpartition("/live/")[2].rstrip("/"), now=_now(), key=self._key)
        if passed is None:
            await _say(send, 403)
        elif self.watchers.count >= MOST_STREAMS:
            await _say(send, 503)
        else:
            await self._stream(passed, _known(scope), receive, send)

    async def _stream(self, passed: Pass, known: int, receive: Receive, send: Send) -> None:
        if self._waking is None or self._waking.done():
            self._waking = asyncio.create_task(self._waker.wake(self.watchers))
        stream = Stream(topic=passed.topic, watcher=passed.watcher, number=known)
        self.watchers.enter(stream)
        gone = asyncio.ensure_future(_until_gone(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            # Not all at the same moment, when this process comes back.
            await _write(send, f"retry: {randint(1000, 4000)}\n\n")  # noqa: S311 - no secret
            await self._catch_up(stream)
            await self._tell(stream, passed.until, gone, send)
        finally:
            gone.cancel()
            self.watchers.leave(stream)

    async def _catch_up(self, stream: Stream) -> None:
        """What stirred between the page and its stream, or while the stream was broken off."""
        try:
            numbers = await self._waker.numbers([stream.topic])
        except Exception as away:
            # The waker says so too, and catches up by itself.
            logger.warning("what is new could not be looked up: %s", type(away).__name__)
        else:
            if stream.topic in numbers:
                stream.hear(numbers[stream.topic])

    async def _tell(self, stream: Stream, until: datetime, gone: "asyncio.Future[None]", send: Send) -> None:
        while not gone.done():
            left_s = (until - _now()).total_seconds()
            if stream.is_pushed_out or left_s <= 0:
                # The page stops here, and asks for a new pass at its own address.
                await _write(send, f"event: {'full' if stream.is_pushed_out else 'over'}\ndata: 1\n\n", is_last=True)
                return
            woken = asyncio.ensure_future(stream.woken.wait())
            either: set[asyncio.Future[Any]] = {gone, woken}
            await asyncio.wait(either, timeout=min(BEATS_EVERY_S, left_s), return_when=asyncio.FIRST_COMPLETED)
            woken.cancel()
            if gone.done():
                return
            if stream.woken.is_set():
                stream.woken.clear()
                if not stream.is_pushed_out:
                    await _write(send, f"id: {stream.number}\nevent: new\ndata: 1\n\n")
            else:
                await _write(send, ":\n\n")


def _known(scope: MutableMapping[str, Any]) -> int:
    """The number that the page knows of: what it heard last, or had when it was made. 0 if it says none."""
    said = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
    said = said or parse_qs(scope["query_string"].decode("latin-1")).get("since", ["0"])[0]
    return int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0


async def _until_gone(receive: Receive) -> None:
    """Returns when whoever listened has gone."""
    with suppress(Exception):
        while (await receive())["type"] != "http.disconnect":
            pass


async def _write(send: Send, words: str, *, is_last: bool = False) -> None:
    await send({"type": "http.response.body", "body": words.encode(), "more_body": not is_last})


async def _say(send: Send, status: int) -> None:
    """An answer without words. A browser does not ask again by itself after one; the page does, when it has a new pass."""
    headers = [(b"content-length", b"0"), (b"access-control-allow-origin", b"*"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _now() -> datetime:
    return datetime.now(UTC)


class _Application:
    """Made at the first request, within the loop that runs it."""

    def __init__(self) -> None:
        self._live: Live | None = None

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if self._live is None:
            # The settings only: no application is loaded, no model.
            from django.conf import settings

            key = key_of(secret=settings.SECRET_KEY)
            self._live = Live(waker=waker_for(settings.DATABASES["default"]), key=key)
        await self._live(scope, receive, send)


application = _Application()
