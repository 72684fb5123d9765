"""Plain SQL for the few queries that run for every post and every person: the same on SQLite and PostgreSQL.

Everything else asks through Django's models, which cost a good part of a millisecond a query in Python alone.
"""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
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


def text_of(key: Any) -> str:
    """The identifier that the database keeps so, as text with its dashes."""
    return str(key) if isinstance(key, UUID) else f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"


def identity(key: Any) -> UUID:
    """The identifier that the database keeps so."""
    return key if isinstance(key, UUID) else UUID(key)
