"""What the past asks of one person teach: how often they were asked, looked and said yes, in faded sums.

Only their own asks count, and only as sums: neither whom they helped nor what they declined is kept here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from entraide.logic.routing.attention import exposures, faded
from entraide.logic.routing.prices import FIRST
from entraide.logic.routing.willingness import PARTS, part_of_week

# An ask may wait so long before its silence is taken for one.
SILENT_AFTER: Final = timedelta(hours=12)
RATE_DAYS: Final = 14


@dataclass(frozen=True)
class PastAsk:
    """One ask: when (local), whether they answered at all and yes, the yes that a plain guess foresaw, when it was over."""

    asked_at: datetime
    is_answered: bool
    is_yes: bool
    guessed: float
    settled_at: datetime | None = None


@dataclass(frozen=True)
class Experience:
    """Faded sums of one person's asks, and their price; of somebody never asked nothing is known, and the price is the first.

    Attributes:
        exposed: asks, each counted by how rested they were.
        answered: answers of any kind.
        yeses: answers that were a yes.
        expected: the yeses that the plain guess foresaw for what they answered.
        parts_exposed, parts_answered: the first two, for each part of the week.
        asks_a_day: asks a day over the last fortnight.
        price: what asking them costs, as a plain guess of a yes (logic.routing.prices).
        asked_at: when they were asked last (local), None if never.
    """

    exposed: float = 0.0
    answered: float = 0.0
    yeses: float = 0.0
    expected: float = 0.0
    parts_exposed: tuple[float, ...] = field(default=(0.0,) * PARTS)
    parts_answered: tuple[float, ...] = field(default=(0.0,) * PARTS)
    asks_a_day: float = 0.0
    price: float = FIRST
    asked_at: datetime | None = None


def experience_of(*, asks: Sequence[PastAsk], now: datetime, price: float = FIRST) -> Experience:
    """The sums at the local moment `now` of these asks, in the order in which they were sent.

    An ask that is still young, or was over before it could be answered, is not taken for silence.
    """
    hours = [ask.asked_at.timestamp() / 3600 for ask in asks]
    exposed = answered = yeses = expected = 0.0
    parts_exposed, parts_answered = [0.0] * PARTS, [0.0] * PARTS
    for ask, rest in zip(asks, exposures(asked_hours=hours), strict=True):
        over = min(now, ask.settled_at or now)
        if not ask.is_answered and over - ask.asked_at < SILENT_AFTER:
            continue
        counts = float(faded(days_ago=(now - ask.asked_at) / timedelta(days=1)))
        part = part_of_week(ask.asked_at)
        exposed += counts * rest
        parts_exposed[part] += counts * rest
        if ask.is_answered:
            answered += counts
            parts_answered[part] += counts
            expected += counts * ask.guessed
            yeses += counts * ask.is_yes
    lately = sum(now - ask.asked_at < timedelta(days=RATE_DAYS) for ask in asks)
    return Experience(
        exposed=exposed,
        answered=answered,
        yeses=yeses,
        expected=expected,
        parts_exposed=tuple(parts_exposed),
        parts_answered=tuple(parts_answered),
        asks_a_day=lately / RATE_DAYS,
        price=price,
        asked_at=max((ask.asked_at for ask in asks), default=None),
    )
