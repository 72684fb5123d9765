"""How likely somebody who looks says yes: by how well it fits, how far it is, the hour, and what they said before.

A plain guess (fit × distance) is corrected by experience, twice in the same manner: yeses seen, divided by yeses guessed. First for
everybody round them, with the plain guess as prior; then for the person, with everybody round them as prior (empirical Bayes, a
Gamma posterior). So the guess may be wrong for a whole town, and one lucky or silent week tells little about one person.
Numbers and arrays alike; the last axis are neighbours.
"""

from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from entraide.logic.routing.attention import Numbers

# Of those who look, the share who say yes to what fits perfectly and happens next door.
_WILLING = 0.3
# At this distance willingness has fallen to a third.
_FAR_KM = 8.0
# How many yeses guessed are worth as much as those seen: of one person and of their whole neighbourhood;
# and how many asks of one part of the week are worth as much as those of all others.
_TRUST_PERSON, _TRUST_TOWN, _TRUST_HOURS = 1.0, 3.0, 20.0
_MOST = 0.95
_HOURS_RANGE = (0.2, 3.0)
# The parts of a week in which people live differently: before work, working hours, the evening; weekends by day, and in the evening.
PARTS: Final = 5
_WORK_FROM, _WORK_UNTIL = 9, 17


def part_of_week(moment: datetime) -> int:
    """Which of the PARTS of a week the local `moment` lies in."""
    if moment.weekday() >= 5:
        return 3 + (moment.hour >= _WORK_UNTIL)
    return (moment.hour >= _WORK_FROM) + (moment.hour >= _WORK_UNTIL)


def guess(*, fit: ArrayLike, distance_km: ArrayLike) -> Numbers:
    """The chance of a yes for an offer that fits so well (0 to 1) at that distance, of somebody of whom nothing is known."""
    fitting = np.clip(np.asarray(fit, dtype=np.float64), 0.0, 1.0)
    away = np.maximum(np.asarray(distance_km, dtype=np.float64), 0.0)
    return np.asarray(_WILLING * fitting * np.exp(-away / _FAR_KM))


def hour_ratio(*, answered: ArrayLike, exposed: ArrayLike, part: int) -> Numbers:
    """How much surer (or less sure) people round here answer in this part of the week than in general; one if nothing is known.

    `answered` and `exposed` (asks counted by how rested people were): PARTS × people, or PARTS × needs × people. What neighbours have
    in common is used, not what sets each apart: nobody answers often enough to learn their own hours without being misled by luck.
    """
    spoke = np.asarray(answered, dtype=np.float64).sum(-1)
    asked = np.asarray(exposed, dtype=np.float64).sum(-1)
    usual = (1.0 + spoke.sum(0)) / (2.0 + asked.sum(0))
    ratio = (_TRUST_HOURS * usual + spoke[part]) / (_TRUST_HOURS + asked[part]) / usual
    return np.asarray(np.clip(ratio, *_HOURS_RANGE))[..., None]


def leaning(*, yeses: ArrayLike, expected: ArrayLike) -> Numbers:
    """How many times as often as plainly guessed each of these people says yes, if they look.

    `yeses` are those they gave, and `expected` the yeses that the plain guess would have had them give to what they answered,
    both faded.
    """
    said, foreseen = np.asarray(yeses, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    town = (_TRUST_TOWN + said.sum(-1, keepdims=True)) / (_TRUST_TOWN + foreseen.sum(-1, keepdims=True))
    return np.asarray((_TRUST_PERSON * town + said) / (_TRUST_PERSON + foreseen))


def willing(*, guessed: ArrayLike, yeses: ArrayLike, expected: ArrayLike) -> Numbers:
    """The chance that each of these people, if they look, says yes: the plain guess for this post times their `leaning`."""
    return np.asarray(np.clip(np.asarray(guessed) * leaning(yeses=yeses, expected=expected), 0.0, _MOST))
