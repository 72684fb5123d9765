"""What it costs to ask somebody: a price on each member's attention, learned day by day from how often they were asked.

Dual ascent: every member is allowed so many asks a day (their attention comes back slowly, and nobody is to be asked much more
than those around them); asked more than that, their price rises, asked less, it falls. In a busy town the price of a sought
helper settles at what their attention is worth to the needs still to come, so that it is kept for the needs which only they can
meet; in a quiet one it only evens out who is asked. The prices are the multipliers of the fluid program of Manshadi and Rodilitz,
Online Policies for Efficient Volunteer Crowdsourcing, Management Science 2022; the even share is the exposure floor of FairRec,
WWW 2020. Never below zero, never above HIGHEST; forgotten by and by.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from entraide.logic.routing.attention import RECOVERY_H, Numbers

# A price is a chance of a yes: at this one an ask is worth it for nobody but the surest.
HIGHEST: Final = 1.0


@dataclass(frozen=True)
class Pricing:
    """How prices are learned.

    Attributes:
        step: how far a price moves for one ask a day too many.
        keeps: which share of a price is left after a day in which nothing happened.
        a_recovery: how many asks are allowed in the time in which attention comes back.
        slack: how many times as often as others around them somebody may be asked before their price rises.
    """

    step: float = 0.05
    keeps: float = 0.99
    a_recovery: float = 1.2
    slack: float = 4.0


PRICING: Final = Pricing()


def allowance(*, asks_a_day: ArrayLike, recovery_h: float = RECOVERY_H, pricing: Pricing = PRICING) -> Numbers:
    """How many asks a day nobody is charged for, where people are asked `asks_a_day` times a day in the mean."""
    most = pricing.a_recovery * 24.0 / recovery_h
    return np.asarray(np.minimum(most, pricing.slack * np.asarray(asks_a_day, dtype=np.float64)))


def next_price(
    *, price: ArrayLike, asks: ArrayLike, allowed: ArrayLike, days: float = 1.0, pricing: Pricing = PRICING
) -> Numbers:
    """The prices after `days` days in which people were asked `asks` times in all, and `allowed` times a day were free."""
    kept = np.asarray(price, dtype=np.float64) * pricing.keeps**days
    over = np.asarray(asks, dtype=np.float64) - np.asarray(allowed, dtype=np.float64) * days
    return np.asarray(np.clip(kept + pricing.step * over, 0.0, HIGHEST))
