"""Searching a field of rings to the end: what is the best choice, and is there none better?

A field falls into parts that share no member; each is searched by itself. The relaxed choice (relaxed.py) says what no choice in the part
can pass, and by its prices which rings are in no better choice than the one that is known: those are closed, and parts fall apart
further. Groups of rings that meet each other, and of which more than one is taken altogether, are added. Then two members are settled
both ways: together in one ring, or in none. Which two is tried out first. The search counts its branches and gives up after so many;
what it has come to by then bounds every choice still.
"""

from dataclasses import dataclass, field

import numpy as np

from entraide.logic.clearing.links import Amounts, Numbers
from entraide.logic.clearing.parts import Pair, Part, parts_of, undominated
from entraide.logic.clearing.prices import surplus
from entraide.logic.clearing.relaxed import Relaxed
from entraide.logic.clearing.short_rings import Rings

_NOTHING = 1e-9
_MOST_STEPS, _STEPS_TO_TRY = 20_000, 60
# Groups are added as long as each round takes this share off what the bound lies above the choice.
_GROUP_ROUNDS, _NEARER = 12, 0.02
# With at most this share of its rings left open, a part is set up anew.
_FEW_LEFT = 0.6
# At most so many pairs are tried, fewer if so many after each other were no better than the best.
_MOST_TRIED, _IN_VAIN, _LEAST_FALL = 40, 8, 1e-4
# How far what came of a pair once counts beside what came of it later; and what comes of all pairs, on.
_MEMORY, _LONG_MEMORY = 0.5, 0.95
# Branches upon branches are functions within functions.
_DEEPEST = 120

# The best choice if it is worth more than what was asked for; and what no choice that is is worth more than.
Found = tuple[Numbers | None, float]
# By how much the bound falls if two are put together, and if they are put apart.
Falls = tuple[float, float]


def best_of(rings: Rings, prices: Amounts, chosen: Numbers, *, branches: int) -> tuple[Numbers, float]:
    """The best choice of rings, from `chosen` on, and what no choice is worth more than: just its value where that is proven.

    `branches`: how many are looked at at most, in the smallest part first; where they do not suffice, what was found by then counts.
    """
    search = Search(rings, branches)
    best, most = [np.empty(0, dtype=np.int64)], 0.0
    for part in sorted(parts_of(rings, np.arange(len(rings))), key=len):
        own = chosen[np.isin(chosen, part)]
        worth = float(rings.value[own].sum())
        left = surplus(prices, rings.members[part].T, rings.value[part])
        bound = float(prices[np.unique(rings.members[part])].sum() + left[left > 0].sum())
        useful = undominated(rings, part[left >= worth - bound - _NOTHING])
        found, part_most = search.better(useful, than=worth)
        best.append(own if found is None else found)
        most += part_most
    return np.concatenate(best), most


