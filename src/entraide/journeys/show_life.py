"""Show life: a worker says that it is at work, so that whoever watches the server can tell a quiet town from a dead worker."""

from datetime import datetime

from django.db import transaction

from entraide.records.happenings.changes import note_alive


def show_life(*, now: datetime) -> None:
    """Note that a worker is at work at the aware moment `now`. Nothing else changes, and nothing follows."""
    with transaction.atomic():
        note_alive(at=now)
