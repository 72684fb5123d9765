"""Priced waves: whom to ask so that a yes is likely enough now, and attention is left for the needs still to come.

An ask is worth P(looks) × (P(says yes) − share × price). A wave is the first few by worth whose chance of one yes reaches a target:
small where attention is dear (a busy town: one after another), greater where it is not, or where the need is urgent.
After Manshadi and Rodilitz, Online Policies for Efficient Volunteer Crowdsourcing, Management Science 2022.
Hard rules (caps, quiet hours, eligibility) are kept elsewhere, before and after. Arrays alike; the last axis are the people.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entraide.logic.routing.attention import Numbers

Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class WaveRule:
    """How large priced waves are.

    Attributes:
        share: how much of a price is charged.
        busy, quiet, urgent: the chance of one yes that a wave buys, where attention is dear, where it is not, and if it is urgent.
        most: nobody more than this in one wave.
        dear: people whose price, charged, is this share of their chance of a yes are dear.
    """

    share: float = 0.75
    busy: float = 0.2
    quiet: float = 0.3
    urgent: float = 0.5
    most: int = 8
    dear: float = 0.5


RULE: Final = WaveRule()


def worth(*, willing: ArrayLike, attentive: ArrayLike, prices: ArrayLike, rule: WaveRule = RULE) -> Numbers:
    """What asking each person is worth now; below zero, their attention is worth more to needs still to come."""
    return np.asarray(np.asarray(attentive) * (np.asarray(willing) - rule.share * np.asarray(prices)))


def target(*, willing: ArrayLike, prices: ArrayLike, is_urgent: ArrayLike, rule: WaveRule = RULE) -> Numbers:
    """The chance of one yes that the next wave should have, one number for each need: less, the dearer its likeliest people are."""
    chances, charged = np.asarray(willing, dtype=np.float64), rule.share * np.asarray(prices, dtype=np.float64)
    total = np.maximum(chances.sum(-1), 1e-9)
    dearness = np.minimum((charged * (chances > 0)).sum(-1) / total / rule.dear, 1.0)
    calm = rule.quiet + (rule.busy - rule.quiet) * dearness
    return np.asarray(np.where(is_urgent, np.maximum(rule.urgent, calm), calm))


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
