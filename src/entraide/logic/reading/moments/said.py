"""What a phrase of a sentence can say about time, before it is set on a calendar. It holds values only."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, Self

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

DAY_MINUTES = 24 * 60

# Minutes after the day's midnight. Night ends on the next day.
PART_MINUTES: dict[str, tuple[int, int]] = {
    "early": (6 * 60, 9 * 60),
    "morning": (8 * 60, 12 * 60),
    "late_morning": (10 * 60, 12 * 60),
    "noon": (12 * 60, 14 * 60),
    # A Dutch "middag" is noon in Flanders and the afternoon in the Netherlands.
    "middag": (12 * 60, 18 * 60),
    "afternoon": (14 * 60, 18 * 60),
    "early_afternoon": (14 * 60, 16 * 60),
    "late_afternoon": (16 * 60, 18 * 60),
    "day_end": (17 * 60, 19 * 60),
    "evening": (18 * 60, 22 * 60),
    "early_evening": (18 * 60, 20 * 60),
    "late_evening": (20 * 60, 22 * 60),
    "night": (22 * 60, 30 * 60),
    # An English "Friday night" begins in the evening.
    "english_night": (20 * 60, 26 * 60),
    "daytime": (8 * 60, 18 * 60),
    "whole": (0, DAY_MINUTES),
}
# Until which hour of twelve a clock time said beside a part of the day means the day's second half.
_SECOND_HALF_BEFORE = {
    "noon": 6, "middag": 8, "afternoon": 8, "early_afternoon": 8, "late_afternoon": 8, "day_end": 11, "evening": 12,
    "early_evening": 12, "late_evening": 12, "english_night": 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day. `is_sure`: it cannot be a length of time; `is_settled`: morning or afternoon is said."""

    minutes: int
    is_sure: bool = False
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of a day in minutes after its midnight; None is an open side. `part` names a part of the day."""

    start: int | None
    end: int | None
    part: str | None = None
    # A bare clock time ("à 14h"): what is known is its start.
    is_point: bool = False
    # Morning or afternoon is said, or hours above twelve.
    is_settled: bool = False
    # Said as of a habit ("le matin", "'s avonds", "evenings").
    is_habitual: bool = False

    @classmethod
    def of_part(cls, part: str, *, is_habitual: bool = False) -> Self:
        """The hours of a part of the day."""
        start, end = PART_MINUTES[part]
        return cls(start, end, part, is_settled=True, is_habitual=is_habitual)

    def within(self, part: str | None) -> "Hours":
        """These hours, said beside a part of the day: eight o'clock in the evening is 20:00."""
        if part is None or self.part is not None:
            return self
        shift = _shift(self.end if self.start is None else self.start, part)
        return replace(
            self,
            start=None if self.start is None else self.start + shift,
            end=None if self.end is None else self.end + shift,
            is_settled=True,
        )


def _shift(minutes: int | None, part: str) -> int:
    """By how much a clock time moves when it is said of a part of the day."""
    if minutes is None:
        return 0
    if part == "night":
        return 12 * 60 if 6 * 60 <= minutes < 12 * 60 else DAY_MINUTES if minutes < 6 * 60 else 0
    return 12 * 60 if minutes < _SECOND_HALF_BEFORE.get(part, 0) * 60 else 0


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, from `first` until before `after`. `weekday` (Monday 0) if a weekday's name said it."""

    first: date
    after: date
    weekday: int | None = None
    is_weekend: bool = False
    # Said with "ce", "prochain", a number: it cannot be a habit.
    is_firm: bool = False
    # A week, a month, a stretch of dates; not today, a single date, a weekday.
    is_period: bool = False
    # Said with "on", "op", "am": in a sentence about lessons it comes back.
    is_loose: bool = False
    # The end of something longer: "before" it is before that thing is over.
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one moment until another, either side open; what "avant", "dès", "du … au" make of days and hours."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Moment:
    """Days with the hours that are said right beside them."""

    days: Days
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Habit:
    """What comes back: FREQ, INTERVAL and BYDAY of an RFC 5545 rule, and the hours said beside it."""

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    hours: Hours | None = None
    # A monthly habit's day of the month ("le 15 de chaque mois").
    month_day: int | None = None
    # Said as "du lundi au vendredi": with a certain week it happens once.
    is_span: bool = False

    @property
    def rule(self) -> str:
        """The RRULE value."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.weekdays:
            parts.append(f"BYDAY={','.join(self.weekdays)}")
        if self.month_day:
            parts.append(f"BYMONTHDAY={self.month_day}")
        return ";".join(parts)
