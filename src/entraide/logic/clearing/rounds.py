"""A choice of rings made better round by round: its weakest part is chosen again, and from time to time its spots are mended."""

from random import Random

import numpy as np

from entraide.logic.clearing.choosing import choose_again, dive, greedily
from entraide.logic.clearing.links import Amounts, Numbers
from entraide.logic.clearing.mending import Mending
from entraide.logic.clearing.prices import bound_by, near
from entraide.logic.clearing.short_rings import Rings

# Rings that lose more than this (in mean values) by the prices are not looked at again; mending looks at fewer.
_AGAIN_NEAR, _MEND_NEAR = 0.12, 0.08
_DIVE_STEPS, _AGAIN_STEPS = 30, 25
_PARTS = (0.4, 0.25, 0.55)
_SPOT_SIZES = (8, 12)
_MEND_EVERY = 5
# A choice this near the bound is as good as proven to be the best; so many rounds without a better one are enough.
_AS_GOOD, _VAIN_ROUNDS = 1e-7, 40


def choose_in_rounds(rings: Rings, prices: Amounts, *, rounds: int, seed: int) -> Numbers:
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
        some = np.union1d(near(rings, prices, _AGAIN_NEAR), chosen)
        part = _PARTS[turn % len(_PARTS)]
        at = np.searchsorted(some, chosen)
        at = choose_again(rings.among(some), prices, at, part=part, chance=chance, steps=_AGAIN_STEPS)
        chosen = np.sort(some[at])
        if turn % _MEND_EVERY == _MEND_EVERY - 1 or turn == rounds - 1:
            some = np.union1d(near(rings, prices, _MEND_NEAR), chosen)
            mending = Mending(rings.among(some), prices, np.searchsorted(some, chosen))
            mending.mend(spots=spots, size=_SPOT_SIZES[turn % 2], chance=luck)
            chosen = some[mending.chosen]
        if rings.value[chosen].sum() > rings.value[best].sum() * (1 + _AS_GOOD):
            best, bettered = chosen, turn
    return best
