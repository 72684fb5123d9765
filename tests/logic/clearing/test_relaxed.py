"""The relaxed choice: as good as a solver of linear programs says, and its bound holds whatever was closed or demanded."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from tests.logic.clearing.fields import best_value, field

from entraide.logic.clearing.parts import Part
from entraide.logic.clearing.relaxed import Relaxed
from entraide.logic.clearing.short_rings import Rings

seeds = st.integers(0, 2**32 - 1)
ANY = -np.inf


def by_solver(rings: Rings, upper: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """What the relaxed choice is worth, by scipy."""
    has = np.array([(rings.members == one).any(axis=1) for one in range(rings.nobody)], dtype=np.float64)
    found = linprog(-rings.value, A_ub=has, b_ub=np.ones(len(has)), bounds=np.stack([0 * upper, upper], axis=1))
    return float(-found.fun)


def of_members(rings: Rings) -> Relaxed:
    return Relaxed(rings.value, [np.flatnonzero((rings.members == one).any(axis=1)) for one in range(rings.nobody)])


@settings(max_examples=40, deadline=None)
@given(seed=seeds, members=st.integers(5, 40), rings=st.integers(1, 200))
def test_it_is_worth_what_a_solver_says_also_after_rings_were_closed(seed: int, members: int, rings: int) -> None:
    town = field(seed, members=members, rings=rings)
    relaxed = of_members(town)
    assert relaxed.solve(above=ANY, steps=5000)
    upper = np.ones(rings)
    assert abs(relaxed.bound()[0] - by_solver(town, upper)) < 1e-5
    closed = np.random.default_rng(seed).random(rings) < 0.3
    before = relaxed.copy()
    relaxed.close(closed)
    relaxed.solve(above=ANY, steps=5000)
    assert abs(relaxed.bound()[0] - by_solver(town, np.where(closed, 0.0, 1.0))) < 1e-5
    assert (relaxed.taken[closed] < 1e-6).all()
    assert before.is_open.all()
    assert abs(before.bound()[0] - by_solver(town, upper)) < 1e-5


@settings(max_examples=40, deadline=None)
@given(seed=seeds, steps=st.integers(0, 40))
def test_the_bound_holds_however_early_it_stops(seed: int, steps: int) -> None:
    town = field(seed, members=14, rings=90)
    relaxed = of_members(town)
    relaxed.solve(above=ANY, steps=steps)
    assert relaxed.bound()[0] >= best_value(town) - 1e-9


@settings(max_examples=40, deadline=None)
@given(seed=seeds)
def test_groups_that_meet_bring_the_bound_down_and_it_still_holds(seed: int) -> None:
    town = field(seed, members=12, rings=90)
    part = Part(town, np.arange(len(town)))
    relaxed = part.relaxed()
    relaxed.solve(above=ANY, steps=5000)
    best, before = best_value(town), relaxed.bound()[0]
    groups = part.groups_passed(relaxed.taken, relaxed.is_open)
    for group in groups:
        sets = [set(row) - {town.nobody} for row in town.members[group].tolist()]
        assert all(one & other for one in sets for other in sets)
    relaxed.add(groups)
    relaxed.solve(above=ANY, steps=5000)
    assert relaxed.bound()[0] >= best - 1e-9
    assert relaxed.bound()[0] <= before + 1e-6
    assert all(relaxed.taken[group].sum() <= 1 + 1e-6 for group in groups)


@settings(max_examples=40, deadline=None)
@given(seed=seeds)
def test_two_are_together_or_apart_and_nothing_third(seed: int) -> None:
    town = field(seed, members=12, rings=70)
    part = Part(town, np.arange(len(town)))
    relaxed = part.relaxed()
    relaxed.solve(above=ANY, steps=5000)
    best = best_value(town)
    for pair in part.shares(relaxed.taken):
        together, apart = relaxed.copy(), relaxed.copy()
        part.put_together(together, pair)
        part.put_apart(apart, pair)
        bounds = []
        for way in (together, apart):
            way.solve(above=ANY, steps=5000)
            bounds.append(way.bound()[0])
        is_with = [set(pair) <= set(row) for row in town.members.tolist()]
        assert max(bounds) >= best - 1e-9
        assert bounds[1] >= best_value(town.among(np.flatnonzero(~np.array(is_with)))) - 1e-9
        assert abs(together.taken[is_with].sum() - 1) < 1e-6
        assert apart.taken[is_with].sum() < 1e-6


def test_a_demand_that_nothing_can_meet_is_known_to_lead_nowhere() -> None:
    town = field(1, members=6, rings=12)
    relaxed = of_members(town)
    relaxed.demand(0)
    relaxed.close(np.flatnonzero((town.members == 0).any(axis=1)))
    assert not relaxed.solve(above=0.0, steps=5000)
