"""Arithmetic of days. It takes the moment of writing; it never reads a clock. Raises ValueError or OverflowError for
days that no calendar has.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

from entraide.logic.reading.moments.said import Days, Hours

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONE_DAY = timedelta(days=1)


def one_day(day: date, *, weekday: int | None = None, is_firm: bool = True) -> Days:
    """A single whole day."""
    return Days(day, day + ONE_DAY, weekday=weekday, is_firm=is_firm)


def next_weekday(*, after: date, weekday: int) -> date:
    """The first such weekday after the day `after` (never that day itself). Monday is 0."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def monday_of(day: date) -> date:
    """The Monday of the week that `day` lies in."""
    return day - timedelta(days=day.weekday())


def week(day: date) -> Days:
    """The calendar week (Monday to Sunday) that `day` lies in."""
    monday = monday_of(day)
    return Days(monday, monday + timedelta(days=7), is_firm=True, is_period=True)


def weekend(today: date, *, is_next: bool = False) -> Days:
    """This weekend (the running one on a Saturday or Sunday), or the next that begins after today."""
    saturday = (
        next_weekday(after=today, weekday=5) if is_next or today.weekday() < 5 else monday_of(today) + 5 * ONE_DAY
    )
    return Days(saturday, saturday + 2 * ONE_DAY, is_weekend=True, is_firm=True)


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last if it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month(year: int, number: int) -> Days:
    """A whole month."""
    first = date(year, number, 1)
    return Days(first, add_months(first, 1), is_firm=True, is_period=True)


def next_month_named(today: date, number: int) -> Days:
    """The next such month that is not over: the running one counts."""
    return month(today.year if number >= today.month else today.year + 1, number)


THIRDS = {"start": (1, 11), "middle": (11, 21), "end": (21, None)}


def third(days: Days, which: str) -> Days:
    """The days 1-10, 11-20 or 21-end of a month."""
    low, high = THIRDS[which]
    first = days.first.replace(day=low)
    return Days(
        first, days.first.replace(day=high) if high else days.after, is_firm=True, is_period=True, is_end=which == "end"
    )


def next_dated(today: date, *, day: int, month: int, year: int | None = None) -> date:
    """The next such date that is not over (today counts); with a year, that one. 29 February waits for a leap year."""
    if year is not None:
        return date(year, month, day)
    for ahead in range(9):
        try:
            found = date(today.year + ahead, month, day)
        except ValueError:
            if (month, day) != (2, 29):
                raise
            continue
        if found >= today:
            return found
    raise ValueError("no such day")


def next_day_numbered(today: date, day: int) -> date:
    """The next day of a month with that number that is not over (today counts)."""
    for ahead in range(13):
        first = add_months(today.replace(day=1), ahead)
        if day <= monthrange(first.year, first.month)[1] and first.replace(day=day) >= today:
            return first.replace(day=day)
    raise ValueError("no such day")


def ordinal_weekday(first_of_month: date, *, weekday: int, nth: int) -> date:
    """The nth such weekday of a month (-1: the last). Raises ValueError if the month has no fifth one."""
    length = monthrange(first_of_month.year, first_of_month.month)[1]
    days = [d for d in range(1, length + 1) if (first_of_month.replace(day=d)).weekday() == weekday]
    if nth > len(days):
        raise ValueError("no such day")
    return first_of_month.replace(day=days[nth - 1 if nth > 0 else nth])


def at_minutes(day: date, minutes: int) -> datetime:
    """The wall-clock moment `minutes` after the midnight that begins `day`."""
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001 (local wall clock)


def bounds(days: Days, hours: Hours | None) -> tuple[datetime | None, datetime | None]:
    """Start and end of days with hours: the first day's beginning, the last day's end, or an open side."""
    if hours is None:
        return at_minutes(days.first, 0), at_minutes(days.after, 0)
    start = None if hours.start is None else at_minutes(days.first, hours.start)
    end = None if hours.end is None else at_minutes(days.after - ONE_DAY, hours.end)
    return start, end
