"""From who can help whom to the rings to propose: everybody in one at most, with a bound beside the answer.

The order of the work: all short rings are found; prices of the members give a bound; among the rings that lose little by these prices
a dive chooses, its weakest part is chosen again some times, spots are mended. Few rings are then searched to the end. The work is
counted in rounds and branches, never in seconds, so that the same seed gives the same answer on any machine.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from entraide.logic.clearing.choosing import greedily
from entraide.logic.clearing.links import Amounts, Links, Numbers, in_circles
from entraide.logic.clearing.prices import bound_by, near, seek_prices
from entraide.logic.clearing.proving import best_of
from entraide.logic.clearing.rounds import choose_in_rounds
from entraide.logic.clearing.short_rings import LONGEST, RingFinder, Rings, rings_of, together

# More rings of four than this are not looked at one by one: those that have a surplus by the prices of the shorter ones are.
_MOST_FOURS = 6_000_000
# Where there are no more rings of four than this, those of five are looked at one by one as well.
_FOURS_WITH_FIVES = 20_000
# Rings that lose more than this (in mean values) by the prices are in no good choice; of the longer ones, more than this.
_NEAR, _LONGER_NEAR = 0.3, 0.08
_STEPS, _AIM_AGAIN = 400, 0.02
_FEWEST_ROUNDS, _MOST_ROUNDS, _RINGS_IN_ALL = 10, 60, 400_000
# So few rings are searched to the end, part by part.
_MOST_TO_PROVE = 12_000


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
    branches: int = 100,
    seed: int = 0,
    tell: Callable[[str], None] = _silent,
) -> Clearing:
    """The rings of two to `longest` (at most 5) members to choose among these links.

    `rounds`: how often the weakest part is chosen again and spots are mended; the answer only gets better with more. Left out, the
    fewer rings there are the more rounds. `branches`: how far few rings are searched to the end. `tell` is called
    with the name of each phase when it ends. Raises ValueError for a `longest` outside 2 to 5.
    """
    if not 2 <= longest <= LONGEST:
        raise ValueError("rings have two to five members")
    circles = in_circles(links)
    finder = RingFinder(circles)
    rings, sizes = _found(circles, finder, longest)
    tell("found")
    by_greed = greedily(rings)
    tell("greedy")
    priced = seek_prices(rings, steps=_STEPS)
    prices, bound = priced.of, priced.bound
    if sizes:

        def longer(prices: Amounts, above: float) -> Rings:
            return _longer(circles, finder, prices, above, sizes)

        rings, prices, bound = _with_worthy(longer, rings, prices)
    tell("bound")
    some = np.union1d(near(rings, prices, _NEAR), by_greed)
    rounds = min(_MOST_ROUNDS, max(_FEWEST_ROUNDS, _RINGS_IN_ALL // max(1, len(some)))) if rounds is None else rounds
    chosen = some[choose_in_rounds(rings.among(some), prices, rounds=rounds, seed=seed)]
    if len(rings) <= _MOST_TO_PROVE and not sizes:
        chosen, most = best_of(rings, prices, chosen, branches=branches)
        bound = max(float(rings.value[chosen].sum()), min(bound, most))
    tell("chosen")
    return Clearing(
        rings=_names(circles, rings.links[chosen]),
        value=float(rings.value[chosen].sum()),
        bound=bound,
        greedy=float(rings.value[by_greed].sum()),
        looked_at=len(rings),
    )


def _found(links: Links, finder: RingFinder, longest: int) -> tuple[Rings, tuple[int, ...]]:
    """Every ring of up to so many members, but for those of the sizes that are given with them: of these there are too many."""
    rows = finder.pairs_and_threes()
    if longest == 2:
        rows = rows[rows[:, 2] < 0, :2]
    rings = rings_of(links, rows, wide=longest)
    fours = finder.count_of_fours()
    most = {4: _MOST_FOURS, 5: _FOURS_WITH_FIVES}
    sizes = tuple(size for size in (4, 5) if size <= longest and fours > most[size])
    nothing = np.zeros(links.members + 1)
    if longest >= 4 and 4 not in sizes:
        rings = together(rings, rings_of(links, finder.fours(), wide=longest))
    if longest >= 5 and 5 not in sizes:
        rings = together(rings, rings_of(links, finder.fives(nothing), wide=longest))
    return rings, sizes


def _with_worthy(
    longer: Callable[[Amounts, float], Rings], rings: Rings, prices: Amounts
) -> tuple[Rings, Amounts, float]:
    """The rings with those longer ones that are worth more than their prices, the prices sought anew, and the bound over all there are.

    `longer`: finds those that are worth more than their members' prices by an amount.
    """
    known = rings
    for nearly in (0.0, _LONGER_NEAR):
        above = -nearly * known.mean_value
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


def _names(links: Links, rows: Numbers) -> tuple[tuple[int, ...], ...]:
    """Rings as the names of their links, in their order."""
    return tuple(tuple(links.name[[link for link in row if link >= 0]].tolist()) for row in rows.tolist())
