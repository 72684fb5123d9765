"""Every ring of two to five members, found by joining paths: the way out from a member with the ways back to them.

A ring is found once, from its member of the smallest number. Its value is the help to be hoped for: the weights of its links, added
up, times the chance that all say yes. Rings of four and five can be left out unless they are worth more than the prices of their
members (prices.py), which keeps their number small.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from entraide.logic.clearing.links import Amounts, Links, Marks, Numbers

LONGEST = 5
# So many pairs of paths are joined at once; it bounds the memory, not what is found.
_AT_ONCE = 1 << 21


@dataclass(frozen=True)
class Rings:
    """Rings, a row each.

    Attributes:
        members: of each ring its members, in the order in which they help; where a ring is shorter, the number of all members.
        links: the link by which each member helps the next; -1 where a ring is shorter.
        value: the help to be hoped for.
        nobody: the number of all members, which stands for nobody.
    """

    members: Numbers
    links: Numbers
    value: Amounts
    nobody: int

    def __len__(self) -> int:
        return len(self.value)

    @property
    def mean_value(self) -> float:
        """What a ring is worth on average; 1 where there is none."""
        return float(self.value.mean()) if len(self) else 1.0

    def among(self, which: Numbers) -> Rings:
        """Those rings, in that order."""
        return Rings(self.members[which], self.links[which], self.value[which], self.nobody)


def rings_of(links: Links, rows: Numbers, *, wide: int) -> Rings:
    """The rings that these rows of links (-1 where there is none) make, in arrays `wide` members wide."""
    filled = np.full((len(rows), wide), -1, dtype=np.int64)
    filled[:, : rows.shape[1]] = rows
    is_there = filled >= 0
    members = np.where(is_there, links.giver[filled], links.members)
    weight = np.where(is_there, links.weight[filled], 0.0).sum(axis=1)
    chance = np.where(is_there, links.chance[filled], 1.0).prod(axis=1)
    return Rings(members, filled, weight * chance, links.members)


def together(some: Rings, more: Rings) -> Rings:
    """Both; as wide as `some`."""
    return Rings(
        np.concatenate([some.members, more.members]),
        np.concatenate([some.links, more.links]),
        np.concatenate([some.value, more.value]),
        some.nobody,
    )


class RingFinder:
    """Finds the rings of one size after the other among the same links."""

    def __init__(self, links: Links) -> None:
        self.links = links
        upward = np.flatnonzero(links.receiver > links.giver)
        self._one, self._two = _onward(links, upward, root=links.giver[upward], path=upward)
        back_at = np.argsort(links.receiver, kind="stable")
        from_here = np.searchsorted(links.receiver[back_at], np.arange(links.members + 1))
        homeward = np.flatnonzero(links.giver > links.receiver)
        middle = links.giver[homeward]
        counts = from_here[middle + 1] - from_here[middle]
        last = np.repeat(homeward, counts)
        before = back_at[_runs(from_here[middle], counts)]
        kept = links.giver[before] > links.receiver[last]
        last, before = last[kept], before[kept]
        key = links.receiver[last] * links.members + links.giver[before]
        order = np.argsort(key, kind="stable")
        self._before, self._last, self._back_key = before[order], last[order], key[order]

    def pairs_and_threes(self) -> Numbers:
        """Every ring of two and of three, as rows of three links."""
        links = self.links
        there = np.flatnonzero(links.giver < links.receiver)
        back, is_ring = self._link(links.receiver[there], links.giver[there])
        two = np.stack([there[is_ring], back[is_ring], np.full(is_ring.sum(), -1)], axis=1)
        close, is_ring = self._link(links.receiver[self._two], links.giver[self._one])
        three = np.stack([self._one[is_ring], self._two[is_ring], close[is_ring]], axis=1)
        return np.concatenate([two, three])

    def count_of_fours(self) -> int:
        """How many rings of four there are, or a few more."""
        return int(self._ways_back(self._key(self._one, self._two))[1].sum())

    def fours(self, prices: Amounts | None = None, *, above: float = 0.0) -> Numbers:
        """Every ring of four, or with prices those worth more than their members' prices by `above`."""
        found = []
        for one, two, before, last, _ in self._joined(self._one, self._two):
            is_ring = self.links.receiver[one] != self.links.receiver[before]
            rows = np.stack([one, two, before, last], axis=1)[is_ring]
            found.append(rows if prices is None else self._worth(rows, prices, above))
        return np.concatenate(found) if found else np.empty((0, 4), dtype=np.int64)

    def fives(self, prices: Amounts, *, above: float = 0.0) -> Numbers:
        """Every ring of five worth more than its members' prices by `above`. A way out whose best way back is too little is left early."""
        links = self.links
        if not len(self._back_key):
            return np.empty((0, 5), dtype=np.int64)
        starts = np.flatnonzero(np.concatenate([[True], self._back_key[1:] != self._back_key[:-1]]))
        keys = self._back_key[starts]
        most_weight = np.maximum.reduceat(links.weight[self._before] + links.weight[self._last], starts)
        most_chance = np.maximum.reduceat(links.chance[self._before] * links.chance[self._last], starts)
        least_price = np.minimum.reduceat(prices[links.giver[self._last]], starts)
        found = []
        degree = np.diff(links.first)[links.receiver[self._two]]
        for start, end in _shares(degree):
            path = np.arange(start, end)
            at, three = _onward(links, self._two[start:end], root=links.giver[self._one[start:end]], path=path)
            one, two = self._one[at], self._two[at]
            kept = links.receiver[three] != links.receiver[one]
            one, two, three = one[kept], two[kept], three[kept]
            group = np.minimum(np.searchsorted(keys, self._key(one, three)), len(keys) - 1)
            weight = links.weight[one] + links.weight[two] + links.weight[three] + most_weight[group]
            chance = links.chance[one] * links.chance[two] * links.chance[three] * most_chance[group]
            price = prices[links.giver[one]] + prices[links.giver[two]] + prices[links.giver[three]]
            price += prices[links.receiver[three]] + least_price[group]
            kept = (keys[group] == self._key(one, three)) & (weight * chance > price + above)
            one, two, three = one[kept], two[kept], three[kept]
            for first, third, before, last, which in self._joined(one, three):
                second = two[which]
                fifth = links.giver[last]
                is_ring = (fifth != links.receiver[first]) & (fifth != links.receiver[second])
                rows = np.stack([first, second, third, before, last], axis=1)[is_ring]
                found.append(self._worth(rows, prices, above))
        return np.concatenate(found) if found else np.empty((0, 5), dtype=np.int64)

    def _link(self, giver: Numbers, receiver: Numbers) -> tuple[Numbers, Marks]:
        """The link from one to the other, and whether there is one."""
        links = self.links
        if not len(links):
            return np.zeros(len(giver), dtype=np.int64), np.zeros(len(giver), dtype=np.bool_)
        wanted = giver * links.members + receiver
        at = np.minimum(np.searchsorted(links.key, wanted), len(links) - 1)
        return at, links.key[at] == wanted

    def _key(self, first: Numbers, latest: Numbers) -> Numbers:
        """Where a way out began and where it has come to, as one number."""
        return self.links.giver[first] * self.links.members + self.links.receiver[latest]

    def _ways_back(self, key: Numbers) -> tuple[Numbers, Numbers]:
        """For each key the first of its ways back, and how many there are."""
        low = np.searchsorted(self._back_key, key, "left")
        return low, np.searchsorted(self._back_key, key, "right") - low

    def _joined(self, one: Numbers, latest: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers, Numbers, Numbers]]:
        """Each way out with each of its ways back, so many at once as the memory is meant to hold."""
        low, counts = self._ways_back(self._key(one, latest))
        for start, end in _shares(counts):
            which = np.repeat(np.arange(start, end), counts[start:end])
            back = _runs(low[start:end], counts[start:end])
            yield one[which], latest[which], self._before[back], self._last[back], which

    def _worth(self, rows: Numbers, prices: Amounts, above: float) -> Numbers:
        links = self.links
        value = links.weight[rows].sum(axis=1) * links.chance[rows].prod(axis=1)
        return rows[value > prices[links.giver[rows]].sum(axis=1) + above]


def _onward(links: Links, latest: Numbers, *, root: Numbers, path: Numbers) -> tuple[Numbers, Numbers]:
    """One link more for each path, to members of higher number than its root: which path, and the new link."""
    reached = links.receiver[latest]
    counts = links.first[reached + 1] - links.first[reached]
    new = _runs(links.first[reached], counts)
    kept = links.receiver[new] > np.repeat(root, counts)
    return np.repeat(path, counts)[kept], new[kept]


def _runs(starts: Numbers, counts: Numbers) -> Numbers:
    """`start`, `start + 1` … so many times as counted, one run after the other."""
    ends = np.cumsum(counts)
    return np.repeat(starts - (ends - counts), counts) + np.arange(int(ends[-1]) if len(ends) else 0)


def _shares(counts: Numbers) -> Iterator[tuple[int, int]]:
    """Cuts a row of counts in parts of about `_AT_ONCE` together."""
    if not len(counts):
        return
    part = np.cumsum(counts) // _AT_ONCE
    edges = [0, *(np.flatnonzero(np.diff(part)) + 1).tolist(), len(counts)]
    yield from pairwise(edges)
