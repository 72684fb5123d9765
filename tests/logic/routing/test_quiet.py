"""Quiet hours of one person: over midnight or not, the house's or their own."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.routing.quiet import Quiet, is_quiet, may_be_asked, next_hour, quiet_hours, wakes_at

moments = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1))
hours = st.integers(0, 23)


@given(moments, hours, hours)
def test_whoever_wakes_up_is_not_quiet_any_more(moment: datetime, start: int, end: int) -> None:
    quiet = Quiet(start, end, is_own=True)
    wakes = wakes_at(moment, quiet=quiet)
    assert not is_quiet(wakes, quiet=quiet)
    assert moment <= wakes <= moment + timedelta(days=1)
    assert (wakes == moment) == (not is_quiet(moment, quiet=quiet))


@given(moments, hours)
def test_the_next_hour_comes_within_a_day(moment: datetime, hour: int) -> None:
    struck = next_hour(moment, hour=hour)
    assert moment < struck <= moment + timedelta(days=1)
    assert (struck.hour, struck.minute) == (hour, 0)


@given(moments, hours)
def test_equal_hours_mean_never_quiet(moment: datetime, hour: int) -> None:
    assert not is_quiet(moment, quiet=Quiet(hour, hour, is_own=True))


def test_only_the_hours_of_the_house_give_way_to_what_cannot_wait() -> None:
    night = datetime(2026, 3, 4, 23, 30)
    for quiet, begins, is_urgent, may in (
        (quiet_hours(None, None), night + timedelta(hours=2), True, True),
        (quiet_hours(None, None), night + timedelta(hours=2), False, False),
        (quiet_hours(None, None), night + timedelta(hours=12), True, False),
        (quiet_hours(22, 7), night + timedelta(hours=2), True, False),
        (quiet_hours(2, 7), None, False, True),
    ):
        assert may_be_asked(night, quiet=quiet, begins=begins, is_urgent=is_urgent) is may
