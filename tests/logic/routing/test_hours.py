"""Hours of the week: what people state, what posts ask for, and what both have in common."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.logic.routing.neighbourhood import AT

from entraide.logic.reading.interpretation import TimeSaid
from entraide.logic.routing.hours import (
    DAY_MINUTES,
    DAYS,
    WEEK_MINUTES,
    asked_spans,
    days_of,
    free_spans,
    minutes_of,
    overlap,
    span_text,
    whole_days,
)

SATURDAY = 5 * DAY_MINUTES


def test_a_stated_span_becomes_minutes_of_the_week() -> None:
    assert free_spans(("SA 08:00-12:00",)) == ((SATURDAY + 480, SATURDAY + 720),)
    assert free_spans(("sa 8-12",)) == free_spans(("SA 08:00-12:00",))
    assert free_spans(("SA 18:00-24:00",)) == ((SATURDAY + 1080, SATURDAY + 1440),)


def test_a_span_over_midnight_runs_on_and_one_over_the_week_comes_round() -> None:
    assert free_spans(("FR 22:00-06:00",)) == ((4 * DAY_MINUTES + 1320, SATURDAY + 360),)
    assert free_spans(("SU 22:00-02:00",)) == ((0, 120), (WEEK_MINUTES - 120, WEEK_MINUTES))


def test_what_is_no_span_is_passed_over() -> None:
    assert free_spans(()) is None
    assert free_spans(("whenever", "SA 30:00-31:00", "")) is None
    assert free_spans(("whenever", "MO 08:00-09:00")) == ((480, 540),)


def test_overlapping_spans_are_counted_once() -> None:
    assert minutes_of(free_spans(("MO 08:00-10:00", "MO 09:00-11:00", "MO 11:00-12:00")) or ()) == 240


@pytest.mark.parametrize(
    ("time", "hours"),
    [
        (None, None),
        (TimeSaid("2026-03-07T08:00", "2026-03-07T12:00"), 4),
        (TimeSaid("2026-03-07T22:00", "2026-03-08T06:00"), 8),
        (TimeSaid("2026-03-05T00:00", "2026-03-12T00:00"), None),
        (TimeSaid("2026-03-10T18:00", "2026-03-10T22:00", "FREQ=WEEKLY;BYDAY=TU"), 4),
        (TimeSaid("2026-03-10T08:00", "2026-03-10T12:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), 20),
        (TimeSaid("2026-03-05T18:00", "2026-03-05T22:00", "FREQ=DAILY"), 28),
        (TimeSaid(None, None, "FREQ=WEEKLY;BYDAY=SA"), 24),
        (TimeSaid(None, None, "FREQ=WEEKLY"), None),
        (TimeSaid(None, "2026-03-06T00:00"), 38),
        (TimeSaid(None, "2026-04-06T00:00"), None),
        (TimeSaid("2026-03-06T17:00", None), 7),
        (TimeSaid("2026-03-09T00:00", None), None),
        (TimeSaid("soon", None), None),
    ],
)
def test_what_a_post_asks_for(time: TimeSaid | None, hours: int | None) -> None:
    spans = asked_spans(time, at=AT)
    assert (None if spans is None else minutes_of(spans) / 60) == hours


def test_a_deadline_counts_from_now() -> None:
    spans = asked_spans(TimeSaid(None, "2026-03-06T00:00"), at=AT)
    assert spans is not None
    assert overlap(spans, free_spans(("WE 08:00-10:00",)) or ()) == 0
    assert overlap(spans, free_spans(("WE 08:00-10:30",)) or ()) == 30
    assert overlap(spans, free_spans(("FR 08:00-12:00",)) or ()) == 0


def test_days_of_a_recurrence() -> None:
    assert days_of("FREQ=WEEKLY;BYDAY=MO,SU") == {0, 6}
    assert days_of("FREQ=MONTHLY;BYDAY=1SA") == {5}
    assert days_of("FREQ=MONTHLY") is None
    assert days_of(None) is None
    assert len(days_of("FREQ=DAILY") or ()) == 7


spans_of_people = st.lists(
    st.builds(
        lambda day, start, length: (
            f"{day} {start // 60:02}:{start % 60:02}-{(start + length) % 1440 // 60:02}:{(start + length) % 60:02}"
        ),
        st.sampled_from(DAYS),
        st.integers(0, 1439),
        st.integers(1, 1439),
    ),
    max_size=6,
).map(tuple)


@settings(max_examples=40)
@given(spans_of_people)
def test_spans_lie_within_the_week_sorted_and_apart(said: tuple[str, ...]) -> None:
    spans = free_spans(said) or ()
    assert all(0 <= start < end <= WEEK_MINUTES for start, end in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
    assert overlap(spans, spans) == minutes_of(spans)
    assert overlap(spans, whole_days(range(7))) == minutes_of(spans)


@settings(max_examples=40)
@given(spans_of_people, spans_of_people)
def test_what_two_have_in_common_is_mutual_and_no_more_than_either_has(
    mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    one, other = free_spans(mine) or (), free_spans(theirs) or ()
    assert overlap(one, other) == overlap(other, one) <= min(minutes_of(one), minutes_of(other))


@given(st.sampled_from(DAYS), st.integers(0, 1438), st.integers(1, 600))
def test_a_span_reads_as_it_was_stated(day: str, start: int, length: int) -> None:
    end = min(start + length, 1440)
    text = f"{day} {start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    spans = free_spans((text,))
    assert spans is not None
    assert span_text(*spans[0]) == text


def test_a_post_in_the_past_or_without_length_asks_for_its_moment() -> None:
    moment = (AT - timedelta(days=2)).isoformat(timespec="minutes")
    spans = asked_spans(TimeSaid(moment, moment), at=AT)
    assert spans is not None
    assert minutes_of(spans) == 1
