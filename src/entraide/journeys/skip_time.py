"""Skip one time of a repeated promise, take it up again, or end the series."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.end_promise import end_promise, free_answer
from entraide.journeys.finish_time import finish
from entraide.journeys.hold_exchange import happen_to, hold_for, zone_of
from entraide.journeys.plan_times import look_again
from entraide.journeys.refusals import Refusal
from entraide.journeys.renege import look_for_others
from entraide.logic.promises.times import is_repeated
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import done_count, last_of
from entraide.records.people.models import Person


def skip_time(*, person: Person, exchange_id: UUID, number: int, is_skipped: bool, now: datetime) -> Exchange:
    """Leave out the time with this number, or take it up again; the other is told. Twice is once.

    Raises Refusal: not_yours, exchange_over (the promise is for once, or that time is over).
    """
    with transaction.atomic():
        exchange, _ = hold_for(person=person, exchange_id=exchange_id)
        occurrence = changes.locked_occurrence(exchange=exchange, number=number)
        if occurrence is None or not exchange.is_promised or not is_repeated(exchange.recurrence):
            raise Refusal("exchange_over")
        state = "skipped" if is_skipped else "coming"
        if occurrence.state == state:
            return exchange
        is_said = occurrence.asker_done_at or occurrence.helper_done_at
        is_past = occurrence.starts_at is not None and occurrence.starts_at <= now
        if occurrence.state not in ("coming", "skipped") or is_said or (is_past and not is_skipped):
            raise Refusal("exchange_over")
        changes.set_occurrence(occurrence=occurrence, state=state)
        look_again(exchange=exchange, zone=zone_of(exchange), now=now)
        happen_to(
            "occurrence_skipped" if is_skipped else "occurrence_wanted",
            exchange=exchange,
            by=person,
            now=now,
            number=number,
        )
        return exchange


def end_series(*, person: Person, exchange_id: UUID, now: datetime) -> Exchange:
    """End a repeated promise: no further times. What was done stays done, and thanks are due; twice is once.

    Where nothing was done yet it is taken back, and the post looks for somebody else. Raises Refusal: not_yours, exchange_over.
    """
    with transaction.atomic():
        exchange, post = hold_for(person=person, exchange_id=exchange_id)
        if exchange.state in ("done", "thanked", "settled", "ended", "reneged"):
            return exchange
        if exchange.state not in ("promised", "reminded", "missed") or not is_repeated(exchange.recurrence):
            raise Refusal("exchange_over")
        last = last_of(exchange)
        changes.drop_coming(exchange=exchange)
        if done_count(exchange) and last:
            finish(exchange=exchange, post=post, by=person, now=now, number=last.number)
            changes.set_fields(exchange=exchange, ended_by=person)
            happen_to("series_ended", exchange=exchange, by=person, now=now)
        else:
            end_promise(exchange=exchange, by=person, reason="other", now=now)
            free_answer(exchange=exchange, now=now)
        if post:
            look_for_others(post=post, now=now)
        return exchange
