"""Say that the other did not come: they are told, and may say what they know of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.hold_exchange import happen_to, hold_for
from entraide.journeys.refusals import Refusal
from entraide.logic.promises.watch import SILENCE
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person

# If nothing comes of it for so long, the exchange ends as a no-show.
RESTS_AFTER = SILENCE * 4


def say_missed(*, person: Person, exchange_id: UUID, number: int, now: datetime) -> Exchange:
    """Say that the other was not there at the time with this number; twice is once.

    The promise waits: the two may agree on another time, say that it took place after all, end it, or call a steward. Raises
    Refusal: not_yours, exchange_over, too_early (it has not begun).
    """
    with transaction.atomic():
        exchange, _ = hold_for(person=person, exchange_id=exchange_id)
        occurrence = changes.locked_occurrence(exchange=exchange, number=number)
        if occurrence is None:
            raise Refusal("exchange_over")
        if occurrence.state == "missed":
            return exchange
        mine = occurrence.asker_done_at if exchange.asker_id == person.pk else occurrence.helper_done_at
        if exchange.state not in ("promised", "reminded") or occurrence.state != "coming" or mine:
            raise Refusal("exchange_over")
        if occurrence.starts_at and occurrence.starts_at > now:
            raise Refusal("too_early")
        changes.set_occurrence(occurrence=occurrence, state="missed")
        changes.move(exchange=exchange, state="missed", look_at=now + RESTS_AFTER)
        happen_to("exchange_missed", exchange=exchange, by=person, now=now, number=number)
        return exchange
