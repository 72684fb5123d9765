"""Mending a choice of rings spot by spot: a few rings that lie together are taken out, and the best way to fill the spot is looked for.

Measured in losses: a ring loses what its members' prices are above its value, a member in no ring loses their price. All losses
together are how far the choice lies under the bound; a spot is searched through by branching on its members, dearest first, and what
cannot lose less than the spot does now is not followed.
"""

from dataclasses import dataclass, field
from random import Random

import numpy as np

from entraide.logic.clearing.links import Amounts, Numbers
from entraide.logic.clearing.short_rings import Rings

# Of each member so many rings are looked at, those that lose least; a search gives up after so many branches.
_RINGS_EACH, _MOST_BRANCHES = 30, 3000
_LEAST_GAIN = 1e-9


class Mending:
    """A choice of rings that is being mended. `chosen` gives what it has come to."""

    def __init__(self, rings: Rings, prices: Amounts, chosen: Numbers) -> None:
        nobody = rings.nobody
        self._price: list[float] = prices.tolist()
        self._members = [tuple(one for one in row if one != nobody) for row in rings.members.tolist()]
        self._loss = [
            sum(self._price[one] for one in members) - value
            for members, value in zip(self._members, rings.value.tolist(), strict=True)
        ]
        self._of: list[list[int]] = [[] for _ in range(nobody)]
        for ring in sorted(range(len(rings)), key=self._loss.__getitem__):
            for one in self._members[ring]:
                if len(self._of[one]) < _RINGS_EACH:
                    self._of[one].append(ring)
        self._in = [-1] * nobody
        for ring in chosen.tolist():
            for one in self._members[ring]:
                self._in[one] = ring
        self._some = [one for one in range(nobody) if self._of[one]]
        self._dear = max(self._price, default=0.0) or 1.0
        self._least_gain = _LEAST_GAIN * self._dear

    @property
    def chosen(self) -> Numbers:
        """The rings chosen now, by their places."""
        return np.array(sorted({ring for ring in self._in if ring >= 0}), dtype=np.int64)

    def mend(self, *, spots: int, size: int, chance: Random) -> int:
        """Look at so many spots of `size` rings; how many could be mended."""
        return sum(self._mend_at(self._bad_place(chance), size, chance) for _ in range(spots if self._some else 0))

    def _bad_place(self, chance: Random) -> int:
        """A member, rather one whose seat loses much."""
        while True:
            one = self._some[int(chance.random() * len(self._some))]
            ring = self._in[one]
            lost = self._price[one] if ring < 0 else self._loss[ring] / len(self._members[ring])
            if chance.random() * self._dear / 2 < max(lost, 0.0) + self._dear / 50:
                return one

    def _mend_at(self, start: int, size: int, chance: Random) -> bool:
        out, spot = self._spot(start, size, chance)
        inside = self._rings_inside(spot)
        members = sorted({*spot, *(one for ring in inside for one in self._members[ring])})
        members.sort(key=lambda one: -self._price[one])
        lost = sum(self._loss[ring] for ring in out)
        lost += sum(self._price[one] for one in members if self._in[one] < 0)
        search = _Search(
            prices=[self._price[one] for one in members],
            rings=self._by_seat(inside, members),
            less_than=lost - self._least_gain,
        )
        found = search.find()
        if found is None:
            return False
        for ring in out:
            for one in self._members[ring]:
                self._in[one] = -1
        for ring in found:
            for one in self._members[ring]:
                self._in[one] = ring
        return True

    def _by_seat(self, inside: list[int], members: list[int]) -> list[tuple[float, tuple[int, ...], int]]:
        """Each ring with what it loses and the places of its members, what loses least first."""
        place = {one: at for at, one in enumerate(members)}
        rings = [(self._loss[ring], tuple(place[one] for one in self._members[ring]), ring) for ring in inside]
        return sorted(rings, key=lambda ring: (ring[0], ring[2]))

    def _spot(self, start: int, size: int, chance: Random) -> tuple[list[int], list[int]]:
        """The rings of a spot round a member, and all its members."""
        out: dict[int, None] = {}
        spot: dict[int, None] = {}
        waiting, seen = [start], {start}
        while waiting and len(out) < size:
            one = waiting.pop(int(chance.random() * len(waiting)))
            spot[one] = None
            ring = self._in[one]
            near: list[int] = []
            if ring >= 0 and ring not in out:
                out[ring] = None
                near += self._members[ring]
                spot.update(dict.fromkeys(self._members[ring]))
            if others := self._of[one]:
                for _ in range(2):
                    # Of the rings that lose little rather the first ones.
                    near += self._members[others[int(chance.random() * chance.random() * len(others))]]
            for other in near:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return list(out), [one for one in spot if self._in[one] < 0 or self._in[one] in out]

    def _rings_inside(self, spot: list[int]) -> list[int]:
        """The rings of the spot's members that need nobody but them and people in no ring."""
        inside: dict[int, None] = {}
        within = set(spot)
        for one in spot:
            for ring in self._of[one]:
                if ring not in inside and all(other in within or self._in[other] < 0 for other in self._members[ring]):
                    inside[ring] = None
        return list(inside)


