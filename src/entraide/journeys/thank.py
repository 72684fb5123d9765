"""Say thank you. With words or without, once for each time; with the asker's thanks what was promised in return may be given too."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.hold_exchange import happen_to, hold_for
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_exchange import settle_if_all_is_given
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange, Thanks
from entraide.records.exchanges.queries import other_in
from entraide.records.people.models import Person

LONGEST_WORDS = 500


def thank(*, giver: Person, exchange_id: UUID, words: str, now: datetime, number: int = 1) -> Exchange:
    """Thank the other for the time with this number; twice is once. The exchange is settled if nothing is owed any more.

    Raises Refusal: not_yours, not_done_yet, cannot_write (the other has gone).
    """
    with transaction.atomic():
        exchange, _ = hold_for(person=giver, exchange_id=exchange_id)
        occurrence = changes.locked_occurrence(exchange=exchange, number=number)
        is_done = occurrence is not None and occurrence.state == "done"
        if not is_done and exchange.state not in ("done", "thanked", "settled"):
            raise Refusal("not_done_yet")
        other = other_in(exchange, giver)
        if other is None:
            raise Refusal("cannot_write")
        thanks, is_new = changes.give_thanks(
            exchange=exchange,
            giver=giver,
            receiver=other,
            number=number,
            words=words.strip()[:LONGEST_WORDS],
            at=now,
        )
        if not is_new:
            return exchange
        happen_to("thanks_given", exchange=exchange, by=giver, now=now, thanks_id=str(thanks.pk), number=number)
        if giver.pk == exchange.asker_id and exchange.state == "done":
            changes.move(exchange=exchange, state="thanked", thanked_at=now)
        settle_if_all_is_given(exchange=exchange, by=giver, now=now)
        return exchange


def show_thanks(*, receiver: Person, thanks_id: UUID, is_shown: bool, now: datetime) -> Thanks:
    """Whoever was thanked shows it on their page, or not any more. Raises Refusal: not_yours."""
    with transaction.atomic():
        thanks = Thanks.objects.select_for_update().filter(pk=thanks_id, receiver=receiver).first()
        if thanks is None:
            raise Refusal("not_yours")
        if thanks.is_shown != is_shown:
            changes.show_thanks(thanks=thanks, is_shown=is_shown)
        return thanks
