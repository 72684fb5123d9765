"""Plain SQL for the few queries that run for every post and every person: the same on SQLite and PostgreSQL.

Everything else asks through Django's models, which cost a good part of a millisecond a query in Python alone.
"""

import json
import math
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID
from weakref import WeakSet

from django.db import connection


@cache
def is_postgresql() -> bool:
    """Whether the database is PostgreSQL, or else SQLite. Kept, for each question to Django's `connection` takes a microsecond."""
    return connection.vendor == "postgresql"


def fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement; `%s` stands for each of the values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def fetch_all(*asked: tuple[str, Sequence[Any]]) -> list[list[tuple[Any, ...]]]:
    """The rows of several statements that do not wait for each other: PostgreSQL gets them all at once, and answers once."""
    if not is_postgresql():
        return [fetch(sql, values) for sql, values in asked]
    connection.ensure_connection()
    with ExitStack() as open_until_read:
        cursors = [open_until_read.enter_context(connection.cursor()) for _ in asked]
        with connection.connection.pipeline():
            for cursor, (sql, values) in zip(cursors, asked, strict=True):
                cursor.execute(sql, values)
        return [list(cursor.fetchall()) for cursor in cursors]


@dataclass(frozen=True, slots=True)
class NewRows:
    """Rows that are to be written: the table, the names of the columns, and for each row a value for each name."""

    table: str
    names: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


def fetch_at_once(*asked: tuple[str, Sequence[Any]]) -> list[list[tuple[Any, ...]]]:
    """The rows of several statements, as one statement on PostgreSQL: what is read for every transfer, and locked.

    No column of a statement may have the name of another of it. On PostgreSQL rows come as JSON tells them: identifiers as text.
    """
    if not is_postgresql():
        driver = _driver()
        with connection.wrap_database_errors:
            return [driver.execute(_marked_for_sqlite(sql), values).fetchall() for sql, values in asked]
    each = ", ".join(f"(SELECT json_agg(q) FROM ({sql}) q)" for sql, _ in asked)  # noqa: S608 - of statements
    with _prepared(f"SELECT {each}", [value for _, values in asked for value in values]) as cursor:
        found = cursor.fetchone()
    return [[tuple(row.values()) for row in rows or ()] for rows in found]


def write_at_once(new: Sequence[NewRows], *, change: str, values: Sequence[Sequence[Any]]) -> int:
    """Write these rows, then change others: `change` with each of the `values`. How many rows it changed.

    For what is written with every transfer. On PostgreSQL it is one statement, and what is written of a table is one JSON text, however
    many rows; so `change` reads its values from one such text too, and there is one of `values`.
    """
    if is_postgresql():
        texts = [rows_as_json(one.names, one.rows) for one in new]
        with _prepared(_writing(tuple((one.table, one.names) for one in new), change), [*texts, *values[0]]) as cursor:
            return int(cursor.rowcount)
    driver = _driver()
    with connection.wrap_database_errors:
        for one in new:
            driver.executemany(_insert(one.table, one.names), _rows_for_sqlite(one.rows))
        return int(driver.executemany(_marked_for_sqlite(change), _rows_for_sqlite(values)).rowcount)


