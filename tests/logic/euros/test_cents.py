"""Amounts in euros, typed by people and written by banks, are whole cents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.euros.cents import cents_of_bank, cents_typed, part_of


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("10", 1000),
        ("10,5", 1050),
        ("10.50 €", 1050),
        ("€ 7", 700),
        ("1 250,00", 125000),
        ("1.250", 125000),
        ("1.250,5", 125050),
        ("12 euros", 1200),
        ("0,05", 5),
    ],
)
def test_what_people_type(typed, cents):
    assert cents_typed(typed) == cents


@pytest.mark.parametrize("typed", ["", "dix", "-5", "1,2345", "12,50,30", "1e3", "٣", "9" * 20])
def test_what_is_no_amount(typed):
    assert cents_typed(typed) is None


@pytest.mark.parametrize(
    ("told", "cents"),
    [
        ("10", 1000),
        ("10.5", 1050),
        ("10.50000", 1050),
        ("0.01", 1),
        ("10.005", None),
        ("-1", None),
        ("1,5", None),
        ("", None),
    ],
)
def test_what_banks_write(told, cents):
    assert cents_of_bank(told) == cents


@given(cents=st.integers(0, 10**9))
def test_cents_written_in_any_usual_way_are_read_back(cents):
    for point in ",.":
        assert cents_typed(f"{cents // 100}{point}{cents % 100:02d}") == cents
    assert cents_of_bank(f"{cents // 100}.{cents % 100:02d}") == cents


@given(cents=st.integers(0, 10**9), tenths=st.integers(0, 100))
def test_a_part_is_never_off_by_more_than_half_a_cent(cents, tenths):
    assert abs(part_of(cents, percent=tenths / 10) * 1000 - cents * tenths) <= 500
