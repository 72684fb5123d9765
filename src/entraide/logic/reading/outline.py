"""The outline of a reading: what was understood, without what it is about. Readings are compared by it, and so corrections kept.

Of a place only its kind is said and of a moment only its shape: a name and an hour would say too much of who wrote.
"""

from datetime import datetime
from typing import Literal

from entraide.logic.reading.interpretation import Reading, TimeSaid

NOTHING = "-"
FIELDS: tuple["CorrectedField", ...] = ("kind", "topic", "place", "time", "mode")
CorrectedField = Literal["kind", "topic", "place", "time", "mode"]


def outline(reading: Reading) -> dict[str, str]:
    """kind, action, topic, mode, place and time of the reading in one word each.

    place: a precision (municipality, street …), `remote`, or `-`. time: `-`, `again` (it recurs), `from` or `until` (one end),
    `hours`, `day` or `days`. action and topic are `-` where there are none.
    """
    place = reading.place.precision if reading.place else "remote" if reading.remote else NOTHING
    return {
        "kind": reading.kind,
        "action": reading.action or NOTHING,
        "topic": reading.topic or NOTHING,
        "mode": reading.terms.mode,
        "place": place,
        "time": _shape(reading.time),
    }


def corrected_fields(*, read: Reading, right: Reading) -> tuple[CorrectedField, ...]:
    """The fields in which what is right differs from what was read; a place or a moment also if only its name or hour differs."""
    differs: dict[CorrectedField, bool] = {
        "kind": read.kind != right.kind,
        "topic": read.topic != right.topic,
        "place": read.place != right.place,
        "time": read.time != right.time,
        "mode": read.terms.mode != right.terms.mode,
    }
    return tuple(field for field in FIELDS if differs[field])


def _shape(time: TimeSaid | None) -> str:
    if time is None or not (time.start or time.end or time.recurrence):
        return NOTHING
    if time.recurrence:
        return "again"
    if not time.start or not time.end:
        return "from" if time.start else "until"
    hours = (datetime.fromisoformat(time.end) - datetime.fromisoformat(time.start)).total_seconds() / 3600
    return "hours" if hours < 24 else "day" if hours == 24 else "days"
