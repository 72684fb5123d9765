"""What is told of small counts: nothing from which one could be found."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.figures.few import FEWEST, tell, tell_one, tell_sum

COUNTS = st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=12)


def test_what_is_small_is_added_up() -> None:
    told = tell({"garden": 12, "pets": 3, "moving": 2})
    assert told.counts == {"garden": 12}
    assert told.others == 5


def test_a_single_small_one_takes_another_along() -> None:
    told = tell({"garden": 12, "moving": 6, "pets": 2})
    assert told.counts == {"garden": 12}
    assert told.others == 8


def test_of_too_few_in_all_nothing_is_told() -> None:
    assert tell({"pets": 2, "moving": 1}).others is None
    assert tell({"pets": 2}).total is None


@given(COUNTS)
def test_every_number_told_is_nought_or_large_enough_and_nothing_gets_lost(counts: dict[str, int]) -> None:
    told = tell(counts)
    assert all(count >= FEWEST and count == counts[cell] for cell, count in told.counts.items())
    if told.others is None:
        assert 0 < sum(counts.values()) < FEWEST
    else:
        assert told.others == 0 or told.others >= FEWEST
        assert told.total == sum(counts.values())


@given(st.lists(st.integers(0, 12), max_size=24))
def test_a_sum_never_gives_away_a_single_small_month(counts: list[int]) -> None:
    told, shown = tell_sum(counts), [tell_one(count) for count in counts]
    if told is not None and None in shown:
        assert shown.count(None) > 1
        assert told - sum(count for count in shown if count is not None) >= FEWEST
