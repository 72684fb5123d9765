"""Free hours as people write them, in four languages, and the way to spans and back."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.web.forms.hours import (
    DAYS,
    PARTS,
    UnreadableHours,
    from_lines,
    from_ticks,
    lines_of,
    parsed,
    spans_of,
    ticks_and_rest,
)

stretches = st.lists(
    st.tuples(st.sampled_from(DAYS), st.integers(0, 1438), st.integers(1, 1440)).filter(lambda s: s[1] < s[2]),
    max_size=9,
)


@pytest.mark.parametrize(
    ("line", "language", "span"),
    [
        ("samedi 8 h 30 – 11 h", "fr", "SA 08:30-11:00"),
        ("Sam. 8-13", "fr", "SA 08:00-13:00"),
        ("dimanche de 18 h à minuit", "fr", "SU 18:00-24:00"),
        ("ma 9 h à 12 h 30", "fr", "TU 09:00-12:30"),
        ("ma 9u tot 12u", "nl", "MO 09:00-12:00"),
        ("do 9.30 u. - 12.30 u.", "nl", "TH 09:30-12:30"),
        ("Saturday 8am to 1pm", "en", "SA 08:00-13:00"),
        ("Di 8.30 Uhr bis 12 Uhr", "de", "TU 08:30-12:00"),
    ],
)
def test_a_line_is_read_as_people_write_it(line, language, span):
    assert spans_of(from_lines(line, language=language)) == [span]


@pytest.mark.parametrize(
    "line", ["quand il pleut", "samedi", "samedi 25 h – 26 h", "8 h – 9 h", "samedi 9 h 75 – 10 h", "xx 8-9"]
)
def test_a_line_that_gives_no_day_with_two_hours_is_given_back(line):
    with pytest.raises(UnreadableHours) as unreadable:
        from_lines(line, language="fr")
    assert unreadable.value.line == line


def test_a_night_is_cut_at_midnight():
    assert spans_of(from_lines("samedi 22 h – 2 h", language="fr")) == ["SA 22:00-24:00", "SU 00:00-02:00"]


@given(stretches)
def test_spans_are_sorted_never_touch_and_mean_the_same_when_read_again(some):
    spans = spans_of(some)
    again = parsed(spans)
    assert spans_of(again) == spans
    for (day, _, end), (next_day, start, _) in itertools.pairwise(again):
        assert DAYS.index(day) < DAYS.index(next_day) or (day == next_day and end < start)


@given(stretches, st.sampled_from(["fr", "nl", "en", "de"]))
def test_what_the_form_shows_gives_the_same_hours_back(some, language):
    spans = spans_of(some)
    ticks, rest = ticks_and_rest(spans)
    lines = lines_of(rest, language=language)
    assert spans_of([*from_ticks(f"{d}-{p}" for d, p in ticks), *from_lines(lines, language=language)]) == spans


def test_boxes_that_touch_become_one_stretch():
    assert spans_of(from_ticks([f"MO-{part}" for part in PARTS])) == ["MO 08:00-22:00"]
