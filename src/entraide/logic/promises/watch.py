"""What the worker does about one time of a promise, and when: remind, ask whether it is done, take silence for a yes, let it rest."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

DAY_BEFORE = timedelta(hours=24)
HOURS_BEFORE = timedelta(hours=3)
# Who promised a moment ago needs no reminder of it.
FRESH = timedelta(hours=1)
# What says no end lasts about so long.
USUAL_LENGTH = timedelta(hours=2)
ASKED_AFTER = timedelta(hours=1)
ASKED_AFTER_UNDATED = timedelta(days=7)
SILENCE = timedelta(days=3)
GIVEN_UP_AFTER = timedelta(days=21)
GIVEN_UP_AFTER_UNDATED = timedelta(days=90)

Step = Literal["remind_day", "remind_hours", "ask_done", "count_as_done", "give_up"]


@dataclass(frozen=True)
class Watched:
    """One time of a promise, as far as the worker minds it; all moments aware, None for what is not (or was not done) yet.

    `begins_at` and `ends_at` are None where no time was said; `promised_at` is when both agreed. `said_done_at` is when the first of
    the two said that it is done.
    """

    promised_at: datetime
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    reminded_day_at: datetime | None = None
    reminded_hours_at: datetime | None = None
    asked_done_at: datetime | None = None
    said_done_at: datetime | None = None


def step_due(watched: Watched, *, now: datetime) -> Step | None:
    """What is due at the aware moment `now`; one thing at a time, the latest that still makes sense. None: nothing yet."""
    has_begun = watched.begins_at is not None and now >= watched.begins_at
    # The worker was away: a reminder of what has begun would be none.
    late = ("remind_day", "remind_hours") if has_begun else ()
    due = [(at, step) for at, step in _plan(watched) if at <= now and step not in late]
    return max(due)[1] if due else None


def looks_at(watched: Watched, *, now: datetime) -> datetime | None:
    """When to look again, after `now`; None if nothing will ever be due."""
    return min((at for at, _ in _plan(watched) if at > now), default=None)


def counts_as_done_at(watched: Watched) -> datetime | None:
    """From when on silence counts as "done", if one of the two said so."""
    return watched.said_done_at + SILENCE if watched.said_done_at else None


def _plan(watched: Watched) -> list[tuple[datetime, Step]]:
    """All that is still to come, as if nothing else happened."""
    if watched.said_done_at:
        return [(watched.said_done_at + SILENCE, "count_as_done")]
    plan: list[tuple[datetime, Step]] = []
    over_at = _over_at(watched)
    if watched.begins_at:
        if not (watched.reminded_day_at or watched.reminded_hours_at) and _is_news(watched, DAY_BEFORE):
            plan.append((watched.begins_at - DAY_BEFORE, "remind_day"))
        if not watched.reminded_hours_at and _is_news(watched, HOURS_BEFORE):
            plan.append((watched.begins_at - HOURS_BEFORE, "remind_hours"))
    ask_at = over_at + ASKED_AFTER if watched.begins_at else watched.promised_at + ASKED_AFTER_UNDATED
    if not watched.asked_done_at:
        plan.append((ask_at, "ask_done"))
    plan.append((over_at + (GIVEN_UP_AFTER if watched.begins_at else GIVEN_UP_AFTER_UNDATED), "give_up"))
    return plan


def _is_news(watched: Watched, before: timedelta) -> bool:
    return watched.begins_at is not None and watched.begins_at - before > watched.promised_at + FRESH


def _over_at(watched: Watched) -> datetime:
    if watched.begins_at is None:
        return watched.promised_at
    return max(watched.ends_at or watched.begins_at + USUAL_LENGTH, watched.begins_at)
