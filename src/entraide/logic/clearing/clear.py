"""From who can help whom to the rings to propose: everybody in one at most, with a bound beside the answer.

The order of the work: all short rings are found; prices of the members give a bound; among the rings that lose little by these prices
a dive chooses, its weakest part is chosen again some times, spots are mended. The work is counted in rounds, never in seconds, so
that the same seed gives the same answer on any machine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from entraide.logic.clearing.choosing import choose_again, dive, greedily
from entraide.logic.clearing.links import Amounts, Links, Numbers, in_circles
from entraide.logic.clearing.mending import Mending
from entraide.logic.clearing.prices import bound_by, seek_prices, surplus
from entraide.logic.clearing.proving import best_of
from entraide.logic.clearing.short_rings import LONGEST, RingFinder, Rings, rings_of, together

# More rings of four than this are not looked at one by one: those that have a surplus by the prices of the shorter ones are.
_MOST_FOURS = 6_000_000
# Rings that lose more than this (in mean values) by the prices are in no good choice; mending looks at fewer.
_DIVE_NEAR, _AGAIN_NEAR, _MEND_NEAR = 0.3, 0.12, 0.08
_STEPS, _DIVE_STEPS, _AGAIN_STEPS = 400, 30, 25
_PARTS = (0.4, 0.25, 0.55)
_SPOT_SIZES = (8, 12)
_MEND_EVERY = 5
_FEWEST_ROUNDS, _MOST_ROUNDS, _RINGS_IN_ALL = 10, 60, 400_000
_AIM_AGAIN = 0.02
# A choice this near the bound is as good as proven to be the best; so many rounds without a better one are enough.
_AS_GOOD, _VAIN_ROUNDS = 1e-7, 40
# So few rings are searched to the end, part by part.
_MOST_TO_PROVE = 3000


@dataclass(frozen=True)
class Clearing:
    """What clearing came to.

    Attributes:
        rings: of each chosen ring the links in their order, by their names in the input.
        value: the help to be hoped for, of all of them together.
        bound: no choice of rings of up to so many members is worth more.
        greedy: what taking the most valuable ring first, again and again, would be worth.
        looked_at: how many rings were looked at.
    """

    rings: tuple[tuple[int, ...], ...]
    value: float
    bound: float
    greedy: float
    looked_at: int

    @property
    def gap(self) -> float:
        """How far the value lies under the bound, as a share of the bound: 0 is proven to be the best."""
        return 1 - self.value / self.bound if self.bound > 0 else 0.0


def _silent(_: str) -> None:
    """Nobody listens."""


def clear(
    *,
    links: Links,
    longest: int = 4,
    rounds: int | None = None,
    branches: int = 400,
    seed: int = 0,
    tell: Callable[[str], None] = _silent,
) -> Clearing:
    """The rings of two to `longest` (at most 5) members to choose among these links.

    `rounds`: how often the weakest part is chosen again and spots are mended; the answer only gets better with more. Left out, the
    fewer rings there are the more rounds. `branches`: how far a small field is searched to the end, in each of its parts. `tell` is called
    with the name of each phase when it ends. Raises ValueError for a `longest` outside 2 to 5.
    """
    if not 2 <= longest <= LONGEST:
        raise ValueError("rings have two to five members")
    circles = in_circles(links)
    finder = RingFinder(circles)
    rings, are_fours_left = _found(circles, finder, longest)
    tell("found")
    greedy = float(rings.value[greedily(rings)].sum())
    tell("greedy")
    priced = seek_prices(rings, steps=_STEPS)
    prices, bound = priced.of, priced.bound
    sizes = (4,) * are_fours_left + (5,) * (longest == LONGEST)
    if sizes:

        def longer(prices: Amounts, above: float) -> Rings:
            return _longer(circles, finder, prices, above, sizes)

        rings, prices, bound = _with_worthy(longer, rings, prices)
    tell("bound")
    near = _near(rings, prices, _DIVE_NEAR)
    rounds = min(_MOST_ROUNDS, max(_FEWEST_ROUNDS, _RINGS_IN_ALL // max(1, len(near)))) if rounds is None else rounds
    chosen = _chosen(near, prices, rounds=rounds, seed=seed)
    if len(rings) <= _MOST_TO_PROVE:
        place = {ring: at for at, ring in enumerate(map(tuple, rings.links.tolist()))}
        chosen = np.array([place[tuple(ring)] for ring in near.links[chosen].tolist()], dtype=np.int64)
        near = rings
        chosen, is_best = best_of(rings, prices, chosen, branches=branches)
        # Of rings of five not all were looked at; what is best of those that were is no bound for the others.
        bound = float(rings.value[chosen].sum()) if is_best and not sizes else bound
    tell("chosen")
    return Clearing(
        rings=_names(circles, near.links[chosen]),
        value=float(near.value[chosen].sum()),
        bound=bound,
        greedy=greedy,
        looked_at=len(rings),
    )


def _found(links: Links, finder: RingFinder, longest: int) -> tuple[Rings, bool]:
    """Every ring of up to four members, and whether the rings of four were too many to be among them."""
    rows = finder.pairs_and_threes()
    if longest == 2:
        rows = rows[rows[:, 2] < 0, :2]
    rings = rings_of(links, rows, wide=longest)
    if longest < 4:
        return rings, False
    if finder.count_of_fours() > _MOST_FOURS:
        return rings, True
    return together(rings, rings_of(links, finder.fours(), wide=longest)), False


def _with_worthy(
    longer: Callable[[Amounts, float], Rings], rings: Rings, prices: Amounts
) -> tuple[Rings, Amounts, float]:
    """The rings with those longer ones that are worth more than their prices, the prices sought anew, and the bound over all there are.

    `longer`: finds those that are worth more than their members' prices by an amount.
    """
    known = rings
    for nearly in (0.0, _MEND_NEAR):
        above = -nearly * float(known.value.mean()) if len(known) else 0.0
        rings = together(known, longer(prices, above))
        prices = seek_prices(rings, steps=_STEPS, start=prices, aim=_AIM_AGAIN).of
    # Whatever was not looked at by these last prices is looked at now: the bound holds over every ring.
    return rings, prices, bound_by(prices, together(known, longer(prices, 0.0)))


def _longer(links: Links, finder: RingFinder, prices: Amounts, above: float, sizes: tuple[int, ...]) -> Rings:
    """The rings of four and of five members, as asked for, that are worth more than their members' prices by `above`."""
    rows = [finder.fours(prices, above=above) if size == 4 else finder.fives(prices, above=above) for size in sizes]
    wide = max(4, *sizes) if sizes else 4
    some = [rings_of(links, one, wide=wide) for one in rows]
    return some[0] if len(some) == 1 else together(some[0], some[1])


