"""Transactions that outlive a power cut: whoever was told that credits have moved can rely on it.

PostgreSQL waits for its disk anyway. SQLite is told to (elsewhere it may lose the last moments before a power cut, never its order).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def durably() -> Iterator[None]:
    """One transaction, on the disk when it ends. Inside another one it is part of that, which decides."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        usual = int(cursor.fetchone()[0])
        cursor.execute("PRAGMA synchronous = FULL")
    try:
        with transaction.atomic():
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous = {usual}")
