"""The terms of a community's currency in minor units: how far accounts may go, and what moves by itself. They come from its rules."""

from dataclasses import dataclass
from typing import Final

from entraide.logic.bookkeeping.units import Unit

EQUAL: Final = "equal"
FREE: Final = "free"
# What becomes of a debt when a member leaves: the commons bear it, the fullest accounts share it, or it waits for their return.
DEBTS: Final = ("commons", "others", "stays")
# So many accounts at most share a debt, the fullest first.
MOST_SHARERS: Final = 50


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How far a balance may go, in minor units: `floor_minor` ≤ balance ≤ `ceiling_minor`."""

    floor_minor: int
    ceiling_minor: int

    def widened(self, *, balance_minor: int) -> "Limits":
        """The limits with this balance inside: a change of limits never puts an account in breach, it only keeps it from going further."""
        return Limits(
            floor_minor=min(self.floor_minor, balance_minor), ceiling_minor=max(self.ceiling_minor, balance_minor)
        )

    def can_give(self, *, balance_minor: int) -> int:
        """How much may leave an account with this balance; 0 for one that is below its floor already."""
        return max(0, balance_minor - self.floor_minor)

    def can_take(self, *, balance_minor: int) -> int:
        """How much may come to an account with this balance."""
        return max(0, self.ceiling_minor - balance_minor)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the rules say of the currency, in minor units of `unit`.

    Attributes:
        unit: what is counted.
        limits: of a member's account that has none of its own.
        commons: of the community's own account.
        most_minor: the most that one gift may be; 0 for no such limit.
        welcome_minor: what a new member gets from the commons.
        prices: equal (an hour is worth the same, whoever helps), or free (those two agree).
        hour_minor: what an hour of help is worth; 0 if the community has no usage.
        decay_permille_month: what an account above `decay_free_minor` gives to the commons each month, in thousandths of what lies above.
        cents_each: what one whole unit costs in euro cents where it can be bought; 0 where it cannot.
        debt: one of DEBTS.
        are_books_open: whether members read the books without names.
    """

    unit: Unit
    limits: Limits
    commons: Limits
    most_minor: int = 0
    welcome_minor: int = 0
    prices: str = FREE
    hour_minor: int = 0
    decay_permille_month: int = 0
    decay_free_minor: int = 0
    cents_each: int = 0
    debt: str = "commons"
    are_books_open: bool = False

    def worth(self, *, minutes: int) -> int:
        """What so many minutes of help are worth by the community's usage, rounded to the nearest minor unit; 0 without one."""
        return (2 * minutes * self.hour_minor + 60) // 120 if minutes > 0 else 0

    def decay(self, *, balance_minor: int) -> int:
        """What an account with this balance gives to the commons for one month, rounded down."""
        above = balance_minor - self.decay_free_minor
        return above * self.decay_permille_month // 1000 if above > 0 else 0

    def price_cents(self, *, amount_minor: int) -> int:
        """What this amount costs in euro cents, rounded up; 0 where credits are not sold."""
        return -(-amount_minor * self.cents_each // self.unit.scale)


def shares(*, amount_minor: int, among: int) -> list[int]:
    """The amount in so many parts that differ by one minor unit at most and add up to it; the larger parts come first."""
    each, rest = divmod(amount_minor, among)
    return [each + 1] * rest + [each] * (among - rest)
