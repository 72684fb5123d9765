"""Waves: how many at once, when, and how long until the next."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.logic.routing.neighbourhood import reading

from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.parties import Match
from entraide.logic.routing.waves import LARGEST, SMALLEST, after_quiet_hours, plan_wave, wait_for, wave_size

NOON = datetime(2026, 3, 4, 12, 0)


def matches(count: int, *, answers: float = 0.6, offer: float = 0.8) -> list[Match]:
    """So many people who answer that surely and fit that well."""
    return [
        Match(str(n), 0.9 - n / 100, 1.0, {"offer": {"value": offer}, "answers": {"value": answers}})
        for n in range(count)
    ]


readings = st.builds(
    reading,
    urgency=st.sampled_from(["now", "normal"]),
    time=st.sampled_from(
        [
            None,
            ("2026-03-04T18:00", "2026-03-04T22:00", None),
            ("2026-04-04T08:00", None, None),
            (None, "2026-03-06T00:00", None),
        ]
    ),
)
moments = st.datetimes(datetime(2026, 3, 1), datetime(2026, 3, 31))


@given(st.integers(0, 30), st.floats(0, 1), st.floats(0, 1), readings, moments, st.integers(1, 5), st.integers(0, 6))
def test_always_three_to_eight_or_all_there_are(
    count: int, answers: float, offer: float, said: Reading, at: datetime, wanted: int, sent: int
) -> None:
    people = matches(count, answers=answers, offer=offer)
    plan = plan_wave(matches=people, reading=said, at=at, wanted=wanted, waves_sent=sent)
    if plan.now:
        assert min(SMALLEST, count) <= len(plan.now) <= LARGEST
        assert list(plan.now) == people[: len(plan.now)]
        assert (plan.next_at is None) == (len(plan.now) == count)
    if plan.next_at is not None:
        assert plan.next_at > at
    if count == 0:
        assert plan.next_at is None


def test_the_surer_they_answer_the_fewer_are_asked() -> None:
    sure, unsure = matches(20, answers=0.95, offer=1.0), matches(20, answers=0.3)
    assert wave_size(matches=sure, reading=reading()) < wave_size(matches=unsure, reading=reading())


def test_what_is_urgent_asks_more_people_and_waits_less() -> None:
    urgent, calm = reading(urgency="now"), reading()
    assert wave_size(matches=matches(20, answers=0.9), reading=urgent) > wave_size(
        matches=matches(20, answers=0.9), reading=calm
    )
    assert wait_for(reading=urgent, at=NOON) < wait_for(reading=calm, at=NOON)


def test_whoever_needs_more_people_asks_more() -> None:
    sure = matches(20, answers=0.95, offer=1.0)
    assert wave_size(matches=sure, reading=reading(), wanted=3) > wave_size(matches=sure, reading=reading(), wanted=1)


def test_the_wait_follows_the_time_that_is_left() -> None:
    today, in_a_month = (
        reading(time=("2026-03-04T18:00", "2026-03-04T22:00", None)),
        reading(time=("2026-04-04T18:00", None, None)),
    )
    assert wait_for(reading=today, at=NOON) == timedelta(minutes=45)
    assert wait_for(reading=in_a_month, at=NOON) == timedelta(hours=6)
    assert wait_for(reading=in_a_month, at=NOON, waves_sent=3) > wait_for(reading=in_a_month, at=NOON)


@pytest.mark.parametrize(
    ("at", "asked_at"),
    [
        ("2026-03-04T07:00", "2026-03-04T07:00"),
        ("2026-03-04T21:59", "2026-03-04T21:59"),
        ("2026-03-04T22:00", "2026-03-05T07:00"),
        ("2026-03-05T03:30", "2026-03-05T07:00"),
        ("2026-12-31T23:00", "2027-01-01T07:00"),
    ],
)
def test_quiet_hours_are_kept(at: str, asked_at: str) -> None:
    assert after_quiet_hours(datetime.fromisoformat(at), reading=reading()) == datetime.fromisoformat(asked_at)


def test_in_quiet_hours_nobody_is_asked_and_the_wave_comes_in_the_morning() -> None:
    plan = plan_wave(matches=matches(5), reading=reading(urgency="now"), at=datetime(2026, 3, 4, 23, 0))
    assert plan.now == ()
    assert plan.next_at == datetime(2026, 3, 5, 7, 0)


def test_only_what_is_urgent_and_begins_before_the_morning_breaks_the_quiet() -> None:
    night = ("2026-03-04T23:00", "2026-03-05T06:00", None)
    late = datetime(2026, 3, 4, 22, 30)
    assert plan_wave(matches=matches(5), reading=reading(urgency="now", time=night), at=late).now
    assert not plan_wave(matches=matches(5), reading=reading(urgency="normal", time=night), at=late).now


def test_when_nobody_is_left_no_wave_follows() -> None:
    plan = plan_wave(matches=matches(2), reading=reading(), at=NOON)
    assert len(plan.now) == 2
    assert plan.next_at is None
