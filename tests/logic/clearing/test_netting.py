"""Debts that cancel out: no net position changes, no debt grows or goes below nought, no ring is left, and no more could fall away."""

from collections import Counter
from itertools import product
from random import Random
from time import perf_counter
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from entraide.logic.clearing.netting import Debt, net

rows = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 500)), max_size=30)
Rows = list[tuple[int, int, int]]


def debts_of(rows: Rows) -> list[Debt]:
    return [
        Debt(key=UUID(int=number), debtor=UUID(int=one), creditor=UUID(int=other), amount_minor=much)
        for number, (one, other, much) in enumerate(rows)
    ]


def positions(debts: list[Debt]) -> dict[UUID, int]:
    """What each is owed on balance."""
    found: Counter[UUID] = Counter()
    for debt in debts:
        found[debt.creditor] += debt.amount_minor
        found[debt.debtor] -= debt.amount_minor
    return {one: much for one, much in found.items() if much}


def left(debts: list[Debt], falls: dict[UUID, int]) -> list[Debt]:
    rest = [Debt(one.key, one.debtor, one.creditor, one.amount_minor - falls.get(one.key, 0)) for one in debts]
    return [one for one in rest if one.amount_minor]


def has_ring(debts: list[Debt]) -> bool:
    """Whether anybody can be left by a debt and reached again; of debts to oneself nothing is asked."""
    pairs = {(one.debtor, one.creditor) for one in debts if one.debtor != one.creditor}
    while pairs:
        inner = {debtor for debtor, _ in pairs} & {creditor for _, creditor in pairs}
        kept = {pair for pair in pairs if inner.issuperset(pair)}
        if kept == pairs:
            return True
        pairs = kept
    return False


def most_by_program(debts: list[Debt]) -> int:
    """The greatest circulation, by a solver of linear programs."""
    some = [one for one in debts if one.debtor != one.creditor]
    if not some:
        return 0
    people = sorted({one.debtor for one in some} | {one.creditor for one in some})
    balance = [[(one.creditor == person) - (one.debtor == person) for one in some] for person in people]
    found = linprog(
        [-1] * len(some),
        A_eq=balance,
        b_eq=[0] * len(people),
        bounds=[(0, one.amount_minor) for one in some],
    )
    return round(-found.fun)


@settings(max_examples=80, deadline=None)
@given(rows)
def test_positions_stay_nothing_grows_and_no_ring_is_left(given_rows: Rows) -> None:
    debts = debts_of(given_rows)
    falls = net(debts)
    amounts = {one.key: one.amount_minor for one in debts}
    assert all(0 < much <= amounts[key] for key, much in falls.items())
    rest = left(debts, falls)
    assert positions(rest) == positions(debts)
    assert not has_ring(rest)
    assert net(rest) == {}
    assert net(debts) == falls


@settings(max_examples=40, deadline=None)
@given(rows)
def test_no_more_could_fall_away(given_rows: Rows) -> None:
    debts = debts_of(given_rows)
    assert sum(net(debts).values()) == most_by_program(debts)


def test_a_ring_of_three_loses_its_smallest_debt() -> None:
    debts = debts_of([(1, 2, 500), (2, 3, 300), (3, 1, 400), (3, 4, 900)])
    assert net(debts) == {UUID(int=0): 300, UUID(int=1): 300, UUID(int=2): 300}


def test_two_who_owe_each_other_and_the_older_debt_first() -> None:
    debts = debts_of([(1, 2, 200), (1, 2, 700), (2, 1, 500)])
    assert net(debts) == {UUID(int=0): 200, UUID(int=1): 300, UUID(int=2): 500}


def test_the_long_way_round_is_taken_where_more_falls_away() -> None:
    # One debt of 100 lies in a ring of two and in one of four: in the longer one, twice as much falls away.
    debts = debts_of([(1, 2, 100), (2, 1, 100), (2, 3, 100), (3, 4, 100), (4, 1, 100)])
    assert sum(net(debts).values()) == 400


def test_nobody_owes_anybody() -> None:
    assert net([]) == {}
    assert net(debts_of([(1, 1, 100), (1, 2, 100)])) == {}


def test_a_town_is_netted_at_once() -> None:
    chance = Random(4)
    town = debts_of(
        [
            (one, other, chance.randint(1, 40) * 25)
            for one, other in product(range(300), range(300))
            if one != other and chance.random() < 0.02
        ]
    )
    began = perf_counter()
    falls = net(town)
    assert perf_counter() - began < 2
    assert sum(falls.values()) > sum(one.amount_minor for one in town) / 2
    assert positions(left(town, falls)) == positions(town)
