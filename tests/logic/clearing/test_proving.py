"""Searching to the end: the best choice is found and known to be the best; what is given up on is bounded honestly."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.logic.clearing.fields import best_value, field, side_by_side

from entraide.logic.clearing.links import Numbers
from entraide.logic.clearing.parts import parts_of, undominated
from entraide.logic.clearing.proving import best_of
from entraide.logic.clearing.short_rings import Rings

seeds = st.integers(0, 2**32 - 1)
NOTHING: Numbers = np.empty(0, dtype=np.int64)
# Where many rings are worth the same, many choices are.
values = st.sampled_from([(), (1.0,), (1.0, 2.0), (0.5, 0.75, 1.25)])
ENOUGH = 100_000


def free(rings: Rings) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Prices that say nothing."""
    return np.zeros(rings.nobody + 1)


def is_apart(rings: Rings, chosen: Numbers) -> bool:
    seated = [one for one in rings.members[chosen].ravel().tolist() if one != rings.nobody]
    return len(seated) == len(set(seated))


@settings(max_examples=60, deadline=None)
@given(seed=seeds, rings=st.integers(1, 120), values=values)
def test_the_best_choice_is_found_and_proven(seed: int, rings: int, values: tuple[float, ...]) -> None:
    town = field(seed, members=14, rings=rings, values=values)
    chosen, most = best_of(town, free(town), NOTHING, branches=ENOUGH)
    best = best_value(town)
    assert is_apart(town, chosen)
    assert abs(town.value[chosen].sum() - best) < 1e-7
    assert abs(most - best) < 1e-6


@settings(max_examples=40, deadline=None)
@given(seed=seeds, branches=st.integers(0, 6), values=values)
def test_whoever_gives_up_says_a_bound_that_no_choice_passes(
    seed: int, branches: int, values: tuple[float, ...]
) -> None:
    town = field(seed, members=13, rings=120, values=values)
    chosen, most = best_of(town, free(town), NOTHING, branches=branches)
    assert is_apart(town, chosen)
    assert town.value[chosen].sum() <= best_value(town) + 1e-9
    assert best_value(town) <= most + 1e-9


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_a_choice_that_is_the_best_already_stays(seed: int) -> None:
    town = field(seed, members=12, rings=60)
    chosen, _ = best_of(town, free(town), NOTHING, branches=ENOUGH)
    again, most = best_of(town, free(town), chosen, branches=ENOUGH)
    assert sorted(again.tolist()) == sorted(chosen.tolist())
    assert abs(most - town.value[chosen].sum()) < 1e-6


@settings(max_examples=15, deadline=None)
@given(seed=seeds)
def test_two_towns_side_by_side_are_searched_apart(seed: int) -> None:
    one, other = (field(seed + more, members=11, rings=50) for more in (0, 1))
    both = side_by_side(one, other)
    assert len(parts_of(both, np.arange(len(both)))) >= 2
    chosen, most = best_of(both, free(both), NOTHING, branches=ENOUGH)
    assert abs(both.value[chosen].sum() - best_value(one) - best_value(other)) < 1e-7
    assert abs(most - both.value[chosen].sum()) < 1e-6


@settings(max_examples=30, deadline=None)
@given(seed=seeds, values=values)
def test_rings_that_are_left_out_are_in_no_better_choice(seed: int, values: tuple[float, ...]) -> None:
    town = field(seed, members=8, rings=80, values=values)
    kept = undominated(town, np.arange(len(town)))
    assert len(kept) < len(town)
    assert best_value(town.among(kept)) == best_value(town)


def test_parts_share_no_member_and_hold_every_ring() -> None:
    town = field(5, members=60, rings=25)
    parts = parts_of(town, np.arange(len(town)))
    assert sorted(np.concatenate(parts).tolist()) == list(range(25))
    seats = [set(town.members[part].ravel().tolist()) - {60} for part in parts]
    assert len(parts) > 1
    assert sum(len(one) for one in seats) == len(set().union(*seats))


def test_a_town_in_which_no_price_says_who_goes_together() -> None:
    # Three pairs among three members: by prices each half, one and a half in all; there is place for one.
    rows = np.array([[0, 1, 3], [1, 2, 3], [2, 0, 3]])
    town = Rings(rows, np.zeros((3, 3), dtype=np.int64), np.ones(3), 3)
    chosen, most = best_of(town, np.array([0.5, 0.5, 0.5, 0.0]), NOTHING, branches=10)
    assert len(chosen) == 1
    assert abs(most - 1) < 1e-9
