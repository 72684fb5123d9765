"""The relaxed choice: rings may be taken in parts, so that of each group of rings one at most is taken altogether.

A group are rings of which no two go together: those of one member, or any others that all meet each other. The relaxed choice is
worth no less than any choice of whole rings, and comes with a price for each group: the bound of prices.py, as low as it gets.

It is found by the dual simplex method with an explicit inverse. Rings, and what each group leaves free (its rest), lie between 0 and 1, so
any basis will do to begin with: a choice is gone on with after rings were closed or groups added. However exact the arithmetic is,
`bound` adds up prices and surpluses, which holds for any prices.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from entraide.logic.clearing.links import Amounts, Marks, Numbers

# So far beyond a bound is not wrong yet; a smaller number is divided by nowhere; what costs less costs nothing.
_NEARLY, _LEAST_PIVOT, _NO_COST, _ZERO = 1e-8, 1e-7, 1e-9, 1e-12
# After so many steps the inverse is reckoned anew; at the end too, but not for ever.
_STEPS_TO_INVERT, _TIMES_TO_END, _STEPS_TO_LOOK = 150, 3, 10
# Values are disturbed by so little (of their mean), each otherwise, so that few steps lead nowhere.
_DISTURBED, _SPREAD = 1e-7, 0.6180339887498949


class Relaxed:
    """A relaxed choice among rings of these values; `groups`: of each the places of its rings."""

    def __init__(self, value: Amounts, groups: Sequence[Numbers]) -> None:
        self.value = value
        self._groups = len(groups)
        self._group = np.repeat(np.arange(len(groups)), [len(one) for one in groups])
        self._ring = np.concatenate([*groups, np.empty(0, dtype=np.int64)])
        # Rings first, then the groups' rests: what each costs, how much of it there can be, and whether it is at that.
        others = np.zeros(len(groups))
        uneven = np.arange(1, len(value) + 1) * _SPREAD % 1
        self._cost = np.concatenate([-value - _DISTURBED * float(value.sum()) / max(1, len(value)) * uneven, others])
        self._most = np.ones(len(self._cost))
        self._is_high = np.zeros(len(self._cost), dtype=np.bool_)
        self._basis = len(value) + np.arange(len(groups))
        self._begin_anew()

    def copy(self) -> Relaxed:
        """Another that can be gone on with by itself."""
        other = object.__new__(Relaxed)
        other.__dict__.update(self.__dict__)
        for name in ("_most", "_is_high", "_basis", "_inverse", "_length", "_left", "_amount"):
            setattr(other, name, getattr(self, name).copy())
        return other

    @property
    def is_open(self) -> Marks:
        """Which rings may be taken."""
        is_open: Marks = self._most[: len(self.value)] > 0
        return is_open

    @property
    def is_due(self) -> Marks:
        """Of which groups one ring has to be taken."""
        is_due: Marks = self._most[len(self.value) :] == 0
        return is_due

    @property
    def taken(self) -> Amounts:
        """How much of each ring is taken, 0 to 1."""
        return np.clip(self._amounts()[: len(self.value)], 0.0, 1.0)

    def bound(self) -> tuple[float, Amounts]:
        """What no choice among the open rings can pass, by the prices as they are; and each ring's surplus by them."""
        values = np.concatenate([self.value, np.zeros(self._groups)])[self._basis]
        prices = np.einsum("i,ij->j", values, self._inverse)
        # Where one ring has to be taken, more than one is as wrong as none: such a price may be below 0.
        prices = np.where(self.is_due, prices, np.maximum(prices, 0.0))
        surplus = self.value - self._over_rings(prices)
        return float(prices.sum() + surplus[self.is_open & (surplus > 0)].sum()), surplus

    def close(self, rings: Numbers | Marks) -> None:
        """These rings are not taken any more."""
        self._most[: len(self.value)][rings] = 0
        self._reckon()

    def demand(self, group: int) -> None:
        """One ring of this group has to be taken."""
        self._most[len(self.value) + group] = 0
        self._reckon()

    def add(self, groups: Sequence[Numbers]) -> None:
        """More groups, after those that are there."""
        new = self._groups + np.arange(len(groups))
        self._groups += len(groups)
        self._group = np.concatenate([self._group, np.repeat(new, [len(one) for one in groups])])
        self._ring = np.concatenate([self._ring, *groups])
        self._cost = np.concatenate([self._cost, np.zeros(len(groups))])
        self._most = np.concatenate([self._most, np.ones(len(groups))])
        self._is_high = np.concatenate([self._is_high, np.zeros(len(groups), dtype=np.bool_)])
        self._basis = np.concatenate([self._basis, len(self.value) + new])
        self._begin_anew()

    def solve(self, *, above: float, steps: int) -> bool:
        """Go on until nothing is wrong, or so many steps. False: no choice among the open rings is worth more than `above`."""
        since, ended = 0, 0
        for _ in range(steps):
            most = self._most[self._basis]
            wrong = np.maximum(-self._amount, self._amount - most)
            at = int(np.argmax(np.where(wrong > _NEARLY, wrong * wrong / self._length, 0.0)))
            if wrong[at] <= _NEARLY:
                ended += 1
                if since == 0 or ended > _TIMES_TO_END:
                    break
                self._begin_anew()
                since = 0
                continue
            if not self._step(at, float(most[at])):
                return False
            since += 1
            if (
                since % _STEPS_TO_LOOK == 0
                and -float(self._cost @ self._amounts()) <= above
                and self.bound()[0] <= above
            ):
                return False
            if since >= _STEPS_TO_INVERT:
                self._begin_anew()
                since = 0
        return self.bound()[0] > above

    def _amounts(self) -> Amounts:
        amounts = np.where(self._is_high, self._most, 0.0)
        amounts[self._basis] = self._amount
        return amounts

    def _over_rings(self, row: Amounts) -> Amounts:
        """Of each ring the sum of a row's numbers over its groups."""
        return np.bincount(self._ring, weights=row[self._group], minlength=len(self.value))

    def _in_groups(self, amounts: Amounts) -> Amounts:
        """Of each group the sum of these amounts of its rings and its rest."""
        many = len(self.value)
        return np.bincount(self._group, weights=amounts[:many][self._ring], minlength=self._groups) + amounts[many:]

    def _begin_anew(self) -> None:
        """The inverse from the basis, and the rest from it."""
        many, size = len(self.value), self._groups
        place = np.full(many + size, -1)
        place[self._basis] = np.arange(size)
        square = np.zeros((size, size))
        is_in = place[self._ring] >= 0
        square[self._group[is_in], place[self._ring[is_in]]] = 1
        rests = self._basis[self._basis >= many]
        square[rests - many, place[rests]] = 1
        try:
            self._inverse = np.linalg.inv(square)
        except np.linalg.LinAlgError:
            self._basis, self._inverse = many + np.arange(size), np.eye(size)
        # How long each row is, squared: by it a wrong is measured (steepest edge).
        self._length = np.square(self._inverse).sum(axis=1)
        self._reckon()

    def _reckon(self) -> None:
        """Costs that are left and amounts, from basis and inverse."""
        prices = np.einsum("i,ij->j", self._cost[self._basis], self._inverse)
        self._left = self._cost - np.concatenate([self._over_rings(prices), prices])
        self._left[self._basis] = 0
        # What costs as good as nothing stays where it is, or there would be no end of it.
        self._is_high = np.where(np.abs(self._left) > _NO_COST, self._left < 0, self._is_high)
        self._is_high[self._basis] = False
        free = 1 - self._in_groups(np.where(self._is_high, self._most, 0.0))
        self._amount = np.einsum("ij,j->i", self._inverse, free)

    def _step(self, at: int, most: float) -> bool:
        """What is wrong at this place of the basis leaves it for its bound, and another comes in. False: none can."""
        row = self._inverse[at].copy()
        along = np.concatenate([self._over_rings(row), row])
        is_below = bool(self._amount[at] < 0)
        goal = 0.0 if is_below else most
        enters = self._entering(-along if is_below else along, wrong=abs(float(self._amount[at]) - goal))
        if enters is None:
            return False
        column = self._column(enters)
        moved = (float(self._amount[at]) - goal) / float(column[at])
        self._amount -= moved * column
        self._amount[at] = (1.0 if self._is_high[enters] else 0.0) + moved
        cost = float(self._left[enters] / along[enters])
        self._left -= cost * along
        leaves = int(self._basis[at])
        self._basis[at], self._is_high[enters], self._is_high[leaves] = enters, False, not is_below
        self._left[self._basis], self._left[leaves] = 0, -cost
        rows = np.flatnonzero(np.abs(column) > _ZERO)
        scaled = row / column[at]
        new = self._inverse[rows] - column[rows, None] * scaled
        new[np.searchsorted(rows, at)] = scaled
        self._inverse[rows] = new
        self._length[rows] = np.square(new).sum(axis=1)
        return True

    def _entering(self, along: Amounts, *, wrong: float) -> int | None:
        """Who comes in: those that would cost something first go to their other bound while that does not suffice for what is wrong."""
        can = np.where(self._is_high, along < -_LEAST_PIVOT, along > _LEAST_PIVOT)
        can &= self._most > 0
        can[self._basis] = False
        some = np.flatnonzero(can)
        length = np.abs(along[some])
        order = np.lexsort((-length, np.abs(self._left[some]) / length))
        at = int(np.searchsorted(np.cumsum(length[order]), wrong - _NEARLY))
        if at >= len(some):
            return None
        if at:
            flipped = some[order[:at]]
            change = np.zeros(len(self._cost))
            change[flipped] = np.where(self._is_high[flipped], -1.0, 1.0)
            self._is_high[flipped] = ~self._is_high[flipped]
            in_groups = self._in_groups(change)
            which = np.flatnonzero(in_groups)
            self._amount -= np.einsum("ij,j->i", self._inverse[:, which], in_groups[which])
        return int(some[order[at]])

    def _column(self, one: int) -> Amounts:
        """A ring's or a rest's column, by the basis."""
        many = len(self.value)
        groups = np.array([one - many]) if one >= many else self._group[self._ring == one]
        return self._inverse[:, groups].sum(axis=1)
