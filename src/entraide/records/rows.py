"""Plain SQL for the few queries that run for every post and every person: the same on SQLite and PostgreSQL.

Everything else asks through Django's models, which cost a good part of a millisecond a query in Python alone.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection


def fetch(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement; `%s` stands for each of the values."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def marks(count: int) -> str:
    """So many placeholders."""
    return ", ".join(["%s"] * count)


def kept(identities: Iterable[UUID]) -> list[Any]:
    """Identifiers as the database keeps them: PostgreSQL as they are, SQLite as 32 signs."""
    return list(identities) if connection.features.has_native_uuid_field else [one.hex for one in identities]


def identity(key: Any) -> UUID:
    """The identifier that the database keeps so."""
    return key if isinstance(key, UUID) else UUID(key)
