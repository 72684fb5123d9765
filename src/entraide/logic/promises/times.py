"""The times at which a promise comes round: one for a single promise, the next weeks of one that comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

# So far ahead the times of a repeated promise are written down; the worker goes on as the weeks pass.
AHEAD = timedelta(weeks=4)
MOST_AT_ONCE = 40
# Longer than this no recurrence is followed: a promise for every hour of a year is none.
_MOST_STEPS = 4000


@dataclass(frozen=True)
class Time:
    """One time of a promise: aware moments, `ends_at` None where no end was said."""

    starts_at: datetime
    ends_at: datetime | None


def times_of(
    *,
    starts_at: datetime,
    ends_at: datetime | None,
    recurrence: str,
    zone: ZoneInfo,
    after: datetime | None,
    until: datetime,
) -> list[Time]:
    """The times that begin after `after` (None: from the first on) and not after `until`, at most 40; all moments aware.

    A weekly walk at nine is at nine before and after the clocks change: what recurs is what the clock in `zone` shows. At least one
    time is given where there is one, however far it lies ahead. A recurrence that cannot be read is none.
    """
    length = ends_at - starts_at if ends_at else None
    if not is_repeated(recurrence):
        return [] if after and starts_at <= after else [Time(starts_at, ends_at)]
    found: list[Time] = []
    for start in _starts(starts_at, recurrence=recurrence, zone=zone):
        if after and start <= after:
            continue
        if found and (start > until or len(found) >= MOST_AT_ONCE):
            break
        found.append(Time(start, start + length if length else None))
    return found


def is_repeated(recurrence: str) -> bool:
    """Whether this RRULE value can be followed."""
    return bool(recurrence) and next(_walls(datetime(2001, 1, 1), recurrence), None) is not None  # noqa: DTZ001 - a wall clock


def _starts(first: datetime, *, recurrence: str, zone: ZoneInfo) -> Iterator[datetime]:
    wall = first.astimezone(zone).replace(tzinfo=None)
    yield first
    for start in _walls(wall, recurrence):
        if start > wall:
            yield start.replace(tzinfo=zone)


def _walls(wall: datetime, recurrence: str) -> Iterator[datetime]:
    """The recurrence on a wall clock; nothing where it cannot be read."""
    parts = [part for part in recurrence.removeprefix("RRULE:").split(";") if part]
    # An end in universal time is compared with a wall clock: a few hours matter to no promise, and the library asks for one sort.
    said = ";".join(part.removesuffix("Z") if part.startswith("UNTIL=") else part for part in parts)
    try:
        rule = rrulestr(said, dtstart=wall)
    except (ValueError, KeyError, TypeError, IndexError):
        return iter(())
    return islice(iter(rule), _MOST_STEPS)


def begins_for_people(starts_at: datetime, *, zone: tzinfo) -> datetime:
    """When people think of it as beginning: what is said for a whole day begins at nine in the morning, not at midnight."""
    wall = starts_at.astimezone(zone)
    return wall.replace(hour=9) if wall.time() == time() else starts_at
