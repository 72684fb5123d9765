"""Priced waves: whom to ask so that a yes is likely enough now, and attention is left for the needs still to come.

An ask is worth P(looks) × (P(says yes) − price charged): below zero, the needs still to come around this person suit them better. A wave is
the first few by worth whose chance of one yes reaches an aim, higher where the need is urgent; then it waits for their answers.
Whoever was asked within about a day (their chance to look again is below `rested_from`) is left in peace.
After Manshadi and Rodilitz, Online Policies for Efficient Volunteer Crowdsourcing, Management Science 2022.
Hard rules (caps, quiet hours, eligibility) are kept elsewhere, before and after. Arrays alike; the last axis are the people.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entraide.logic.routing.attention import Numbers

Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class WaveRule:
    """How large priced waves are.

    Attributes:
        charges: how much of a price is charged; a little more than all, so that people are kept for their better hours too.
        calm, urgent: the chance of one yes that a wave buys.
        most: nobody more than this in one wave.
        rested_from: whoever is less rested than this (0 to 1) is not asked; 0.3 is 26 hours after the last ask.
        waits: how long answers are waited for at most before the next wave; most yeses come within it.
    """

    charges: float = 1.2
    calm: float = 0.3
    urgent: float = 0.7
    most: int = 8
    rested_from: float = 0.3
    waits: timedelta = timedelta(hours=1)


RULE: Final = WaveRule()
# Whoever is tired comes after whoever is not worth it, however dear: worth lies above minus the highest charge.
_TIRED: Final = 100.0


def worth(
    *, willing: ArrayLike, ready: ArrayLike, rest: ArrayLike, prices: ArrayLike, rule: WaveRule = RULE
) -> Numbers:
    """What asking each person is worth now; at or below zero, their attention is worth more to needs still to come.

    `willing` is the chance of a yes if they look, `ready` and `rest` that they look (`attention.looks`, `attention.rested`), and
    `prices` what asking costs, each times the person's `leaning`, so that both count the same yeses. Whoever is not rested comes
    after all others, below zero.
    """
    resting = np.asarray(rest, dtype=np.float64)
    value = resting * np.asarray(ready) * (np.asarray(willing) - rule.charges * np.asarray(prices))
    return np.asarray(np.where(resting >= rule.rested_from, value, resting - _TIRED))


def still_open(*, willing: ArrayLike, ready: ArrayLike, rest: ArrayLike, prices: ArrayLike) -> Numbers:
    """The chance that a new need is still open when it is each person's turn: all who suit it better (rested or not) said no.

    Zero for whoever does not suit it better than their price, as it never is their turn. Arguments as those of `worth`.
    """
    likely = np.asarray(willing, dtype=np.float64)
    surplus = np.asarray(ready) * (likely - np.asarray(prices))
    order = np.argsort(-surplus, axis=-1, kind="stable")
    has_turn = np.take_along_axis(surplus, order, -1) > 0
    chances = np.take_along_axis(np.clip(likely * np.asarray(ready) * np.asarray(rest), 0.0, 0.999), order, -1)
    silence = np.where(has_turn, -np.log1p(-chances), 0.0)
    turns = np.where(has_turn, np.exp(silence - np.cumsum(silence, -1)), 0.0)
    found = np.zeros(surplus.shape)
    np.put_along_axis(found, order, turns, -1)
    return found


def target(*, is_urgent: ArrayLike, rule: WaveRule = RULE) -> Numbers:
    """The chance of one yes that the next wave should have, one number for each need."""
    return np.asarray(np.where(is_urgent, rule.urgent, rule.calm))


def choose(
    *,
    worths: ArrayLike,
    chances: ArrayLike,
    aims: ArrayLike,
    wanted: ArrayLike = 1,
    must_ask: ArrayLike = False,
    rule: WaveRule = RULE,
) -> Chosen:
    """Who is asked now: by worth, until the chance of a yes reaches the aim, at most `rule.most`; nobody who is not worth it.

    `chances` are P(looks) × P(yes); -inf in `worths` leaves somebody out. Whoever wants several people asks for each of them.
    Whoever must ask (a first wave) asks the one most worth it in any case. Equal worth keeps the order in which people were given.
    """
    values, sure = np.asarray(worths, dtype=np.float64), np.clip(np.asarray(chances, dtype=np.float64), 0.0, 0.999)
    order = np.argsort(-values, axis=-1, kind="stable")[..., : rule.most]
    sorted_values = np.take_along_axis(values, order, -1)
    # In logarithms chances of silence add up; the sum before each person says whether somebody is still missing.
    silence = -np.log1p(-np.take_along_axis(sure, order, -1))
    before = np.cumsum(silence, -1) - silence
    enough = (-np.log1p(-np.clip(np.asarray(aims, dtype=np.float64), 0.0, 0.999)) * np.asarray(wanted))[..., None]
    picked = (before < enough - 1e-12) & (sorted_values > 0)
    picked[..., 0] |= np.asarray(must_ask) & np.isfinite(sorted_values[..., 0])
    chosen = np.zeros(values.shape, dtype=bool)
    np.put_along_axis(chosen, order, picked, -1)
    return chosen
