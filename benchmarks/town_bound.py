"""No policy can help more: the fluid bound of the simulated town, a linear program that knows every habit and every need to come.

    maximise Σ z_j   with   z_j ≤ 1,   z_j ≤ Σ_i q_ij x_ij,   0 ≤ x_ij ≤ 1,   Σ_j x_ij ≤ 1 + hours / recovery_i

x_ij: whether member i is asked for need j while they look; q_ij: their true chance of a yes at the best hour before its end.
Each member can look once at the beginning and once for each recovery (Manshadi and Rodilitz, Management Science 2022). It is
optimistic: nobody's luck is part of it, and every hour is the best one.
"""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array

from benchmarks.town_people import DAYS, Floats, Ints, Members, Needs


def best_chances(town: Members, needs: Needs) -> Floats:
    """Needs × places: the true chance of a yes at the hour in which each member is likeliest to look before the need ends."""
    twice = np.concatenate([town.looks, town.looks], 1)
    begins = (needs.arrives_h % 168).astype(int)
    hours = np.clip(np.ceil(needs.ends_h) - np.floor(needs.arrives_h), 1, 168).astype(int)
    best = np.zeros(needs.who.shape)
    for row in range(len(needs)):
        span = twice[needs.who[row], begins[row] : begins[row] + hours[row]]
        best[row] = span.max(1)
    return np.asarray(best * needs.kind)


# The program is solved with the likeliest so many members of each need and a sample of the others; its multipliers are then
# improved and put to the test with all of them.
_LIKELIEST, _EVERY = 20, 6
_ROUNDS = 25


def bound(town: Members, needs: Needs) -> float:
    """The share of needs that could be helped at most.

    Whatever the multipliers, the Lagrangian dual of the whole program bounds it from above; those of a smaller program come close,
    and some steps of subgradient descent closer.
    """
    chances = best_chances(town, needs)
    budget = 1 + DAYS * 24 / town.recovery_h
    order = np.argsort(-chances, axis=1)
    some = np.concatenate([order[:, :_LIKELIEST], order[:, _LIKELIEST::_EVERY]], axis=1)
    prices = _prices(needs.who, chances, some, budget)
    least = float(len(needs))
    for step in range(_ROUNDS):
        value, wanted = _dual(needs.who, chances, prices, budget)
        least = min(least, value)
        slope = wanted - budget
        prices = np.maximum(0.0, prices + 0.05 * value / (1 + step / 4) * slope / (slope @ slope))
    return least / len(needs)


def _dual(who: Ints, chances: Floats, prices: Floats, budget: Floats) -> tuple[float, Floats]:
    """The bound that these prices prove, and how often each member would be wanted at them.

    At given prices each need buys its yes as cheaply as it can: in the order of price for each chance, until one yes is sure.
    """
    rate = np.where(chances > 0.001, prices[who] / np.maximum(chances, 1e-9), np.inf)
    order = np.argsort(rate, axis=1)
    rate, gain = np.take_along_axis(rate, order, 1), np.take_along_axis(chances, order, 1)
    bought = np.minimum(gain, 1.0 - np.minimum(1.0, np.cumsum(gain, 1) - gain)) * (rate < 1.0)
    surplus = float((bought * (1.0 - np.where(rate < 1.0, rate, 1.0))).sum())
    shares = np.divide(bought, gain, out=np.zeros_like(gain), where=gain > 0)
    wanted = np.bincount(np.take_along_axis(who, order, 1).ravel(), weights=shares.ravel(), minlength=len(budget))
    return float(prices @ budget) + surplus, wanted


def _prices(who: Ints, chances: Floats, likeliest: Ints, budget: Floats) -> Floats:
    """What each member's look is worth in the program restricted to the likeliest."""
    gain = np.take_along_axis(chances, likeliest, 1).ravel()
    member = np.take_along_axis(who, likeliest, 1).ravel()
    needs, people, asks = len(who), len(budget), gain.size
    at, row = np.arange(asks), np.repeat(np.arange(needs), likeliest.shape[1])
    left = csr_array(
        coo_array(
            (
                np.concatenate([-gain, np.ones(needs), np.ones(asks)]),
                (
                    np.concatenate([row, np.arange(needs), needs + member]),
                    np.concatenate([at, asks + np.arange(needs), at]),
                ),
            ),
            shape=(needs + people, asks + needs),
        )
    )
    aim = np.concatenate([np.zeros(asks), -np.ones(needs)])
    solved = linprog(
        aim, A_ub=left, b_ub=np.concatenate([np.zeros(needs), budget]), bounds=(0, 1), method="highs-ipm",
        options={"ipm_optimality_tolerance": 1e-3, "time_limit": 60.0},
    )  # fmt: skip
    if solved.ineqlin is None or solved.ineqlin.marginals is None:
        raise RuntimeError(solved.message)
    return np.asarray(np.maximum(0.0, -solved.ineqlin.marginals[needs:]))
