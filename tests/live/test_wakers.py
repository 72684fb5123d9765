"""What wakes the streams, on a real database that others write to: once it is committed, and not before."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.cast import NOW

from entraide.live.wakers import CHANNEL, Waker, waker_for
from entraide.live.watchers import Stream, Watchers
from entraide.records.stirs import changes
from entraide.records.stirs.changes import forget_stirs, microseconds, stir
from entraide.records.stirs.models import Stir
from entraide.records.stirs.queries import stirs_of, topic_of_thread


@pytest.mark.django_db
class TestStirs:
    def test_each_has_a_greater_number_whatever_the_clock_says(self):
        numbers = [stir(topic="t:a", at=NOW + timedelta(seconds=s)) for s in (0, 0, -3600, 5)]
        assert numbers == sorted(set(numbers))
        assert numbers[0] == microseconds(NOW)
        assert stirs_of("t:a") == numbers[-1]
        assert stirs_of("t:b") == 0
        assert topic_of_thread("abc") == "t:abc"

    def test_those_of_long_ago_are_forgotten(self):
        stir(topic="t:a", at=NOW - timedelta(days=40))
        stir(topic="t:b", at=NOW)
        assert forget_stirs(before=NOW - timedelta(days=30)) == 1
        assert list(Stir.objects.values_list("topic", flat=True)) == ["t:b"]

    def test_both_sides_name_the_channel_alike(self):
        assert changes.CHANNEL == CHANNEL


def watching(story: Callable[[Waker, Watchers, Stream], Awaitable[None]]) -> None:
    """Let a story happen while a waker is at work on this test's database."""

    async def whole() -> None:
        waker, watchers = waker_for(connection.settings_dict), Watchers()
        stream = Stream(topic="t:a", watcher="els", number=0)
        watchers.enter(stream)
        waking = asyncio.ensure_future(waker.wake(watchers))
        try:
            await asyncio.sleep(0.7)
            await story(waker, watchers, stream)
        finally:
            waking.cancel()

    asyncio.run(whole())


def stirs(topic: str = "t:a") -> int:
    with transaction.atomic():
        return stir(topic=topic, at=NOW)


async def elsewhere(job: Callable[[], object]) -> None:
    """Done in a thread of its own, with a connection of its own, as another process would."""

    def work() -> None:
        try:
            job()
        finally:
            connection.close()

    await asyncio.to_thread(work)


async def is_woken(stream: Stream, *, within_s: float = 3.0) -> bool:
    try:
        await asyncio.wait_for(stream.woken.wait(), within_s)
    except TimeoutError:
        return False
    return True


@pytest.mark.django_db(transaction=True)
class TestWaking:
    def test_what_others_commit_wakes_whoever_watches_it(self):
        async def story(waker: Waker, watchers: Watchers, stream: Stream) -> None:
            await elsewhere(stirs)
            assert await is_woken(stream)
            assert (await waker.numbers(["t:a", "t:b"])) == {"t:a": stream.number}

        watching(story)

    def test_what_is_taken_back_wakes_nobody(self):
        class Fell(Exception):
            pass

        def falls() -> None:
            with suppress(Fell), transaction.atomic():
                stir(topic="t:a", at=NOW)
                raise Fell

        async def story(waker: Waker, watchers: Watchers, stream: Stream) -> None:
            await elsewhere(falls)
            assert not await is_woken(stream, within_s=0.7)

        watching(story)

    def test_what_stirs_elsewhere_wakes_nobody_here(self):
        async def story(waker: Waker, watchers: Watchers, stream: Stream) -> None:
            await elsewhere(lambda: stirs("t:b"))
            assert not await is_woken(stream, within_s=0.7)

        watching(story)

    def test_many_topics_are_asked_for_at_once(self):
        async def story(waker: Waker, watchers: Watchers, stream: Stream) -> None:
            await elsewhere(lambda: [stirs(f"t:{n}") for n in range(5)])
            assert len(await waker.numbers([f"t:{n}" for n in range(1200)])) == 5

        watching(story)
