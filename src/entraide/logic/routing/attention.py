"""How likely somebody still looks when asked: rested since the last ask, and as ready to look as their own past answers say.

Whoever has just been asked does not look at the next ask for a while; how long is not known, and taken to be without memory with a
mean of RECOVERY_H hours (Manshadi and Rodilitz, Online Policies for Efficient Volunteer Crowdsourcing, Management Science 2022).
How ready they are is the mean of a Beta posterior: what they answered, of what they were asked while rested, with the people round
them as prior, so that a newcomer counts as their neighbours do and nobody is judged by one silence. Old asks fade.

Everything works on numbers and on arrays alike (one entry a person), so that the platform and the simulated town share it.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

# The mean time until somebody who was asked looks again. An assumption, so a parameter: measure it where you can.
RECOVERY_H: Final = 72.0
# After so many days an ask counts half.
HALF_LIFE_DAYS: Final = 45.0
# So many asks while rested would have to be seen before somebody's own answers weigh as much as those of their neighbours.
_TRUST = 4.0
# A town of which nothing is known: what its people answer, and how much evidence that is worth.
_LOOKS = 0.6
_FIRST = 6.0
_EVERYBODY = -1


def rested(*, hours_since: ArrayLike, recovery_h: float = RECOVERY_H) -> Numbers:
    """The chance, 0 to 1, that somebody asked so many hours ago looks again; infinity for somebody never asked gives one."""
    hours = np.maximum(np.asarray(hours_since, dtype=np.float64), 0.0)
    return np.asarray(1.0 - np.exp(-hours / recovery_h))


def faded(*, days_ago: ArrayLike, half_life_days: float = HALF_LIFE_DAYS) -> Numbers:
    """How much an ask of so many days ago still counts: one today, a half after `half_life_days`."""
    return np.asarray(0.5 ** (np.maximum(np.asarray(days_ago, dtype=np.float64), 0.0) / half_life_days))


def looks(*, answered: ArrayLike, exposed: ArrayLike) -> Numbers:
    """How ready each of these people is to look when rested, 0 to 1; the last axis are neighbours, who are each other's prior.

    `answered` are their answers of any kind, `exposed` the asks they had (each counted by how rested they were), both faded.
    """
    spoke, asked = np.asarray(answered, dtype=np.float64), np.asarray(exposed, dtype=np.float64)
    around = (_FIRST * _LOOKS + spoke.sum(_EVERYBODY, keepdims=True)) / (
        _FIRST + np.maximum(asked, spoke).sum(_EVERYBODY, keepdims=True)
    )
    return np.asarray((_TRUST * around + spoke) / (_TRUST + np.maximum(asked, spoke)))


def exposures(*, asked_hours: Sequence[float]) -> list[Any]:
    """How rested somebody was at each of their asks, given when they were asked (hours on any clock, in order)."""
    if not asked_hours:
        return []
    gaps = [np.inf, *(later - before for before, later in pairwise(asked_hours))]
    return [float(one) for one in rested(hours_since=gaps)]
