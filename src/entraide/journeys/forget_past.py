"""Forget what is past: once a day, by the one table of retention (records/moves/past.py). Nobody has to remember to forget."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from entraide.journeys.settle_arrival import drop_old_arrivals
from entraide.records.moves.past import KEPT

_EVERY_S = 24 * 3600
# Of one sort at most so many batches a time: what an old server has gathered goes over some days.
_MOST_BATCHES = 20


def forget_past(*, now: datetime) -> int:
    """Forget what has been kept long enough at the aware moment `now`; how many rows. Each batch is one transaction."""
    count = drop_old_arrivals(now=now)
    for one in KEPT:
        for _ in range(_MOST_BATCHES):
            with transaction.atomic():
                dealt_with = one.forget(now)
            count += dealt_with
            if dealt_with == 0:
                break
    return count


def forget_past_daily(*, now: datetime) -> int:
    """The same, once a day and process however often it is called."""
    return forget_past(now=now) if cache.add("past-forgotten", 1, _EVERY_S) else 0
