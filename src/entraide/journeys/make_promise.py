"""Make a promise out of terms: as what one of the two proposes, or as what both agreed to. Other journeys call these."""

from datetime import datetime

from entraide.journeys.hold_exchange import happen_to, zone_of
from entraide.journeys.plan_times import plan_times
from entraide.logic.promises.terms import Promise
from entraide.records.exchanges import changes
from entraide.records.exchanges.models import Exchange
from entraide.records.people.models import Person


def propose(*, exchange: Exchange, by: Person, terms: Promise, now: datetime, is_by_choice: bool = False) -> Exchange:
    """Write down these terms as what `by` proposes in the exchange (locked). `is_by_choice`: choosing the helper proposed it."""
    changes.set_fields(
        exchange=exchange,
        proposal=terms.as_dict(),
        proposed_by=by,
        proposed_at=now,
        version=exchange.version + 1,
    )
    happen_to(
        "promise_proposed",
        exchange=exchange,
        by=by,
        now=now,
        version=exchange.version,
        is_by_choice=is_by_choice,
        is_change=exchange.promised_at is not None,
    )
    return exchange


def promise(*, exchange: Exchange, terms: Promise, by: Person | None, now: datetime) -> None:
    """From now on these terms are promised in the exchange (locked); its times are written down, and the worker minds them."""
    is_change = exchange.promised_at is not None
    if exchange.state != "promised":
        changes.move(exchange=exchange, state="promised")
    changes.take_terms(exchange=exchange, terms=terms, at=now)
    changes.drop_coming(exchange=exchange)
    plan_times(exchange=exchange, zone=zone_of(exchange), now=now, is_new=True)
    happen_to("promise_accepted", exchange=exchange, by=by, now=now, version=exchange.version, is_change=is_change)
