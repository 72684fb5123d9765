"""Choosing rings so that everybody is in one at most: greedily; by diving with prices; by choosing the weakest part anew."""

from collections.abc import Iterable

import numpy as np

from entraide.logic.clearing.links import Amounts, Marks, Numbers
from entraide.logic.clearing.prices import Walk, surplus
from entraide.logic.clearing.short_rings import Rings

# In a dive, of the members still worth something so many find their ring at once, after so many steps of prices.
_AT_ONCE, _LEAST_AT_ONCE = 0.1, 10
_AIM = 0.01
# How far what a ring was chosen in the last steps counts on, and its surplus (in mean values) beside it.
_MEMORY, _SURPLUS_COUNTS = 0.9, 0.3


def greedily(rings: Rings) -> Numbers:
    """The ring of the largest value first, then the largest that is left: what stands to compare with. Ties by their order."""
    order = np.argsort(-rings.value, kind="stable")
    return order[_apart(rings.members[order].tolist(), _all_free(rings).tolist())]


def dive(
    rings: Rings,
    prices: Amounts,
    *,
    free: Marks,
    chance: np.random.Generator,
    steps: int,
    at_once: float = _AT_ONCE,
    noise: float = 0.0,
) -> Numbers:
    """Which rings to choose among the members who are `free`: the prices are walked on, the surest rings are taken, and so on.

    `steps`: of prices between two takes. `noise`: by how much chance disturbs the order.
    """
    left_over = np.flatnonzero(free[rings.members].all(axis=1))
    columns, value = np.ascontiguousarray(rings.members[left_over].T), rings.value[left_over]
    prices, free = np.where(free, prices, 0.0), free.copy()
    lately = np.zeros(len(left_over))
    chosen = []
    while len(left_over):
        walk = Walk(prices, free, aim=_AIM)
        for _ in range(steps):
            taken = walk.go(columns, surplus(walk.prices, columns, value))
            lately *= _MEMORY
            lately[taken] += 1 - _MEMORY
        sure = lately + _SURPLUS_COUNTS * surplus(walk.best_prices, columns, value) / rings.mean_value
        if noise:
            sure += noise * chance.random(len(sure))
        most = max(_LEAST_AT_ONCE, int(at_once * np.count_nonzero(walk.best_prices)))
        order = np.argsort(-sure, kind="stable")[: 6 * most]
        still = free.tolist()
        new = order[_apart(columns[:, order].T.tolist(), still, most=most)]
        chosen.append(left_over[new])
        free = np.array(still)
        prices = np.where(free, walk.best_prices, 0.0)
        kept = free[columns].all(axis=0)
        left_over, value, lately = left_over[kept], value[kept], lately[kept]
        columns = np.ascontiguousarray(columns[:, kept])
    return np.concatenate(chosen) if chosen else np.empty(0, dtype=np.int64)


def choose_again(
    rings: Rings, prices: Amounts, chosen: Numbers, *, part: float, chance: np.random.Generator, steps: int
) -> Numbers:
    """The choice with its weakest part chosen anew, if that is worth at least as much; else as it was.

    `part`: how much of it, 0 to 1: the rings that are worth least beside their members' prices, and by chance some others.
    """
    if not len(chosen):
        return chosen
    loss = -surplus(prices, rings.members[chosen].T, rings.value[chosen]) / float(rings.value[chosen].mean())
    order = np.argsort(loss + 0.15 * chance.exponential(size=len(chosen)), kind="stable")
    kept = chosen[order[: int(len(chosen) * (1 - part))]]
    free = _all_free(rings)
    free[rings.members[kept].ravel()] = False
    free[-1] = True
    new = dive(rings, prices, free=free, chance=chance, steps=steps, at_once=0.15, noise=0.1)
    both = np.concatenate([kept, new])
    return both if rings.value[both].sum() >= rings.value[chosen].sum() else chosen


def _all_free(rings: Rings) -> Marks:
    return np.ones(rings.nobody + 1, dtype=np.bool_)


def _apart(rows: Iterable[list[int]], free: list[bool], *, most: int | None = None) -> Numbers:
    """The places of the rows whose members are all free when their turn comes; `free` is kept up. Until `most` members are in one."""
    nobody, taken, found = len(free) - 1, 0, []
    for place, members in enumerate(rows):
        if all(free[one] for one in members):
            for one in members:
                if one != nobody:
                    free[one] = False
                    taken += 1
            found.append(place)
            if most is not None and taken >= most:
                break
    return np.array(found, dtype=np.int64)
