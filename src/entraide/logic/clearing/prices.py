"""What a place in a ring is worth, member by member; and with it a bound that no choice of rings can pass.

Let every member have a price of 0 or more. A ring's surplus is its value less its members' prices. No choice of rings in which everybody
is in one at most is worth more than all prices and all positive surpluses together: each chosen ring is worth its members' prices, each
paid once, and its surplus. That holds for any prices; prices are sought that make this bound low, by going against its slope
(subgradient steps whose length follows how far below a level is aimed at, which falls when it is not reached).
"""

from dataclasses import dataclass

import numpy as np

from entraide.logic.clearing.links import Amounts, Marks, Numbers, Seats
from entraide.logic.clearing.short_rings import Rings

# How much of the way of former steps is gone on, and how much of the reckoned step is gone.
_ONWARD, _STEP = 0.7, 0.6
# Rings this far from a surplus (in mean values) are left aside between looks at all of them.
_ASIDE = 0.3
_AIM, _LEAST_AIM, _PATIENCE = 0.1, 1e-4, 12
_FIRST_SHARES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True)
class Prices:
    """Prices of the members (one more stands for nobody: 0), and the bound they give over the rings they were sought for."""

    of: Amounts
    bound: float


def surplus(prices: Amounts, columns: Seats, value: Amounts) -> Amounts:
    """Of each ring its value less its members' prices; `columns` are the rings' members, a row for each seat."""
    left: Amounts = value - prices[columns[0]]
    for seat in columns[1:]:
        left -= prices[seat]
    return left


def bound_by(prices: Amounts, rings: Rings) -> float:
    """The bound that these prices give over all these rings."""
    return _bound(prices, rings.members.T, rings.value)


def near(rings: Rings, prices: Amounts, aside: float) -> Numbers:
    """The rings that lose less than `aside` mean values by these prices, in rising order."""
    return np.flatnonzero(surplus(prices, rings.members.T, rings.value) > -aside * rings.mean_value)


def seek_prices(rings: Rings, *, steps: int, start: Amounts | None = None, aim: float = _AIM) -> Prices:
    """Prices under which the bound over all these rings is low. `start`: prices to begin with; `steps`: how many are gone at most."""
    if not len(rings):
        return Prices(np.zeros(rings.nobody + 1), 0.0)
    columns: Seats = np.ascontiguousarray(rings.members.T.astype(np.int32))
    aside = _ASIDE * rings.mean_value
    prices = _first_prices(rings, columns) if start is None else start.copy()
    walk = Walk(prices, np.ones(rings.nobody + 1, dtype=np.bool_), aim=aim)
    seen_at, some, value = None, columns, rings.value
    for _ in range(steps):
        # No ring left aside can have come to a surplus while prices fell less than this.
        if seen_at is None or len(columns) * float(np.max(seen_at - walk.prices)) > aside:
            left = surplus(walk.prices, columns, rings.value)
            which = np.flatnonzero(left > -aside)
            some, value, left = np.ascontiguousarray(columns[:, which]), rings.value[which], left[which]
            seen_at = walk.prices.copy()
        else:
            left = surplus(walk.prices, some, value)
        walk.go(some, left)
        if walk.aim < _LEAST_AIM:
            break
    return Prices(walk.best_prices, bound_by(walk.best_prices, rings))


class Walk:
    """One walk towards better prices, among the members who are free."""

    def __init__(self, prices: Amounts, free: Marks, *, aim: float) -> None:
        self.prices, self.free, self.aim = prices, free, aim
        self.best, self.best_prices = np.inf, prices.copy()
        self._slope = np.zeros(len(prices))
        self._vain = 0

    def go(self, columns: Seats, left: Amounts) -> Numbers:
        """One step, from the surplus that rings have now; which rings have one above 0."""
        chosen = np.flatnonzero(left > 0)
        bound = float(self.prices.sum() + left[chosen].sum())
        if bound < self.best:
            if bound < self.best * (1 - 0.05 * self.aim):
                self._vain = 0
            self.best, self.best_prices = bound, self.prices.copy()
        self._vain += 1
        if self._vain > _PATIENCE:
            self.aim, self._vain = self.aim / 2, 0
            self.prices = self.best_prices.copy()
            self._slope[:] = 0
            return chosen
        slope: Amounts = self.free - np.bincount(columns[:, chosen].ravel(), minlength=len(self.prices)).astype(
            np.float64
        )
        slope[-1] = 0
        slope[(self.prices <= 0) & (slope > 0)] = 0
        self._slope = slope + _ONWARD * self._slope
        # Not `@`, which would wake the threads of a linear algebra library for so short a row.
        length = float(np.square(self._slope).sum())
        if length > 0:
            step = _STEP * (bound - self.best * (1 - self.aim)) / length
            self.prices = np.maximum(0, self.prices - step * self._slope)
            self.prices[-1] = 0
        else:
            self.aim = 0.0
        return chosen


def _first_prices(rings: Rings, columns: Seats) -> Amounts:
    """Of each member the largest share in any ring of theirs, all taken down by the factor that makes the bound lowest."""
    share = rings.value / (rings.members < rings.nobody).sum(axis=1)
    prices = np.zeros(rings.nobody + 1)
    for seat in rings.members.T:
        np.maximum.at(prices, seat, share)
    prices[-1] = 0
    return min((prices * part for part in _FIRST_SHARES), key=lambda tried: _bound(tried, columns, rings.value))


def _bound(prices: Amounts, columns: Seats, value: Amounts) -> float:
    left = surplus(prices, columns, value)
    return float(prices.sum() + left[left > 0].sum())
