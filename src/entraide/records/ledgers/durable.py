"""Transactions that outlive a power cut: whoever was told that credits have moved can rely on it.

PostgreSQL waits for its disk anyway. SQLite is told to (elsewhere it may lose the last moments before a power cut, never its order).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from entraide.records.rows import plan_once


@contextmanager
def durably() -> Iterator[None]:
    """One transaction, on the disk when it ends. Inside another one it is part of that, which decides."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        if not connection.in_atomic_block:
            plan_once()
        with transaction.atomic():
            yield
        return
    connection.ensure_connection()
    # The driver's own: Django's cursors take longer than all that stands between them.
    driver = connection.connection
    (usual,) = driver.execute("PRAGMA synchronous").fetchone()
    driver.execute("PRAGMA synchronous = FULL")
    try:
        with transaction.atomic():
            yield
    finally:
        driver.execute(f"PRAGMA synchronous = {usual}")
