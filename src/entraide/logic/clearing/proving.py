"""Searching a small field of rings to the end: branch and bound, with the prices' bound at every branch.

A field falls into parts that share no member; each is searched by itself. A ring that loses more by the prices than what a part's
choice lies under its bound is in no better choice, and is left out. The search counts its branches and gives up after so many.
"""

from dataclasses import dataclass

import numpy as np

from entraide.logic.clearing.links import Amounts, Numbers
from entraide.logic.clearing.prices import Walk, surplus
from entraide.logic.clearing.short_rings import Rings

_FIRST_STEPS, _STEPS, _AIM = 150, 40, 0.01
_MEMORY = 0.9
_NOTHING = 1e-9
# Branches upon branches are functions within functions.
_DEEPEST = 150


def best_of(rings: Rings, prices: Amounts, chosen: Numbers, *, branches: int) -> tuple[Numbers, bool]:
    """The best choice of rings, part by part from `chosen`, and whether it is proven to be the best of all.

    `branches`: how many are looked at in each part at most; where they do not suffice, what was found till then counts.
    """
    best, is_proven = [], True
    for part in parts_of(rings, np.arange(len(rings))):
        search = Search(rings, branches)
        own = chosen[np.isin(chosen, part)]
        found = search.better(part, prices, than=float(rings.value[own].sum()))
        best.append(own if found is None else found)
        is_proven = is_proven and not search.gave_up
    return np.concatenate(best) if best else chosen, is_proven


@dataclass
class Search:
    """A search with so many branches left. `gave_up` says that some part was not searched to the end."""

    rings: Rings
    branches: int
    gave_up: bool = False
    _depth: int = 0

    def better(self, which: Numbers, prices: Amounts, *, than: float, steps: int = _FIRST_STEPS) -> Numbers | None:
        """The best choice among these rings if it is worth more than `than`; None if there is none, or none was found in time."""
        if not len(which):
            return which if than < -_NOTHING else None
        parts = parts_of(self.rings, which)
        if len(parts) == 1:
            return self._better_in_part(which, prices, than=than, steps=steps)
        walked = [self._walked(part, prices, steps=steps) for part in parts]
        ahead = sum(bound for bound, _, _ in walked)
        order = sorted(range(len(parts)), key=lambda at: len(parts[at]))
        chosen = []
        for at in order:
            bound, own, _ = walked[at]
            if ahead <= than + _NOTHING:
                return None
            found = self.better(parts[at], own, than=than - (ahead - bound), steps=_STEPS) if len(parts[at]) else None
            if found is None:
                return None
            chosen.append(found)
            ahead += float(self.rings.value[found].sum()) - bound
        return np.concatenate(chosen)

    def _better_in_part(self, which: Numbers, prices: Amounts, *, than: float, steps: int) -> Numbers | None:
        self.branches -= 1
        if self.branches < 0 or self._depth > _DEEPEST:
            self.gave_up = True
            return None
        self._depth += 1
        try:
            return self._branch(which, prices, than=than, steps=steps)
        finally:
            self._depth -= 1

    def _branch(self, which: Numbers, prices: Amounts, *, than: float, steps: int) -> Numbers | None:
        bound, prices, lately = self._walked(which, prices, steps=steps)
        if bound <= than + _NOTHING:
            return None
        left = surplus(prices, self.rings.members[which].T, self.rings.value[which])
        kept = left > than - bound
        if not kept.all():
            # Fewer rings: they may fall into parts now.
            return self.better(which[kept], prices, than=than, steps=_STEPS)
        if len(which) == 1:
            return which if float(self.rings.value[which[0]]) > than + _NOTHING else None
        at = int(np.argmax(lately + 0.3 * left / float(self.rings.value[which].mean())))
        ring = which[at]
        members = self.rings.members[ring]
        real = members[members < self.rings.nobody]
        apart = which[~np.isin(self.rings.members[which], real).any(axis=1)]
        best: Numbers | None = None
        worth = float(self.rings.value[ring])
        found = self.better(apart, prices, than=than - worth, steps=_STEPS)
        if found is not None:
            best = np.append(found, ring)
            than = float(self.rings.value[best].sum())
        other = self.better(np.delete(which, at), prices, than=than, steps=_STEPS)
        return best if other is None else other

    def _walked(self, which: Numbers, prices: Amounts, *, steps: int) -> tuple[float, Amounts, Amounts]:
        """The bound over these rings after so many steps of prices from these; the prices; how often each ring had a surplus lately."""
        rows, value = self.rings.members[which], self.rings.value[which]
        members, seats = np.unique(rows, return_inverse=True)
        seats = seats.reshape(rows.shape)
        if members[-1] != self.rings.nobody:
            members = np.append(members, self.rings.nobody)
        columns = np.ascontiguousarray(seats.T)
        walk = Walk(prices[members], np.ones(len(members), dtype=np.bool_), aim=_AIM)
        lately = np.zeros(len(which))
        for _ in range(steps):
            taken = walk.go(columns, surplus(walk.prices, columns, value))
            lately *= _MEMORY
            lately[taken] += 1 - _MEMORY
            if walk.aim < 1e-5:
                break
        all_prices = np.zeros(self.rings.nobody + 1)
        all_prices[members] = walk.best_prices
        return float(walk.best), all_prices, lately


def parts_of(rings: Rings, which: Numbers) -> list[Numbers]:
    """These rings by parts that share no member."""
    if not len(which):
        return []
    rows = rings.members[which]
    label = np.arange(rings.nobody + 1)
    while True:
        lowest = np.where(rows < rings.nobody, label[rows], rings.nobody).min(axis=1)
        before = label.copy()
        for seat in rows.T:
            np.minimum.at(label, seat, lowest)
        label[-1] = rings.nobody
        if (label == before).all():
            break
    part = label[rows[:, 0]]
    return [which[part == one] for one in np.unique(part)]
