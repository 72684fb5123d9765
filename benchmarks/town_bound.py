"""No policy can help more: the fluid bound of the simulated town, a linear program that knows every habit and every need to come.

    maximise Σ z_j   with   z_j ≤ 1,   z_j ≤ Σ_i q_ij x_ij,   0 ≤ x_ij ≤ 1,   Σ_j x_ij ≤ 1 + hours / recovery_i

x_ij: whether member i is asked for need j while they look; q_ij: their true chance of a yes at the best hour before its end.
Each member can look once at the beginning and once for each recovery (Manshadi and Rodilitz, Management Science 2022). It is
optimistic: nobody's luck is part of it, and every hour is the best one.
"""

import numpy as np
from benchmarks.town_people import DAYS, Floats, Members, Needs
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack


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


def bound(town: Members, needs: Needs, *, weeks: int = 13) -> float:
    """The share of needs that could be helped at most. In slices of so many weeks, each begun rested: a bound on the sum."""
    chances = best_chances(town, needs)
    total, week = 0.0, 168.0 * weeks
    for first in np.arange(0.0, DAYS * 24, week):
        rows = np.flatnonzero((needs.arrives_h >= first) & (needs.arrives_h < first + week))
        longest = min(week, DAYS * 24 - first)
        total += _slice(town, needs.who[rows], chances[rows], hours=longest + 48)
    return total / len(needs)


def _slice(town: Members, who: np.ndarray, chances: Floats, *, hours: float) -> float:
    row, place = np.nonzero(chances > 0.001)
    gain, member = chances[row, place], who[row, place]
    asks, needs, people = len(row), len(who), len(town)
    at = np.arange(asks)
    helped = vstack(
        [
            coo_array((-gain, (at, row)), shape=(asks, needs)),
            coo_array((np.ones(needs), (np.arange(needs), np.arange(needs))), shape=(needs, needs)),
        ]
    ).T
    looking = coo_array((np.ones(asks), (member, at)), shape=(people, asks + needs))
    left = csr_array(vstack([csr_array(helped), csr_array(looking)]))
    right = np.concatenate([np.zeros(needs), 1 + hours / town.recovery_h])
    aim = np.concatenate([np.zeros(asks), -np.ones(needs)])
    solved = linprog(
        aim, A_ub=left, b_ub=right, bounds=(0, 1), method="highs-ipm", options={"ipm_optimality_tolerance": 1e-4}
    )
    if solved.status != 0:
        raise RuntimeError(solved.message)
    # The dual value: whatever the multipliers, it bounds the optimum from above.
    prices, needs_worth = -solved.ineqlin.marginals[needs:], -solved.ineqlin.marginals[:needs]
    surplus = np.maximum(0.0, gain * needs_worth[row] - prices[member]).sum()
    return float(prices @ right[needs:] + surplus + np.maximum(0.0, 1 - needs_worth).sum())