@dataclass
class Search:
    """A search with so many branches left."""

    rings: Rings
    branches: int
    _depth: int = 0
    _fell: dict[Pair, Falls] = field(default_factory=dict)
    _fell_mostly: Falls = (1.0, 1.0)

    def better(self, which: Numbers, *, than: float, due: frozenset[int] = frozenset()) -> Found:
        """The best choice among these rings if it is worth more than `than`; None if none is, or none was found in time.

        `due`: members who have to be in one. No choice with them is worth more than the number that comes with it, which is `than`
        or more.
        """
        if not due <= self._members(which):
            return None, than
        if not len(which):
            return (which, 0.0) if than < -_NOTHING else (None, than)
        parts = [Part(self.rings, part, due & self._members(part)) for part in parts_of(self.rings, which)]
        if len(parts) == 1:
            return self._go_down(parts[0], parts[0].relaxed(), than=than)
        ahead = []
        for part in sorted(parts, key=lambda part: len(part.which)):
            relaxed = part.relaxed()
            relaxed.solve(above=-np.inf, steps=_MOST_STEPS)
            ahead.append((part, relaxed, relaxed.bound()[0]))
        most = sum(bound for _, _, bound in ahead)
        chosen = []
        for part, relaxed, bound in ahead:
            # What the part has to pass, were all others as good as their bounds.
            found, part_most = self._go_down(part, relaxed, than=than - (most - bound))
            most += min(part_most, bound) - bound
            if found is not None:
                chosen.append(found)
            if most <= than + _NOTHING:
                return None, than
        return (np.concatenate(chosen) if len(chosen) == len(parts) else None), most

    def _members(self, which: Numbers) -> frozenset[int]:
        return frozenset(self.rings.members[which].ravel().tolist())

    def _worth(self, chosen: Numbers) -> float:
        return float(self.rings.value[chosen].sum())

    def _go_down(self, part: Part, relaxed: Relaxed, *, than: float) -> Found:
        self._depth += 1
        try:
            found = self._dived(part, relaxed, than=than)
            better, most = self._search(part, relaxed, than=than if found is None else self._worth(found))
            return (found if better is None else better), most
        finally:
            self._depth -= 1

    def _dived(self, part: Part, relaxed: Relaxed, *, than: float) -> Numbers | None:
        """A choice worth more than `than`, if taking the ring that is taken most, again and again, leads to one."""
        way = relaxed.copy()
        while way.solve(above=than + _NOTHING, steps=_MOST_STEPS):
            taken = way.taken
            if (chosen := part.whole(taken)) is not None:
                return chosen if self._worth(chosen) > than + _NOTHING else None
            most = part.most_in_part(taken)
            if taken[most] <= 0:
                break
            part.take(way, most)
        return None

    def _search(self, part: Part, relaxed: Relaxed, *, than: float) -> Found:
        rounds, before = 0, np.inf
        while True:
            self.branches -= 1
            if not relaxed.solve(above=than + _NOTHING, steps=_MOST_STEPS):
                return None, than
            bound, left = relaxed.bound()
            if self.branches < 0 or self._depth > _DEEPEST:
                return None, bound
            taken = relaxed.taken
            if (chosen := part.whole(taken)) is not None:
                return (chosen if self._worth(chosen) > than + _NOTHING else None), bound
            hopeless = relaxed.is_open & (left < than - bound - _NOTHING)
            if hopeless.any():
                relaxed.close(hopeless)
                if (found := self._set_up_anew(part, relaxed, than=than)) is not None:
                    return found
                continue
            if rounds < _GROUP_ROUNDS and before - bound > _NEARER * (bound - than):
                rounds, before = rounds + 1, bound
                if groups := part.groups_passed(taken, relaxed.is_open):
                    relaxed.add(groups)
                    continue
            ways = self._ways(part, relaxed, bound=bound, than=than)
            if len(ways) != 1:
                return self._best_way(part, ways, than=than, bound=bound)
            relaxed, before = ways[0], np.inf

    def _set_up_anew(self, part: Part, relaxed: Relaxed, *, than: float) -> Found | None:
        """What is found among the rings that are open still, if they are few or in several parts now."""
        is_open = part.which[relaxed.is_open]
        if len(is_open) > _FEW_LEFT * len(part.which) and len(parts_of(self.rings, is_open)) == 1:
            return None
        return self.better(is_open, than=than, due=part.due_in(relaxed))

    def _best_way(self, part: Part, ways: list[Relaxed], *, than: float, bound: float) -> Found:
        """The best of what the ways lead to, the one with the higher bound first."""
        best: Numbers | None = None
        most = than
        for way in sorted(ways, key=lambda way: -way.bound()[0]):
            found, way_most = self._go_down(part, way, than=than)
            if found is not None:
                best, than = found, self._worth(found)
            most = max(most, way_most, than)
        return best, min(most, bound)

    def _ways(self, part: Part, relaxed: Relaxed, *, bound: float, than: float) -> list[Relaxed]:
        """Two ways to go on, which together leave out nothing; fewer, if one or both lead nowhere better."""
        shares = part.shares(relaxed.taken)
        best, best_score, vain = [relaxed], -1.0, 0
        for pair in sorted(shares, key=lambda pair: (-self._hope(pair, shares[pair]), pair))[:_MOST_TRIED]:
            both = [relaxed.copy(), relaxed.copy()]
            part.put_together(both[0], pair)
            part.put_apart(both[1], pair)
            lead = [way.solve(above=than + _NOTHING, steps=_STEPS_TO_TRY) for way in both]
            together, apart = (
                max(bound - (way.bound()[0] if leads else than), 0.0) for way, leads in zip(both, lead, strict=True)
            )
            self._note(pair, (together / (1 - shares[pair]), apart / shares[pair]))
            if not all(lead):
                return [way for way, leads in zip(both, lead, strict=True) if leads]
            score, vain = _score(together, apart), vain + 1
            if score > best_score:
                best, best_score, vain = both, score, 0
            if vain >= _IN_VAIN:
                break
        return best

    def _hope(self, pair: Pair, share: float) -> float:
        """How good it seems to settle a pair, by what came of it before; of others, if it was not tried yet."""
        together, apart = self._fell.get(pair, self._fell_mostly)
        return _score(together * (1 - share), apart * share)

    def _note(self, pair: Pair, fell: Falls) -> None:
        self._fell[pair] = _mixed(self._fell.get(pair, fell), fell, _MEMORY)
        self._fell_mostly = _mixed(self._fell_mostly, fell, _LONG_MEMORY)


def _score(together: float, apart: float) -> float:
    """How good it is to settle a pair if the bound falls by so much: it has to both ways."""
    return max(together, _LEAST_FALL) * max(apart, _LEAST_FALL)


def _mixed(old: Falls, new: Falls, memory: float) -> Falls:
    return memory * old[0] + (1 - memory) * new[0], memory * old[1] + (1 - memory) * new[1]