def _near(rings: Rings, prices: Amounts, aside: float) -> Rings:
    """The rings that lose less than `aside` mean values by these prices."""
    if not len(rings):
        return rings
    left = surplus(prices, rings.members.T, rings.value)
    return rings.among(np.flatnonzero(left > -aside * float(rings.value.mean())))


def _chosen(rings: Rings, prices: Amounts, *, rounds: int, seed: int) -> Numbers:
    """The choice among these rings: the better of a dive and of the greedy one, its weakest part chosen again, its spots mended."""
    chance, luck = np.random.default_rng(seed), Random(seed)  # noqa: S311 (nothing is kept secret by it)
    free = np.ones(rings.nobody + 1, dtype=np.bool_)
    first = [dive(rings, prices, free=free, chance=chance, steps=_DIVE_STEPS), greedily(rings)]
    best = chosen = np.sort(max(first, key=lambda one: float(rings.value[one].sum())))
    spots = max(20, int(np.count_nonzero(prices)) // 3)
    goal, bettered = bound_by(prices, rings) * (1 - _AS_GOOD), 0
    for turn in range(rounds):
        if rings.value[best].sum() >= goal or turn - bettered > _VAIN_ROUNDS:
            break
        some = _with_near(rings, prices, chosen, _AGAIN_NEAR)
        part = _PARTS[turn % len(_PARTS)]
        at = np.searchsorted(some, chosen)
        at = choose_again(rings.among(some), prices, at, part=part, chance=chance, steps=_AGAIN_STEPS)
        chosen = np.sort(some[at])
        if turn % _MEND_EVERY == _MEND_EVERY - 1 or turn == rounds - 1:
            some = _with_near(rings, prices, chosen, _MEND_NEAR)
            mending = Mending(rings.among(some), prices, np.searchsorted(some, chosen))
            mending.mend(spots=spots, size=_SPOT_SIZES[turn % 2], chance=luck)
            chosen = some[mending.chosen]
        if rings.value[chosen].sum() > rings.value[best].sum() * (1 + _AS_GOOD):
            best, bettered = chosen, turn
    return best


def _with_near(rings: Rings, prices: Amounts, chosen: Numbers, aside: float) -> Numbers:
    """The chosen rings and those that lose less than `aside` mean values, in rising order."""
    left = surplus(prices, rings.members.T, rings.value)
    return np.union1d(np.flatnonzero(left > -aside * float(rings.value.mean())), chosen)


def _names(links: Links, rows: Numbers) -> tuple[tuple[int, ...], ...]:
    """Rings as the names of their links, in their order."""
    return tuple(tuple(links.name[[link for link in row if link >= 0]].tolist()) for row in rows.tolist())
