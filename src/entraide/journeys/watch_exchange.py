"""Watch over promises, as the worker does: remind, ask whether it is done, take silence for a yes, let rest what nobody speaks of."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction

from entraide.journeys.end_promise import free_answer
from entraide.journeys.finish_time import finish, finish_time
from entraide.journeys.hold_exchange import happen_to, hold, watched, zone_of
from entraide.journeys.plan_times import look_again, plan_times
from entraide.logic.promises.times import is_repeated
from entraide.logic.promises.watch import step_due
from entraide.records.exchanges import changes, queries
from entraide.records.exchanges.models import Exchange, Occurrence
from entraide.records.posts.models import Post

logger = logging.getLogger(__name__)


def watch_all_due(*, now: datetime) -> int:
    """Look at every promise about which something is due at the aware moment `now`; how many were looked at."""
    keys = queries.to_look_at(now=now)
    for exchange_id in keys:
        try:
            watch_exchange(exchange_id=exchange_id, now=now)
        except DatabaseError:
            raise
        except Exception:
            # One promise that cannot be looked after must not keep all others waiting.
            logger.exception("exchange %s could not be looked after", exchange_id)
    return len(keys)


def watch_exchange(*, exchange_id: UUID, now: datetime) -> Exchange:
    """Do what is due about one exchange's times, once each; its marks are set in the same transaction as what follows is queued.

    Raises Refusal: not_yours (there is no such exchange).
    """
    with transaction.atomic():
        exchange, post = hold(exchange_id=exchange_id)
        if exchange.state == "missed":
            _rest(exchange, outcome="no_show", now=now)
            return exchange
        if exchange.state not in ("promised", "reminded"):
            changes.set_fields(exchange=exchange, look_at=None)
            return exchange
        for occurrence in queries.coming_of(exchange):
            _step(exchange, occurrence, post, now=now)
            if exchange.state not in ("promised", "reminded"):
                return exchange
        plan_times(exchange=exchange, zone=zone_of(exchange), now=now)
        if is_repeated(exchange.recurrence) and not queries.coming_of(exchange):
            _close_series(exchange, post, now=now)
        else:
            look_again(exchange=exchange, zone=zone_of(exchange), now=now)
        return exchange


def _step(exchange: Exchange, occurrence: Occurrence, post: Post | None, *, now: datetime) -> None:
    step = step_due(watched(exchange, occurrence=occurrence, zone=zone_of(exchange)), now=now)
    if step in ("remind_day", "remind_hours"):
        mark = "reminded_day_at" if step == "remind_day" else "reminded_hours_at"
        changes.set_occurrence(occurrence=occurrence, **{mark: now})
        if exchange.state == "promised":
            changes.move(exchange=exchange, state="reminded")
        happen_to(
            "exchange_reminded",
            exchange=exchange,
            by=None,
            now=now,
            **_moments(occurrence),
            which="reminder_day" if step == "remind_day" else "reminder_hours",
        )
    elif step == "ask_done":
        changes.set_occurrence(occurrence=occurrence, asked_done_at=now)
        happen_to(
            "done_asked",
            exchange=exchange,
            by=None,
            now=now,
            **_moments(occurrence),
        )
    elif step == "count_as_done":
        finish_time(exchange=exchange, occurrence=occurrence, post=post, by=None, now=now)
    elif step == "give_up" and is_repeated(exchange.recurrence):
        changes.set_occurrence(occurrence=occurrence, state="skipped")
    elif step == "give_up":
        _rest(exchange, outcome="unknown", now=now)


def _moments(occurrence: Occurrence) -> dict[str, object]:
    """What the diary says of one time: which it is, and when."""
    moments = {name: at.isoformat() for name in ("starts_at", "ends_at") if (at := getattr(occurrence, name))}
    return {"occurrence_id": str(occurrence.pk), "number": occurrence.number, **moments}


def _rest(exchange: Exchange, *, outcome: str, now: datetime) -> None:
    """Nobody speaks of it any more: it ends without a word."""
    changes.drop_coming(exchange=exchange)
    changes.move(exchange=exchange, state="ended", outcome=outcome, ended_at=now, proposal=None, look_at=None)
    happen_to("exchange_ended", exchange=exchange, by=None, now=now, outcome=outcome)
    if outcome == "no_show":
        free_answer(exchange=exchange, now=now)


def _close_series(exchange: Exchange, post: Post | None, *, now: datetime) -> None:
    """The recurrence has come to its end."""
    last = queries.last_of(exchange)
    if queries.done_count(exchange) and last:
        finish(exchange=exchange, post=post, by=None, now=now, number=last.number)
    else:
        _rest(exchange, outcome="unknown", now=now)