@dataclass
class _Search:
    """The best way to seat the members of one spot. Members are bits, the dearest the lowest."""

    prices: list[float]
    rings: list[tuple[float, tuple[int, ...], int]]
    less_than: float
    _branches: int = 0
    _path: list[int] = field(default_factory=list)
    _found: list[int] | None = None

    def find(self) -> list[int] | None:
        """The rings of the best way that loses less than asked; None if none does, or none was found in time."""
        least = self._least_losses()
        self._alone = [price - own for price, own in zip(self.prices, least, strict=True)]
        self._begins: list[list[tuple[float, int, int]]] = [[] for _ in self.prices]
        for loss, seats, ring in self.rings:
            mask = sum(1 << seat for seat in seats)
            self._begins[min(seats)].append((loss - sum(least[seat] for seat in seats), mask, ring))
        for begun in self._begins:
            begun.sort()
        self._best = self.less_than - sum(least)
        self._go((1 << len(self.prices)) - 1, 0.0)
        return self._found

    def _least_losses(self) -> list[float]:
        """Of each member something that is lost on them whatever is chosen: no ring's members together more than the ring loses."""
        least = list(self.prices)
        rings_of: list[list[tuple[float, tuple[int, ...]]]] = [[] for _ in least]
        for loss, seats, _ in self.rings:
            for seat in seats:
                rings_of[seat].append((loss, seats))
                least[seat] = min(least[seat], loss / len(seats))
        for seat, price in enumerate(self.prices):
            room = [price - least[seat]]
            room += [loss - sum(least[other] for other in seats) for loss, seats in rings_of[seat]]
            least[seat] += max(0.0, min(room))
        return least

    def _go(self, rest: int, lost: float) -> None:
        """Seat the dearest of the rest, or leave them out, the cheaper first. `lost`: above what is lost in any case."""
        self._branches += 1
        if not rest:
            self._best, self._found = lost, list(self._path)
            return
        bit = rest & -rest
        seat = bit.bit_length() - 1
        alone, was_left_out = lost + self._alone[seat], False
        for more, mask, ring in self._begins[seat]:
            seated = lost + more
            if seated >= self._best:
                break
            if not was_left_out and alone < seated:
                was_left_out = True
                self._go(rest ^ bit, alone)
                if self._branches > _MOST_BRANCHES or seated >= self._best:
                    break
            if mask & rest == mask:
                self._path.append(ring)
                self._go(rest ^ mask, seated)
                self._path.pop()
                if self._branches > _MOST_BRANCHES:
                    return
        if not was_left_out and alone < self._best:
            self._go(rest ^ bit, alone)
