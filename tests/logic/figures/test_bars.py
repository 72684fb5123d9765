"""The bars of a chart."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.figures.bars import HEIGHT, WIDTH, bars_of

VALUES = st.lists(st.one_of(st.none(), st.integers(0, 10_000)), min_size=1, max_size=36)


def test_the_highest_bar_is_marked_and_the_others_are_as_high_as_their_share() -> None:
    bars = bars_of([10, 20, 0])
    assert [bar.is_highest for bar in bars] == [False, True, False]
    assert abs(bars[0].height * 2 - bars[1].height) <= 1
    assert bars[2].height == 0


def test_no_values_no_bars() -> None:
    assert bars_of([]) == []


@given(VALUES)
def test_every_bar_stands_on_the_drawing_beside_the_others(values: list[int | None]) -> None:
    bars = bars_of(values)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and 0 <= bar.y <= HEIGHT for bar in bars)
    assert all(one.x + one.width <= other.x for one, other in itertools.pairwise(bars))
    assert len({bar.height for bar in bars if bar.value is None}) <= 1
