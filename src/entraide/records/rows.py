"""Plain SQL for the few queries that run for every post and every person: the same on SQLite and PostgreSQL.

Everything else asks through Django's models, which cost a good part of a millisecond a query in Python alone.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection


def fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement; `%s` stands for each of the values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def fetch_all(*asked: tuple[str, Sequence[Any]]) -> list[list[tuple[Any, ...]]]:
    """The rows of several statements that do not wait for each other: PostgreSQL gets them all at once, and answers once."""
    if connection.vendor != "postgresql":
        return [fetch(sql, values) for sql, values in asked]
    connection.ensure_connection()
    with ExitStack() as open_until_read:
        cursors = [open_until_read.enter_context(connection.cursor()) for _ in asked]
        with connection.connection.pipeline():
            for cursor, (sql, values) in zip(cursors, asked, strict=True):
                cursor.execute(sql, values)
        return [list(cursor.fetchall()) for cursor in cursors]


def fetch_at_once(*asked: tuple[str, Sequence[Any]]) -> list[list[tuple[Any, ...]]]:
    """The rows of several statements, as one statement on PostgreSQL: what is read for every transfer, and locked.

    No column of a statement may have the name of another of it. On PostgreSQL rows come as JSON tells them: identifiers as text.
    """
    if connection.vendor != "postgresql":
        return [fetch(sql, values) for sql, values in asked]
    each = ", ".join(f"(SELECT json_agg(q) FROM ({sql}) q)" for sql, _ in asked)  # noqa: S608 - of statements
    with _prepared(f"SELECT {each}", [value for _, values in asked for value in values]) as cursor:
        found = cursor.fetchone()
    return [[tuple(row.values()) for row in rows or ()] for rows in found]


@contextmanager
def _prepared(sql: str, values: Sequence[Any]) -> Iterator[Any]:
    """A statement on PostgreSQL that is planned once for a connection, and not for every transfer; its cursor, run."""
    import psycopg

    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(sql, values, prepare=True)
        yield cursor


def write_rows(table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write these rows, each with a value for each of the names, in one statement. On PostgreSQL their values are one JSON text."""
    if connection.vendor == "postgresql":
        run_prepared(rows_as_statement(table, names), [rows_as_json(names, rows)])
        return
    each = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks(len(names))})"  # noqa: S608 - our own names
    with connection.cursor() as cursor:
        cursor.executemany(each, [[kept_value(value) for value in row] for row in rows])


def run_prepared(sql: str, values: Sequence[Any]) -> int:
    """Run a statement that writes, planned once for a connection, on PostgreSQL; how many rows it wrote."""
    with _prepared(sql, values) as cursor:
        return int(cursor.rowcount)


def rows_as_statement(table: str, names: Sequence[str]) -> str:
    """The statement that writes rows given as JSON (rows_as_json) on PostgreSQL."""
    columns = ", ".join(names)
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json)"  # noqa: S608


def rows_as_json(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The rows as the JSON that `rows_as_statement` reads."""
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows], default=str, ensure_ascii=False)


def among(column: str, identities: Iterable[UUID]) -> tuple[str, list[Any]]:
    """The condition that a column is one of these identifiers, and its values: a single one on PostgreSQL, however many they are."""
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s::uuid[])", ["{" + ",".join(str(one) for one in identities) + "}"]
    values = kept(identities)
    return f"{column} IN ({marks(len(values))})", values


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
    return list(identities) if connection.features.has_native_uuid_field else [one.hex for one in identities]


def kept_value(value: Any) -> Any:
    """An identifier or an aware moment as the database keeps it; anything else as it is."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value


def text_of(key: Any) -> str:
    """The identifier that the database keeps so, as text with its dashes."""
    return str(key) if isinstance(key, UUID) else f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def identity(key: Any) -> UUID:
    """The identifier that the database keeps so."""
    return key if isinstance(key, UUID) else UUID(key)
