"""The public log of moderation: everything is counted once, and nothing tells of fewer than three."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.charter.anonymous_log import FEWEST, Taken, log_of

THIS_MONTH = (2026, 3)
months = st.tuples(st.integers(2024, 2026), st.integers(1, 12))
measures = st.builds(
    Taken,
    month=months,
    thing=st.sampled_from(["post", "message"]),
    rule=st.sampled_from(["law", "respect"]),
    measure=st.sampled_from(["hide", "warn"]),
    appeal=st.sampled_from(["", "stands", "undone"]),
)


def taken(count: int, month: tuple[int, int] = (2026, 2), rule: str = "law", **more: str) -> list[Taken]:
    return [Taken(month=month, thing="post", rule=rule, measure="hide", **more)] * count


def test_three_of_a_sort_in_a_month_have_a_line() -> None:
    (year,) = log_of(taken(3), until=THIS_MONTH)
    (month,) = year.months
    assert (month.month, month.lines[0].count, month.others, year.others) == ((2026, 2), 3, 0, 0)


def test_what_is_seldom_is_added_up_by_month_then_by_year_then_only_said() -> None:
    (year,) = log_of([*taken(2), *taken(1, rule="respect")], until=THIS_MONTH)
    assert (year.months[0].lines, year.months[0].others) == ((), 3)
    (year,) = log_of([*taken(2), *taken(2, month=(2026, 1))], until=THIS_MONTH)
    assert (year.months, year.others) == ((), 4)
    (year,) = log_of(taken(2), until=THIS_MONTH)
    assert (year.months, year.others) == ((), None)


def test_the_month_that_is_not_over_is_not_told() -> None:
    assert log_of(taken(9, month=THIS_MONTH), until=THIS_MONTH) == ()


def test_outcomes_of_appeals_are_told_by_year() -> None:
    (year,) = log_of([*taken(3, appeal="stands"), *taken(3, appeal="undone")], until=THIS_MONTH)
    assert (year.appeals, year.undone) == (6, 3)
    (year,) = log_of([*taken(3, appeal="stands"), *taken(1, appeal="undone")], until=THIS_MONTH)
    assert (year.appeals, year.undone) == (4, None)
    (year,) = log_of([*taken(5), *taken(1, appeal="undone")], until=THIS_MONTH)
    assert (year.appeals, year.undone) == (None, None)


@given(st.lists(measures, max_size=60))
def test_nothing_tells_of_fewer_than_three(all_taken: list[Taken]) -> None:
    for year in log_of(all_taken, until=THIS_MONTH):
        told = [line.count for month in year.months for line in month.lines]
        told += [month.others for month in year.months] + [year.others, year.appeals]
        if year.undone is not None and year.appeals is not None:
            told += [year.undone, year.appeals - year.undone]
        assert all(count is None or count == 0 or count >= FEWEST for count in told)


@given(st.lists(measures, max_size=60))
def test_everything_that_is_over_is_counted_once(all_taken: list[Taken]) -> None:
    for year in log_of(all_taken, until=THIS_MONTH):
        shown = sum(line.count for month in year.months for line in month.lines) + sum(m.others for m in year.months)
        real = sum(one.month[0] == year.year and one.month < THIS_MONTH for one in all_taken)
        assert real - shown == year.others if year.others is not None else 0 < real - shown < FEWEST
