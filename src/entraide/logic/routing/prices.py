"""What it costs to ask somebody: a price on each member's attention, learned from the needs that come up around them.

Whoever is asked does not look at the next ask for a while, so asking costs what those asks could have brought. How much is that? In
the time in which attention comes back, so many needs come up which the person could be asked for; each would gain by what it fits
better than the price. The price is where both are equal:

    price = the sum, over the needs of one recovery, of P(it comes to their turn) × (plain guess − price) where that is positive

which is the best threshold of a server that rests after each job (a renewal argument; the multiplier of the fluid program of Manshadi
and Rodilitz, Online Policies for Efficient Volunteer Crowdsourcing, Management Science 2022). Where many needs suit somebody the price
is high, and they are asked for those that suit best; where few do, for whatever comes. It is counted in plain guesses (how well, how
far: `willingness.guess`), not in answers: no luck is in it, being kind makes nobody dearer, and nobody is asked more for being kind.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from entraide.logic.routing.attention import RECOVERY_H, Numbers

# A price is a chance of a yes: at this one an ask is worth it for nobody.
HIGHEST: Final = 1.0
# The price of somebody of whom nothing is known yet.
FIRST: Final = 0.1


@dataclass(frozen=True)
class Pricing:
    """How prices are learned.

    Attributes:
        learns: how far a price goes, in a day, towards what the needs of that day say.
    """

    learns: float = 0.1


PRICING: Final = Pricing()


def gain(*, guessed: ArrayLike, price: ArrayLike, is_open: ArrayLike = 1.0) -> Numbers:
    """How much a new need that fits somebody so well would gain by their attention beyond its price; never below zero.

    `is_open` is the chance that it is still open when it is their turn (`priced_waves.still_open`).
    """
    beyond = np.asarray(guessed, dtype=np.float64) - np.asarray(price, dtype=np.float64)
    return np.asarray(np.maximum(beyond, 0.0) * np.asarray(is_open))


def next_price(
    *,
    price: ArrayLike,
    gains: ArrayLike,
    days: float = 1.0,
    recovery_h: float = RECOVERY_H,
    pricing: Pricing = PRICING,
) -> Numbers:
    """The prices after `days` days in which new needs would have gained `gains` in all (`gain`, summed for each person)."""
    before = np.asarray(price, dtype=np.float64)
    aim = np.asarray(gains, dtype=np.float64) * recovery_h / 24.0 / days
    learned = 1.0 - (1.0 - pricing.learns) ** days
    return np.asarray(np.clip(before + learned * (aim - before), 0.0, HIGHEST))
