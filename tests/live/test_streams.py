"""Streams: who holds a pass is told that something is new, and nothing else; who goes is forgotten; nobody has too many."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from entraide.live import streams
from entraide.live.streams import Live
from entraide.live.watchers import MOST_OF_ONE, Watchers
from entraide.logic.watching import LASTS, key_of, write_pass

KEY = key_of(secret="a long random text of this server")


class Numbers:
    """A waker of which the test decides; `fails` for a database that is away."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}
        self.fails = False

    async def numbers(self, topics: Collection[str]) -> Mapping[str, int]:
        if self.fails:
            raise OSError
        return {topic: self.known[topic] for topic in topics if topic in self.known}

    async def wake(self, watchers: Watchers) -> None:
        await asyncio.Event().wait()


class Reader:
    """Whoever opens one stream: what it was sent so far, as text."""

    def __init__(self, live: Live, passed: str, *, since: str = "0", heard: str = "", method: str = "GET") -> None:
        self.status = 0
        self.text = ""
        self.ended = False
        self._gone = asyncio.Event()
        scope = {
            "type": "http",
            "method": method,
            "path": f"/live/{passed}",
            "query_string": f"since={since}".encode(),
            "headers": [(b"last-event-id", heard.encode())] if heard else [],
        }
        self.task = asyncio.ensure_future(live(scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            self.status = event["status"]
        else:
            self.text += event["body"].decode()
            self.ended = not event.get("more_body", False)

    def go(self) -> None:
        """Close it."""
        self._gone.set()

    @property
    def news(self) -> list[str]:
        """The numbers it was told."""
        return [line[4:] for line in self.text.splitlines() if line.startswith("id: ")]


def running(story: Callable[[Live, Numbers], Awaitable[None]]) -> None:
    """Let a story happen."""

    async def whole() -> None:
        waker = Numbers()
        live = Live(waker=waker, key=KEY)
        await asyncio.wait_for(story(live, waker), 10)
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    asyncio.run(whole())


async def a_moment() -> None:
    """Long enough for all that is ready to be done."""
    for _ in range(20):
        await asyncio.sleep(0)


def a_pass(topic: str = "t:a", person: str = "els", *, ago: timedelta = timedelta()) -> str:
    return write_pass(topic=topic, person=person, now=datetime.now(UTC) - ago, key=KEY)


def test_whoever_watches_is_told_each_time_and_only_of_their_own_topic():
    async def story(live: Live, waker: Numbers) -> None:
        els, bruno = Reader(live, a_pass("t:a")), Reader(live, a_pass("t:b", "bruno"))
        await a_moment()
        assert (els.status, els.news) == (200, [])
        live.watchers.tell({"t:a": 7})
        await a_moment()
        live.watchers.tell({"t:a": 9, "t:c": 1})
        await a_moment()
        assert (els.news, bruno.news) == (["7", "9"], [])
        assert els.text.startswith("retry: ")

    running(story)


def test_what_stirred_before_the_stream_was_open_is_told_at_once():
    async def story(live: Live, waker: Numbers) -> None:
        waker.known = {"t:a": 12}
        behind, abreast = Reader(live, a_pass(), since="11"), Reader(live, a_pass(), since="12")
        came_back = Reader(live, a_pass(), since="5", heard="12")
        await a_moment()
        assert [one.news for one in (behind, abreast, came_back)] == [["12"], [], []]

    running(story)


def test_a_database_that_is_away_breaks_no_stream():
    async def story(live: Live, waker: Numbers) -> None:
        waker.fails = True
        els = Reader(live, a_pass())
        await a_moment()
        live.watchers.tell({"t:a": 3})
        await a_moment()
        assert els.news == ["3"]

    running(story)


@pytest.mark.parametrize("passed", ["", "x", "%00", a_pass(ago=LASTS)], ids=["none", "no pass", "a nought", "over"])
def test_without_a_pass_that_holds_there_is_nothing(passed):
    async def story(live: Live, waker: Numbers) -> None:
        nobody = Reader(live, passed)
        await a_moment()
        assert (nobody.status, nobody.text, nobody.ended) == (403, "", True)

    running(story)


def test_only_asking_is_answered():
    async def story(live: Live, waker: Numbers) -> None:
        sent = Reader(live, a_pass(), method="POST")
        await a_moment()
        assert sent.status == 405

    running(story)


def test_when_its_pass_is_over_the_stream_says_so_and_ends():
    async def story(live: Live, waker: Numbers) -> None:
        els = Reader(live, a_pass(ago=LASTS - timedelta(seconds=1.2)))
        await asyncio.wait_for(els.task, 5)
        assert els.text.endswith("event: over\ndata: 1\n\n")
        assert els.ended
        assert live.watchers.count == 0

    running(story)


def test_whoever_goes_is_forgotten():
    async def story(live: Live, waker: Numbers) -> None:
        readers = [Reader(live, a_pass(f"t:{n}", f"person {n}")) for n in range(20)]
        await a_moment()
        assert live.watchers.count == 20
        for one in readers:
            one.go()
        await a_moment()
        assert live.watchers.count == 0
        assert live.watchers.topics() == ()

    running(story)


def test_of_one_person_too_many_streams_push_out_the_oldest_and_of_nobody_else():
    async def story(live: Live, waker: Numbers) -> None:
        other = Reader(live, a_pass("t:a", "bruno"))
        mine = [Reader(live, a_pass(f"t:{n}")) for n in range(MOST_OF_ONE + 2)]
        await a_moment()
        assert [one.ended for one in mine] == [True, True] + [False] * MOST_OF_ONE
        assert mine[0].text.endswith("event: full\ndata: 1\n\n")
        assert not other.ended
        assert live.watchers.count == MOST_OF_ONE + 1

    running(story)


def test_a_line_now_and_then_keeps_the_stream_alive(monkeypatch):
    async def story(live: Live, waker: Numbers) -> None:
        monkeypatch.setattr(streams, "BEATS_EVERY_S", 0.02)
        els = Reader(live, a_pass())
        await asyncio.sleep(0.2)
        assert els.text.count(":\n\n") > 2
        assert els.news == []

    running(story)


def test_when_the_house_is_full_the_next_is_turned_away(monkeypatch):
    async def story(live: Live, waker: Numbers) -> None:
        monkeypatch.setattr(streams, "MOST_STREAMS", 1)
        Reader(live, a_pass())
        await a_moment()
        late = Reader(live, a_pass(person="bruno"))
        await a_moment()
        assert late.status == 503

    running(story)
