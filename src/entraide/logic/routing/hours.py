"""Hours of the week: when somebody said to be free, when a post needs them, and what both have in common.

All hours are local wall-clock minutes counted from Monday 00:00 (0 to 10,080). It knows nothing of dates far away: whoever
is free on Saturdays is free on every Saturday.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from entraide.logic.reading.interpretation import TimeSaid

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_MINUTES = 24 * 60
WEEK_MINUTES = 7 * DAY_MINUTES
WHOLE_WEEK = ((0, WEEK_MINUTES),)

Spans = tuple[tuple[int, int], ...]

_SPAN = re.compile(
    r"^\s*(MO|TU|WE|TH|FR|SA|SU)\s+(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?\s*$", re.IGNORECASE
)
_BYDAY = re.compile(r"BYDAY=([A-Z0-9,+-]+)")


@lru_cache(maxsize=4096)
def free_spans(said: tuple[str, ...]) -> Spans | None:
    """The hours that weekly spans such as "SA 08:00-12:00" mean, sorted; None if nothing was said (any time).

    A span whose end is not after its start runs over midnight. What is not such a span is passed over; if nothing else
    was said, that counts as nothing said.
    """
    found: list[tuple[int, int]] = []
    for text in said:
        matched = _SPAN.match(text)
        if not matched:
            continue
        day, start_hour, start_minute, end_hour, end_minute = matched.groups()
        start = int(start_hour) * 60 + int(start_minute or 0)
        end = int(end_hour) * 60 + int(end_minute or 0)
        if start >= DAY_MINUTES or end > DAY_MINUTES:
            continue
        if end <= start:
            end += DAY_MINUTES
        midnight = DAYS.index(day.upper()) * DAY_MINUTES
        found.extend(_within_week(midnight + start, midnight + end))
    return _merged(found) or None


def asked_spans(time: TimeSaid | None, *, at: datetime) -> Spans | None:
    """The hours of the week in which a post needs somebody; None if any time will do.

    A recurrence counts with its first occurrence and its weekly days; a deadline ("before Friday") from `at` (local) until
    then; a beginning without an end until midnight if it names an hour, else for a week. A week or more is any time.
    Moments that cannot be read count as not said.
    """
    if time is None:
        return None
    start, end = _moment(time.start), _moment(time.end)
    days = days_of(time.recurrence)
    if time.recurrence and days is None and start is None:
        return None
    if days is not None:
        return _on_days(days, start, end)
    if start is None and end is None:
        return None
    if start is None:
        start = at.replace(tzinfo=None)
    if end is None:
        hour_is_said = (start.hour, start.minute) != (0, 0)
        end = start.replace(hour=0, minute=0) + timedelta(days=1 if hour_is_said else 7)
    length = int((end - start).total_seconds() // 60)
    if length >= WEEK_MINUTES:
        return None
    begin = start.weekday() * DAY_MINUTES + start.hour * 60 + start.minute
    return _merged(_within_week(begin, begin + max(length, 1)))


def days_of(recurrence: str | None) -> frozenset[int] | None:
    """The weekdays (Monday 0) on which an RRULE value falls; None if it does not fix them."""
    if not recurrence:
        return None
    if "FREQ=DAILY" in recurrence:
        return frozenset(range(7))
    named = _BYDAY.search(recurrence)
    if not named:
        return None
    days = frozenset(DAYS.index(day[-2:]) for day in named[1].split(",") if day[-2:] in DAYS)
    return days or None


def overlap(mine: Spans, theirs: Spans) -> int:
    """How many minutes two sets of hours have in common; 0 if they only touch or miss each other."""
    return sum(max(0, min(high, end) - max(low, start)) for low, high in mine for start, end in theirs)


def span_text(start: int, end: int) -> str:
    """A stretch of the week as people state it: "SA 08:00-12:00". One over midnight ends with the hour of the next day."""
    day, minute = divmod(start, DAY_MINUTES)
    until = end - day * DAY_MINUTES
    until = until if until <= DAY_MINUTES else until % DAY_MINUTES or DAY_MINUTES
    return f"{DAYS[day]} {minute // 60:02}:{minute % 60:02}-{until // 60:02}:{until % 60:02}"


def elapsed(since: datetime, now: datetime) -> timedelta:
    """How long ago a moment was. If only one of them has an offset, the clocks are compared as they stand, in UTC."""
    if (since.tzinfo is None) != (now.tzinfo is None):
        since, now = (m.astimezone(UTC).replace(tzinfo=None) if m.tzinfo else m for m in (since, now))
    return now - since


def whole_days(days: Iterable[int]) -> Spans:
    """All hours of these weekdays."""
    return _merged([(day * DAY_MINUTES, (day + 1) * DAY_MINUTES) for day in days])


def minutes_of(spans: Spans) -> int:
    """How long these hours are, together."""
    return sum(end - start for start, end in spans)


def _on_days(days: frozenset[int], start: datetime | None, end: datetime | None) -> Spans | None:
    """The hours of the first occurrence, on each of these days; whole days if it has none."""
    if start is None or end is None or not timedelta(0) < end - start < timedelta(days=1):
        return None if len(days) == 7 else whole_days(days)
    begin, length = start.hour * 60 + start.minute, int((end - start).total_seconds() // 60)
    found: list[tuple[int, int]] = []
    for day in days:
        found.extend(_within_week(day * DAY_MINUTES + begin, day * DAY_MINUTES + begin + length))
    return _merged(found)


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def _within_week(start: int, end: int) -> list[tuple[int, int]]:
    """The stretch from `start` to `end`, cut where the week ends."""
    if end <= WEEK_MINUTES:
        return [(start, end)]
    return [(start, WEEK_MINUTES), (0, min(end - WEEK_MINUTES, start))]


def _merged(spans: Sequence[tuple[int, int]]) -> Spans:
    """The same hours, sorted, none twice."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
