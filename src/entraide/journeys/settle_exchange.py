"""Settle an exchange: thanks were said, and each part of what was promised in return has come."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from entraide.journeys.hold_exchange import happen_to, hold
from entraide.journeys.refusals import Refusal
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange
from entraide.records.exchanges.queries import is_party
from entraide.records.people.models import Person

Part = Literal["return", "credits", "euros"]
_FIELDS: dict[str, str] = {"return": "return_given_at", "credits": "credits_given_at", "euros": "euros_given_at"}


def settle_exchange(*, exchange_id: UUID, part: Part, now: datetime, by: Person | None = None) -> Exchange:
    """Note that this part of what was promised in return has come: something else ("return"), credits, euros. Twice is once.

    The ledger and the payments say so for credits and euros; of something else one of the two says so. Thanked for, and with all
    parts there, the exchange is settled. Raises Refusal: not_yours, exchange_over (nothing was promised).
    """
    with transaction.atomic():
        exchange, _ = hold(exchange_id=exchange_id)
        if by is not None and not is_party(exchange, by):
            raise Refusal("not_yours")
        if exchange.promised_at is None:
            raise Refusal("exchange_over")
        field = _FIELDS[part]
        if getattr(exchange, field) is None:
            changes.set_fields(exchange=exchange, **{field: now})
            happen_to("return_given", exchange=exchange, by=by, now=now, part=part)
        settle_if_all_is_given(exchange=exchange, by=by, now=now)
        return exchange


def settle_if_all_is_given(*, exchange: Exchange, by: Person | None, now: datetime) -> None:
    """Settle the exchange (locked) if it was thanked for and nothing is owed any more."""
    if exchange.state == "thanked" and not what_is_owed(exchange):
        changes.move(exchange=exchange, state="settled", settled_at=now)
        happen_to("exchange_settled", exchange=exchange, by=by, now=now)


def what_is_owed(exchange: Exchange) -> list[Part]:
    """Which parts of what was promised in return have not come yet; none in a ring, where everybody helps the next."""
    if exchange.is_in_ring:
        return []
    owed: list[Part] = []
    if exchange.credits_minor and exchange.credits_given_at is None:
        owed.append("credits")
    if exchange.cents and exchange.euros_given_at is None:
        owed.append("euros")
    if exchange.in_return and exchange.return_given_at is None:
        owed.append("return")
    return owed
