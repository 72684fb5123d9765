"""Months as their first days."""

from datetime import date


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def shifted(month: date, by: int) -> date:
    """The first day of the month so many months after (before, if negative) the one that begins on `month`."""
    years, number = divmod(month.month - 1 + by, 12)
    return date(month.year + years, number + 1, 1)


def months_up_to(month: date, *, count: int) -> list[date]:
    """So many months, the one that begins on `month` last."""
    return [shifted(month, -back) for back in range(count - 1, -1, -1)]


def month_named(text: str) -> date | None:
    """The month that "2026-03" means; None if it means none."""
    year, _, number = text.partition("-")
    if not (len(year) == 4 and year.isdecimal() and number.isdecimal() and 1 <= int(number) <= 12 and int(year) > 0):
        return None
    return date(int(year), int(number), 1)
