"""What wakes the streams: PostgreSQL's NOTIFY, or a look at whether SQLite's file has changed. Plain SQL on one table; no ORM.

Each is made for one database, tells the watchers of what stirs until it is cancelled, and goes on when the database comes back.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from entraide.live.watchers import Watchers

if TYPE_CHECKING:
    import psycopg

logger = logging.getLogger("entraide.live")

CHANNEL = "entraide_live"
# Between two looks at a file that others write; one costs some microseconds.
LOOKS_EVERY_S = 0.2
AWAY_S = 1.0
_MOST_AT_ONCE = 500


class Waker(Protocol):
    """Knows the latest number of each topic, and tells when it changes."""

    async def numbers(self, topics: Collection[str]) -> Mapping[str, int]:
        """The latest numbers of those of the topics that ever stirred. Raises what the database raises."""

    async def wake(self, watchers: Watchers) -> None:
        """Tell the watchers of every stir, until cancelled."""


class FileWaker:
    """For the embedded database: its file counts what others commit (PRAGMA data_version)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None

    async def numbers(self, topics: Collection[str]) -> Mapping[str, int]:
        """See Waker. The queries take microseconds and never wait for a writer."""
        found: dict[str, int] = {}
        asked = list(topics)
        for start in range(0, len(asked), _MOST_AT_ONCE):
            some = asked[start : start + _MOST_AT_ONCE]
            places = ",".join("?" * len(some))
            # The names of topics come as parameters; what is put together here are question marks.
            rows = self._database().execute(f"SELECT topic, number FROM stirs_stir WHERE topic IN ({places})", some)  # noqa: S608
            found.update(rows.fetchall())
        return found

    async def wake(self, watchers: Watchers) -> None:
        """See Waker."""
        seen: int | None = None
        while True:
            await asyncio.sleep(LOOKS_EVERY_S)
            if not watchers.count:
                continue
            try:
                version = self._database().execute("PRAGMA data_version").fetchone()[0]
                if version != seen:
                    watchers.tell(await self.numbers(watchers.topics()))
                    seen = version
            except sqlite3.Error as away:
                logger.warning("the database is away: %s", type(away).__name__)
                self._close()
                seen = None
                await asyncio.sleep(AWAY_S)

    def _database(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=1)
        return self._open

    def _close(self) -> None:
        if self._open is not None:
            self._open.close()
        self._open = None


class ServerWaker:
    """For PostgreSQL: one connection that listens, one that asks."""

    def __init__(self, **connection: Any) -> None:
        self._connection = connection
        self._asking: psycopg.AsyncConnection[Any] | None = None
        self._turn = asyncio.Lock()

    async def numbers(self, topics: Collection[str]) -> Mapping[str, int]:
        """See Waker."""
        async with self._turn:
            if self._asking is None or self._asking.closed:
                self._asking = await self._connect()
            found = await self._asking.execute(
                "SELECT topic, number FROM stirs_stir WHERE topic = ANY(%s)", [list(topics)]
            )
            return dict(await found.fetchall())

    async def wake(self, watchers: Watchers) -> None:
        """See Waker. What was said while it did not listen is asked for as soon as it listens again."""
        import psycopg

        while True:
            try:
                async with await self._connect() as listening:
                    await listening.execute(f"LISTEN {CHANNEL}")
                    watchers.tell(await self.numbers(watchers.topics()))
                    async for said in listening.notifies():
                        topic, _, number = said.payload.partition(" ")
                        watchers.tell({topic: int(number)})
            except (psycopg.Error, OSError) as away:
                logger.warning("the database is away: %s", type(away).__name__)
            await asyncio.sleep(AWAY_S)

    async def _connect(self) -> "psycopg.AsyncConnection[Any]":
        import psycopg

        return await psycopg.AsyncConnection.connect(autocommit=True, **self._connection)


def waker_for(database: Mapping[str, Any]) -> Waker:
    """The waker for a database as Django's settings name it."""
    if database["ENGINE"].endswith("sqlite3"):
        return FileWaker(Path(database["NAME"]))
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    options = {name: value for name, value in database.get("OPTIONS", {}).items() if name != "pool"}
    return ServerWaker(**{name: database[key] for name, key in named.items() if database.get(key)}, **options)
