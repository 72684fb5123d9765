"""Parts of a field of rings that share no member, and who is in which ring of one; which rings no best choice needs."""

from itertools import combinations

import numpy as np

from entraide.logic.clearing.links import Amounts, Marks, Numbers
from entraide.logic.clearing.relaxed import Relaxed
from entraide.logic.clearing.short_rings import Rings

# Two members who are together in one ring or in none.
Pair = tuple[int, int]

# A ring that is taken by less than this, or all but this, is taken not at all, or wholly.
_WHOLE = 1e-6
# Of a group more has to be taken than one and this for it to be worth adding; at most so many are added at once.
_TOO_MUCH, _MOST_GROUPS = 1e-3, 60


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


def undominated(rings: Rings, which: Numbers) -> Numbers:
    """Those of these rings that are worth more than any other among the same members, all or some of them; of equals one."""
    sets = [tuple(sorted(set(row) - {rings.nobody})) for row in rings.members[which].tolist()]
    best: dict[tuple[int, ...], tuple[float, int]] = {}
    for at, (members, value) in enumerate(zip(sets, rings.value[which].tolist(), strict=True)):
        if members not in best or best[members][0] < value:
            best[members] = value, at
    kept = [
        at
        for members, (value, at) in best.items()
        if not any(
            some in best and best[some][0] >= value
            for size in range(2, len(members))
            for some in combinations(members, size)
        )
    ]
    return which[np.sort(np.array(kept, dtype=np.int64))]


class Part:
    """The rings `which` of one part: places below are places among them. `due`: members who have to be in a ring."""

    def __init__(self, rings: Rings, which: Numbers, due: frozenset[int] = frozenset()) -> None:
        self.which, self.value, self._due = which, rings.value[which], due
        self._rows = [tuple(one for one in row if one != rings.nobody) for row in rings.members[which].tolist()]
        members = sorted({one for row in self._rows for one in row})
        column = {one: at for at, one in enumerate(members)}
        self._has = np.zeros((len(which), len(members)), dtype=np.float32)
        for at, row in enumerate(self._rows):
            self._has[at, [column[one] for one in row]] = 1
        self._of = {one: np.flatnonzero(self._has[:, column[one]]) for one in members}
        # Of somebody whose rings are all somebody else's too, nothing more has to be said.
        both = self._has.T @ self._has
        size, place = np.diag(both), np.arange(len(members))
        is_larger = size > size[:, None]
        is_larger |= (size == size[:, None]) & (place < place[:, None])
        is_within = ((both == size[:, None]) & is_larger).any(axis=1)
        kept = [one for one, within in zip(members, is_within.tolist(), strict=True) if one in due or not within]
        self._group = {one: at for at, one in enumerate(kept)}

    def relaxed(self) -> Relaxed:
        """The relaxed choice among all of them."""
        relaxed = Relaxed(self.value, [self._of[one] for one in self._group])
        for one in sorted(self._due):
            relaxed.demand(self._group[one])
        return relaxed

    def due_in(self, relaxed: Relaxed) -> frozenset[int]:
        """Who has to be in a ring by now."""
        is_due = relaxed.is_due
        return frozenset(one for one, at in self._group.items() if is_due[at])

    def put_together(self, relaxed: Relaxed, pair: Pair) -> None:
        """From now on these two are in one ring."""
        relaxed.close(np.setxor1d(self._of[pair[0]], self._of[pair[1]]))
        relaxed.demand(next(self._group[one] for one in pair if one in self._group))

    def put_apart(self, relaxed: Relaxed, pair: Pair) -> None:
        """From now on these two are in no ring together."""
        relaxed.close(np.intersect1d(self._of[pair[0]], self._of[pair[1]]))

    def take(self, relaxed: Relaxed, ring: int) -> None:
        """From now on this ring is the only one that its members may be in."""
        meets = self._has @ self._has[ring] > 0
        meets[ring] = False
        relaxed.close(meets)

    def whole(self, taken: Amounts) -> Numbers | None:
        """The choice, if every ring is taken wholly or not at all and nobody is in two; else None."""
        chosen = np.flatnonzero(taken > 1 - _WHOLE)
        is_whole = len(chosen) == np.count_nonzero(taken > _WHOLE)
        return self.which[chosen] if is_whole and bool((self._has[chosen].sum(axis=0) <= 1).all()) else None

    def most_in_part(self, taken: Amounts) -> int:
        """The ring that is taken most of those that are not taken wholly."""
        return int(np.argmax(np.where(taken < 1 - _WHOLE, taken, 0.0)))

    def shares(self, taken: Amounts) -> dict[Pair, float]:
        """Of members who are together in part how much they are; of pairs in the same rings one.

        As long as a ring is taken in part there is such a pair: somebody in it is in another one too that has not the same members.
        """
        rings: dict[Pair, list[int]] = {}
        for ring in np.flatnonzero((taken > _WHOLE) & (taken < 1 - _WHOLE)).tolist():
            for pair in combinations(sorted(self._rows[ring]), 2):
                if pair[0] in self._group or pair[1] in self._group:
                    rings.setdefault(pair, []).append(ring)
        first: dict[tuple[int, ...], Pair] = {}
        for pair, some in rings.items():
            first.setdefault(tuple(some), pair)
        shares = {pair: float(taken[list(some)].sum()) for some, pair in first.items()}
        return {pair: share for pair, share in shares.items() if share < 1 - _WHOLE}

    def groups_passed(self, taken: Amounts, is_open: Marks) -> list[Numbers]:
        """Groups of rings that all meet each other, and of which more than one is taken altogether; with all open rings that fit in."""
        some = np.flatnonzero(taken > _WHOLE)
        some = some[np.argsort(-taken[some], kind="stable")]
        share, has = taken[some], self._has[some]
        meet = has @ has.T > 0
        np.fill_diagonal(meet, False)
        found: dict[tuple[int, ...], float] = {}
        for one, other in np.argwhere(np.triu(meet)).tolist():
            group, can = [one, other], meet[one] & meet[other]
            while can.any():
                # The first is the one that is taken most.
                group.append(int(np.argmax(can)))
                can &= meet[group[-1]]
            if (much := float(share[group].sum())) > 1 + _TOO_MUCH:
                found[tuple(sorted(group))] = much
        best = sorted(found, key=lambda group: (-found[group], group))[:_MOST_GROUPS]
        return [self._widened(some[list(group)], is_open) for group in best]

    def _widened(self, group: Numbers, is_open: Marks) -> Numbers:
        """The group with open rings that meet all of it and each other."""
        fits = (self._has @ self._has[group].T > 0).all(axis=1) & is_open
        fits[group] = False
        rest = np.flatnonzero(fits)
        meet = self._has[rest] @ self._has[rest].T > 0
        can = np.ones(len(rest), dtype=np.bool_)
        wider = group.tolist()
        for at, ring in enumerate(rest.tolist()):
            if can[at]:
                wider.append(ring)
                can &= meet[at]
        return np.sort(np.array(wider, dtype=np.int64))
