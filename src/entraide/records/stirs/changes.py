"""Letting topics stir. Called where something comes or changes, in its transaction; nobody learns of it before that holds."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from entraide.records.stirs.models import Stir

# The channel on which PostgreSQL wakes the live process; SQLite's file tells by itself that it has changed.
CHANNEL = "entraide_live"
_STIR = (
    "INSERT INTO stirs_stir (topic, number) VALUES (%s, %s) ON CONFLICT (topic) DO UPDATE SET number ="
    " CASE WHEN excluded.number > stirs_stir.number THEN excluded.number ELSE stirs_stir.number + 1 END RETURNING number"
)


def stir(*, topic: str, at: datetime | None = None) -> int:
    """The topic has something new since the aware moment `at` (None: now); the number of this stir, greater than any before."""
    with connection.cursor() as cursor:
        cursor.execute(_STIR, [topic, microseconds(at or timezone.now())])
        number = int(cursor.fetchone()[0])
        if connection.vendor == "postgresql":
            # Delivered when this transaction commits, and not at all if it does not.
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{topic} {number}"])
    return number


def forget_stirs(*, before: datetime) -> int:
    """Forget topics that have not stirred since then; how many."""
    return Stir.objects.filter(number__lt=microseconds(before)).delete()[0]


def microseconds(at: datetime) -> int:
    """The aware moment as whole microseconds since 1970."""
    return round(at.timestamp() * 1_000_000)
