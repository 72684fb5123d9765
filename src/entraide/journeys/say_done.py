"""Say "c'est fait": each side says it of one time of the promise; once both have, it is done and thanks are due."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.finish_time import finish_time
from entraide.journeys.hold_exchange import happen_to, hold_for, zone_of
from entraide.journeys.plan_times import look_again
from entraide.journeys.refusals import Refusal
from entraide.logic.promises.watch import SILENCE
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person

_MOST_UNITS = 10_000


def say_done(
    *, person: Person, exchange_id: UUID, number: int, now: datetime, delivered: int | None = None
) -> Exchange:
    """Say that the time with this number is done; `delivered`: how many units it was, where that is counted. Twice is once.

    The other is told, and that their silence for three days counts as theirs. Of a time that was missed it can be said too: both
    agree then that it took place after all. Raises Refusal: not_yours, exchange_over, wrong_quantity.
    """
    if delivered is not None and not 0 <= delivered <= _MOST_UNITS:
        raise Refusal("wrong_quantity")
    with transaction.atomic():
        exchange, post = hold_for(person=person, exchange_id=exchange_id)
        occurrence = changes.locked_occurrence(exchange=exchange, number=number)
        if occurrence is None:
            raise Refusal("exchange_over")
        mine = "asker_done_at" if exchange.asker_id == person.pk else "helper_done_at"
        theirs = "helper_done_at" if mine == "asker_done_at" else "asker_done_at"
        if getattr(occurrence, mine):
            return exchange
        if not exchange.is_promised or exchange.state == "problem" or occurrence.state not in ("coming", "missed"):
            raise Refusal("exchange_over")
        fields = {mine: now} | ({"delivered": delivered} if delivered is not None else {})
        changes.set_occurrence(occurrence=occurrence, **fields)
        changes.set_fields(exchange=exchange, **{mine: now})
        is_done = getattr(occurrence, theirs) is not None
        happen_to(
            "done_said",
            exchange=exchange,
            by=person,
            now=now,
            number=number,
            is_last=is_done,
            counts_at=(now + SILENCE).isoformat(),
        )
        if is_done:
            finish_time(exchange=exchange, occurrence=occurrence, post=post, by=person, now=now)
        else:
            look_again(exchange=exchange, zone=zone_of(exchange), now=now)
        return exchange
