"""Plan the times of a promise: the one, or those of the next weeks; and when the worker is to look at it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from entraide.journeys.hold_exchange import watched
from entraide.logic.promises.times import AHEAD, is_repeated, times_of
from entraide.logic.promises.watch import looks_at
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange, Occurrence
from entraide.records.exchanges.queries import coming_of, last_of

# What began a moment ago still counts as coming.
_JUST_BEGUN = timedelta(hours=2)


def plan_times(*, exchange: Exchange, zone: ZoneInfo, now: datetime, is_new: bool = False) -> None:
    """Write down the times that are still to come, up to four weeks ahead, after those that are there; then set the alarm clock.

    `is_new`: the promise was made just now, and needs a time even if it is for once; without a time said, one without moments.
    Twice is once.
    """
    last = last_of(exchange)
    number = last.number + 1 if last else 1
    if exchange.starts_at and is_repeated(exchange.recurrence):
        times = times_of(
            starts_at=exchange.starts_at,
            ends_at=exchange.ends_at,
            recurrence=exchange.recurrence,
            zone=zone,
            after=max([now - _JUST_BEGUN, *([last.starts_at] if last and last.starts_at else [])]),
            until=now + AHEAD,
        )
        changes.add_occurrences(
            Occurrence(exchange=exchange, number=n, starts_at=time.starts_at, ends_at=time.ends_at)
            for n, time in enumerate(times, start=number)
        )
    elif is_new and not coming_of(exchange):
        once = Occurrence(exchange=exchange, number=number, starts_at=exchange.starts_at, ends_at=exchange.ends_at)
        changes.add_occurrences([once])
    look_again(exchange=exchange, zone=zone, now=now)


def look_again(*, exchange: Exchange, zone: ZoneInfo, now: datetime) -> None:
    """Set the alarm clock to the next thing that is due about the exchange's times (None: nothing will be)."""
    looks = [looks_at(watched(exchange, occurrence=one, zone=zone), now=now) for one in coming_of(exchange)]
    look_at = min((at for at in looks if at), default=None)
    if is_repeated(exchange.recurrence) and exchange.is_promised:
        # The weeks go by: further times are written down.
        look_at = min(look_at or now + AHEAD / 4, now + AHEAD / 4)
    changes.set_fields(exchange=exchange, look_at=look_at if exchange.is_promised else None)
