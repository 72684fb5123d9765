"""Quiet hours of one person, and the hour of their daily mail. All moments are local to that person, without offset."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from entraide.logic.routing.waves import QUIET_FROM, QUIET_UNTIL


@dataclass(frozen=True)
class Quiet:
    """From which full hour until which (0 to 23) somebody is not disturbed; equal hours: never quiet.

    `is_own`: they said so themselves. Hours of their own are kept whatever happens; those of the house give way to what is so
    urgent that the morning would be too late.
    """

    from_hour: int = QUIET_FROM.hour
    until_hour: int = QUIET_UNTIL.hour
    is_own: bool = False


def quiet_hours(from_hour: int | None, until_hour: int | None) -> Quiet:
    """The quiet hours that somebody stated; those of the house if they stated none."""
    return Quiet() if from_hour is None or until_hour is None else Quiet(from_hour, until_hour, is_own=True)


def is_quiet(moment: datetime, *, quiet: Quiet) -> bool:
    """Whether `moment` falls into the quiet hours, which may run over midnight."""
    start, end, hour = quiet.from_hour, quiet.until_hour, moment.hour
    return start <= hour < end if start <= end else hour >= start or hour < end


def wakes_at(moment: datetime, *, quiet: Quiet) -> datetime:
    """`moment`, or the end of the quiet hours that it falls into."""
    return next_hour(moment, hour=quiet.until_hour) if is_quiet(moment, quiet=quiet) else moment


def next_hour(moment: datetime, *, hour: int) -> datetime:
    """The next time after `moment` that the clock strikes this hour."""
    struck = moment.replace(hour=hour, minute=0, second=0, microsecond=0)
    return struck if struck > moment else struck + timedelta(days=1)


def may_be_asked(moment: datetime, *, quiet: Quiet, begins: datetime | None, is_urgent: bool) -> bool:
    """Whether somebody with these quiet hours may be asked at `moment` about something that `begins` then (None: not said).

    In the quiet hours of the house, only if it is urgent and begins before they end.
    """
    if not is_quiet(moment, quiet=quiet):
        return True
    return is_urgent and not quiet.is_own and begins is not None and begins <= wakes_at(moment, quiet=quiet)
