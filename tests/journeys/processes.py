"""Other processes for tests: forked from this one, on the same database, with the same standing clock; some die on purpose."""

import os
import signal
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest
from django.db import connection, connections


def start(work: Callable[[], object]) -> int:
    """Start a process that does `work`; its identifier. Connections to the database are not shared with it."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    process = os.fork()
    if process:
        return process
    try:
        work()
        connections.close_all()
    except BaseException:
        traceback.print_exc(file=sys.stderr)
        os._exit(1)
    os._exit(0)


def end_of(process: int) -> int:
    """Wait for its end: 0 if all went well, -9 if it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def work_once() -> None:
    """What `entraide work --once` does."""
    from entraide.console.work import work

    work(stop=threading.Event(), is_once=True)


def die() -> None:
    """The end of this process, as hard as it gets: no clean-up, no goodbye."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying_at(monkeypatch: pytest.MonkeyPatch, target: str, *, call: int, after: bool = False) -> None:
    """Make the process that calls `target` for the `call`-th time die there: before doing it, or `after`."""
    where, name = target.rsplit(".", 1)
    owner = resolve_name(where)
    real = getattr(owner, name)
    calls = []

    def deadly(*words: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == call and not after:
            die()
        result = real(*words, **more)
        if len(calls) == call:
            die()
        return result

    monkeypatch.setattr(owner, name, deadly)


class Post:
    """A mail server that remembers every letter handed to it, whichever process hands it over."""

    def __init__(self, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from entraide.journeys import deliver_letters, deliver_outside

        self.book = book
        self.book.touch()
        for journey in (deliver_letters, deliver_outside):
            monkeypatch.setattr(journey, "send_letter", self.take)

    def take(self, letter: Any, **_: str) -> None:
        """Take a letter: one line in the book, written in one piece."""
        with self.book.open("a") as file:
            file.write(f"{letter.identity} {letter.first_name}\n")

    def taken(self) -> Counter[str]:
        """How often each letter (by its Message-ID) was handed over."""
        return Counter(line.split()[0] for line in self.book.read_text().splitlines())
