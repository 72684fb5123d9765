"""How much a post asks for, how much of it is promised and how much was delivered."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from entraide.records.asks.models import Answer
from entraide.records.exchanges.models import Exchange
from entraide.records.posts.models import Post

_COUNTS = ("answered", "promised", "reminded", "missed", "problem", "done", "thanked", "settled")


@dataclass(frozen=True)
class Quantities:
    """The sums of a post, in `unit`s ("person", "kg" … as a reading counts; "" where one helper is all).

    `is_all`: somebody was chosen for as much as is wanted. `chosen_exchanges`: the keys of the exchanges that count.
    """

    wanted: int
    unit: str
    promised: int
    delivered: int
    is_all: bool
    chosen_exchanges: Collection[UUID]

    @property
    def missing(self) -> int:
        """How much is still wanted."""
        return 0 if self.is_all else max(0, self.wanted - self.promised)


def wanted_by(post: Post) -> tuple[int, str]:
    """How much the post asks for in all and of what, for what is counted: (6, "person"), (20, "kg"); (1, "") for a simple one."""
    counted = post.quantity_unit not in ("", "hour", "day", "night", "week", "month")
    if post.wanted > 1 and (post.quantity_unit in ("", "person") or not counted):
        return post.wanted, "person"
    if counted and post.quantity and post.quantity > 1 and post.quantity == int(post.quantity):
        return int(post.quantity), post.quantity_unit
    return 1, ""


def quantities_of(post: Post) -> Quantities:
    """The post's sums: what was promised, or is about to be by who was chosen, and what was delivered; two queries."""
    wanted, unit = wanted_by(post)
    rows = Exchange.objects.filter(post=post, state__in=_COUNTS).select_related("answer")
    chosen = [row for row in rows if row.promised_at or (row.answer and row.answer.chosen_at)]
    # Answers that were chosen before there were exchanges.
    older = Answer.objects.filter(post=post, withdrawn_at=None, exchange=None).exclude(chosen_at=None).count()
    each = [row.promised for row in chosen] + [None] * older
    is_of_things = unit not in ("", "person")
    return Quantities(
        wanted=wanted,
        unit=unit,
        promised=sum(1 if not unit else number or (0 if is_of_things else 1) for number in each),
        delivered=sum(_delivered(row, unit) for row in chosen),
        is_all=is_of_things and any(number is None for number in each),
        chosen_exchanges={row.pk for row in chosen},
    )


def _delivered(row: Exchange, unit: str) -> int:
    if row.state not in ("done", "thanked", "settled"):
        return row.delivered or 0
    if row.delivered is not None:
        return row.delivered
    return row.promised or 1