def _rows_for_sqlite(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [[_as_sqlite_keeps(value) for value in row] for row in rows]


def _driver() -> Any:
    """The driver's own connection, for SQLite: Django's cursors take several times as long as the statements that run for a transfer."""
    connection.ensure_connection()
    return connection.connection


@lru_cache(maxsize=512)
def _marked_for_sqlite(sql: str) -> str:
    """The statement with its placeholders as SQLite's driver has them."""
    return sql.replace("%s", "?")


@lru_cache(maxsize=64)
def _insert(table: str, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our own names


@lru_cache(maxsize=64)
def _writing(tables: tuple[tuple[str, tuple[str, ...]], ...], change: str) -> str:
    """The statement that writes rows of these tables, given as JSON, and makes the change; on PostgreSQL."""
    each = ", ".join(f"new_{n} AS ({_rows_from_json(*one)})" for n, one in enumerate(tables))
    return f"WITH {each} {change}" if each else change


def _rows_from_json(table: str, names: Sequence[str]) -> str:
    columns = ", ".join(names)
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json)"  # noqa: S608


def rows_as_json(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The rows as one JSON text, for a statement on PostgreSQL that reads them from it."""
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows], default=str, ensure_ascii=False)


def plan_once() -> None:
    """Let this connection to PostgreSQL keep what is prepared on it (`_prepared`), and plan it once. Outside a transaction.

    Django has its driver prepare nothing, whatever a statement says. And PostgreSQL by itself takes lists of identifiers for longer
    than they are, and so plans anew every time: both take several times as long as to run.
    """
    connection.ensure_connection()
    driver = connection.connection
    if driver not in _PLANNING_ONCE:
        with connection.wrap_database_errors:
            driver.execute("SET plan_cache_mode = force_generic_plan")
        # High enough that it prepares nothing of its own accord.
        driver.prepare_threshold = sys.maxsize
        _PLANNING_ONCE.add(driver)


_PLANNING_ONCE: WeakSet[Any] = WeakSet()


@contextmanager
def _prepared(sql: str, values: Sequence[Any]) -> Iterator[Any]:
    """A statement on PostgreSQL that is planned once for a connection, and not for every transfer; its cursor, run."""
    import psycopg

    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(sql, values, prepare=True)
        yield cursor


# So many identifiers stand in a statement on SQLite each with a placeholder. More are one JSON text: a statement that is new to SQLite
# takes long to be read, and lists have many lengths.
_FEW = 4


def among(column: str, identities: Collection[UUID]) -> tuple[str, list[Any]]:
    """The condition that a column is one of these identifiers, and its values: a single one, unless they are few on SQLite."""
    if is_postgresql():
        return f"{column} = ANY(%s::uuid[])", [_as_array(identities)]
    values = [one.hex for one in identities]
    if len(values) > _FEW:
        return f"{column} IN (SELECT value FROM json_each(%s))", [json.dumps(values)]  # noqa: S608 - our own names
    return f"{column} IN ({marks(len(values))})", values


def pairs(identities: Iterable[tuple[UUID, UUID]]) -> tuple[str, list[Any]]:
    """The query whose rows are these pairs of identifiers, for WITH, and its values; as `among` has them."""
    each = list(identities)
    if is_postgresql():
        return "SELECT * FROM unnest(%s::uuid[], %s::uuid[])", [
            _as_array(pair[side] for pair in each) for side in (0, 1)
        ]
    values = [(one.hex, other.hex) for one, other in each]
    if 0 < len(values) <= _FEW:
        return f"VALUES {', '.join(['(%s, %s)'] * len(values))}", [one for pair in values for one in pair]
    return "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s)", [json.dumps(values)]


def at_most(count: int) -> str:
    """The LIMIT that lets PostgreSQL know how many rows a list has, roughly: in powers of four, so that there are few statements.

    It takes every list for long. For two accounts it would then read all of them.
    """
    return f" LIMIT {4 ** max(1, math.ceil(math.log(max(1, count), 4)))}"


def _as_array(identities: Iterable[UUID]) -> str:
    return "{" + ",".join(map(str, identities)) + "}"


def run(sql: str, values: Sequence[Any]) -> int:
    """Run a statement that writes; how many rows it wrote."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def padded(values: Sequence[Any], to: int) -> list[Any]:
    """The values, the last repeated until their number is a multiple of `to`. In a list of IN that says the same.

    So the statements of one sort have few lengths, and a database that remembers statements need not prepare each anew.
    """
    return [*values, *[values[-1]] * (-len(values) % to)] if values else []


def marks(count: int) -> str:
    """So many placeholders."""
    return ", ".join(["%s"] * count)


def kept(identities: Iterable[UUID]) -> list[Any]:
    """Identifiers as the database keeps them: PostgreSQL as they are, SQLite as 32 signs."""
    return list(identities) if is_postgresql() else [one.hex for one in identities]


def kept_value(value: Any) -> Any:
    """An identifier or an aware moment as the database keeps it; anything else as it is."""
    return value if is_postgresql() else _as_sqlite_keeps(value)


def _as_sqlite_keeps(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    return _moment_in_sqlite(value) if isinstance(value, datetime) else value


@lru_cache(maxsize=64)
def _moment_in_sqlite(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def text_of(key: Any) -> str:
    """The identifier that the database keeps so, as text with its dashes."""
    return str(key) if isinstance(key, UUID) else f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def identity(key: Any) -> UUID:
    """The identifier that the database keeps so."""
    return key if isinstance(key, UUID) else UUID(key)
