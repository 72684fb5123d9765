"""Who watches what just now, in the memory of this process: nothing is written down, and a restart forgets it."""

import asyncio
from collections import deque
from collections.abc import Collection, Mapping

# Six tabs of one person; an older one gives way, and asks by itself from time to time instead.
MOST_OF_ONE = 6


class Stream:
    """One open stream: its topic, who watches (a mark), and the number of the stir that it knows of; `woken` once there is another."""

    __slots__ = ("is_pushed_out", "number", "topic", "watcher", "woken")

    def __init__(self, *, topic: str, watcher: str, number: int) -> None:
        self.topic = topic
        self.watcher = watcher
        self.number = number
        self.is_pushed_out = False
        self.woken = asyncio.Event()

    def hear(self, number: int) -> None:
        """The topic's latest stir has this number."""
        if number != self.number:
            self.number = number
            self.woken.set()


class Watchers:
    """All streams of this process."""

    def __init__(self) -> None:
        self._by_topic: dict[str, set[Stream]] = {}
        self._by_watcher: dict[str, deque[Stream]] = {}
        self.count = 0

    def topics(self) -> Collection[str]:
        """What is watched."""
        return tuple(self._by_topic)

    def enter(self, stream: Stream) -> None:
        """One more. The oldest of the same person is pushed out where they have too many."""
        theirs = self._by_watcher.setdefault(stream.watcher, deque())
        if len(theirs) >= MOST_OF_ONE:
            oldest = theirs[0]
            oldest.is_pushed_out = True
            oldest.woken.set()
            self.leave(oldest)
            theirs = self._by_watcher.setdefault(stream.watcher, deque())
        theirs.append(stream)
        self._by_topic.setdefault(stream.topic, set()).add(stream)
        self.count += 1

    def leave(self, stream: Stream) -> None:
        """It is closed. Twice is once."""
        of_topic = self._by_topic.get(stream.topic, set())
        if stream not in of_topic:
            return
        of_topic.discard(stream)
        theirs = self._by_watcher[stream.watcher]
        theirs.remove(stream)
        self.count -= 1
        if not of_topic:
            del self._by_topic[stream.topic]
        if not theirs:
            del self._by_watcher[stream.watcher]

    def tell(self, numbers: Mapping[str, int]) -> None:
        """Wake those whose topic has another number than they know. Topics that nobody watches are passed over."""
        for topic, number in numbers.items():
            for stream in self._by_topic.get(topic, ()):
                stream.hear(number)
