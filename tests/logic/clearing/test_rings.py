"""Rings: everybody in one at most, every link a real one, the value recomputed, and a bound that no choice of rings passes."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.logic.clearing.choosing import choose_again, dive, greedily
from entraide.logic.clearing.clear import Clearing, clear
from entraide.logic.clearing.links import Links, links_of
from entraide.logic.clearing.prices import seek_prices
from entraide.logic.clearing.rounds import choose_in_rounds
from entraide.logic.clearing.short_rings import RingFinder, rings_of

Rows = list[tuple[int, int, float, float]]
rows = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8), st.floats(0.1, 2), st.floats(0.3, 1)), min_size=1, max_size=45
)


def links(given: Rows, members: int = 9) -> Links:
    giver, receiver, weight, chance = (np.array(column) for column in zip(*given, strict=True))
    return links_of(members=members, giver=giver, receiver=receiver, weight=weight, chance=chance)


def value_of(ring: tuple[int, ...], given: Rows) -> float:
    """The weights added up, times the chance that all say yes."""
    return float(sum(given[link][2] for link in ring) * np.prod([given[link][3] for link in ring]))


def best_by_trying(all_links: Links, longest: int) -> float:
    """The value of the best choice, by looking at every choice."""
    of = {
        (int(giver), int(receiver)): (float(weight), float(chance))
        for giver, receiver, weight, chance in zip(
            all_links.giver, all_links.receiver, all_links.weight, all_links.chance, strict=True
        )
    }
    rings: dict[frozenset[int], float] = {}
    for size in range(2, longest + 1):
        for way in permutations(range(all_links.members), size):
            if way[0] == min(way) and all(pair in of for pair in zip(way, way[1:] + way[:1], strict=True)):
                told = [of[pair] for pair in zip(way, way[1:] + way[:1], strict=True)]
                value = sum(weight for weight, _ in told) * float(np.prod([chance for _, chance in told]))
                rings[frozenset(way)] = max(value, rings.get(frozenset(way), 0.0))
    listed = sorted(rings.items(), key=lambda ring: -ring[1])

    def best(at: int, free: frozenset[int]) -> float:
        if at == len(listed):
            return 0.0
        members, value = listed[at]
        without = best(at + 1, free)
        return max(without, value + best(at + 1, free - members)) if members <= free else without

    return best(0, frozenset(range(all_links.members)))


def choice(given: Rows, **more: Any) -> Clearing:
    return clear(links=links(given), **more)


@settings(max_examples=40, deadline=None)
@given(given=rows, longest=st.integers(2, 5))
def test_rings_are_real_and_nobody_is_in_two(given: Rows, longest: int) -> None:
    found = choice(given, longest=longest, rounds=3)
    members = [given[link][0] for ring in found.rings for link in ring]
    assert len(members) == len(set(members))
    for ring in found.rings:
        assert 2 <= len(ring) <= longest
        assert [given[link][1] for link in ring] == [given[link][0] for link in ring[1:] + ring[:1]]
    assert abs(found.value - sum(value_of(ring, given) for ring in found.rings)) < 1e-9
    assert found.greedy <= found.bound + 1e-9
    assert found.value <= found.bound + 1e-9


@settings(max_examples=30, deadline=None)
@given(given=rows, longest=st.integers(2, 5))
def test_the_choice_is_the_best_there_is_and_no_choice_passes_the_bound(given: Rows, longest: int) -> None:
    best = best_by_trying(links(given), longest)
    found = choice(given, longest=longest)
    assert abs(found.value - best) < 1e-7
    assert found.bound >= best - 1e-9
    assert found.gap < 1e-6


@settings(max_examples=15, deadline=None)
@given(given=rows, longest=st.integers(2, 5))
def test_without_a_search_to_the_end_the_bound_holds_and_greed_is_not_better(given: Rows, longest: int) -> None:
    best = best_by_trying(links(given), longest)
    found = choice(given, longest=longest, branches=0, rounds=0)
    assert found.greedy <= found.value <= best + 1e-9
    assert found.bound >= best - 1e-9


def test_the_same_seed_gives_the_same_answer() -> None:
    chance = np.random.default_rng(3)
    given = [(int(one), int(other), 1.0, 0.8) for one, other in chance.integers(0, 60, size=(400, 2)) if one != other]
    one, other = (clear(links=links(given, 60), seed=7, rounds=4) for _ in range(2))
    assert one == other
    assert one.value >= one.greedy


def test_of_two_links_between_the_same_two_the_better_one_counts() -> None:
    given: Rows = [(0, 1, 1.0, 0.5), (0, 1, 1.0, 0.9), (1, 0, 1.0, 0.8)]
    found = choice(given)
    assert found.rings == ((1, 2),)
    assert abs(found.value - 2 * 0.9 * 0.8) < 1e-9
    assert found.gap < 1e-9


def test_short_rings_are_hoped_for_more_than_long_ones() -> None:
    # At four yeses in five two pairs are worth more than the ring of four through the same people.
    given: Rows = [(0, 1, 1.0, 0.8), (1, 2, 1.0, 0.8), (2, 3, 1.0, 0.8), (3, 0, 1.0, 0.8)]
    pairs: Rows = [(1, 0, 1.0, 0.8), (3, 2, 1.0, 0.8)]
    assert {len(ring) for ring in choice(given).rings} == {4}
    assert {len(ring) for ring in choice(given + pairs).rings} == {2}


def test_every_ring_of_five_worth_its_prices_is_found() -> None:
    around: Rows = [(one, (one + 1) % 5, 1.0, 1.0) for one in range(5)]
    finder = RingFinder(links(around, 5))
    assert len(finder.fives(np.zeros(6))) == 1
    assert len(finder.fives(np.array([1.0] * 5 + [0.0]), above=0.0)) == 0
    assert choice(around, longest=5).rings == ((0, 1, 2, 3, 4),)
    assert choice(around, longest=4).rings == ()


def test_among_nobody_there_is_no_ring() -> None:
    nobody = np.empty(0, dtype=np.int64)
    empty = links_of(members=0, giver=nobody, receiver=nobody, weight=np.empty(0), chance=np.empty(0))
    assert clear(links=empty).rings == ()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("longest", [2, 3, 4, 5])
def test_where_nobody_gives_back_there_is_no_ring_and_no_warning(longest: int) -> None:
    given: Rows = [(one, other, 1.0, 0.8) for one in range(6) for other in range(one + 1, 6)]
    found = choice(given, longest=longest, rounds=3)
    assert (found.rings, found.value, found.bound, found.greedy) == ((), 0.0, 0.0, 0.0)


@pytest.mark.filterwarnings("error")
def test_of_no_rings_none_is_chosen_whatever_the_prices_are() -> None:
    none = rings_of(links([(0, 1, 1.0, 1.0)], 4), np.empty((0, 4), dtype=np.int64), wide=4)
    assert none.mean_value > 0
    prices = np.array([1.0, 2.0, 0.5, 0.0, 0.0])
    assert seek_prices(none, steps=5).bound == 0
    assert len(greedily(none)) == 0
    chance, free = np.random.default_rng(0), np.ones(5, dtype=np.bool_)
    assert len(dive(none, prices, free=free, chance=chance, steps=3)) == 0
    assert len(choose_again(none, prices, greedily(none), part=0.5, chance=chance, steps=3)) == 0
    assert len(choose_in_rounds(none, prices, rounds=3, seed=0)) == 0
