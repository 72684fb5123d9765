"""Moments in words, in the four languages."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.logic.reading.interpretation import TimeSaid
from entraide.wording import moments

NOW = datetime(2026, 3, 4, 15, 0)


@pytest.mark.parametrize(
    ("language", "whole", "half"),
    [("fr", "9 h", "9 h 30"), ("nl", "9 u.", "9.30 u."), ("en", "9:00", "9:30"), ("de", "9 Uhr", "9.30 Uhr")],
)
def test_hours(language: str, whole: str, half: str) -> None:
    with translation.override(language):
        assert plain(moments.clock(NOW.replace(hour=9))) == whole
        assert plain(moments.clock(NOW.replace(hour=9, minute=30))) == half


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "sam. 7 mars, 8 h – 12 h"),
        ("nl", "za 7 mrt, 8–12 u."),
        ("en", "Sat 7 March, 8:00–12:00"),
        ("de", "Sa, 7. März, 8–12 Uhr"),
    ],
)
def test_a_morning_on_a_chip(language: str, said: str) -> None:
    with translation.override(language):
        time = TimeSaid("2026-03-07T08:00", "2026-03-07T12:00")
        assert plain(moments.said_time(time, now=NOW, is_short=True)) == said


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (TimeSaid("2026-03-07T00:00", "2026-03-08T00:00"), "samedi 7 mars"),
        (TimeSaid("2026-03-07T00:00", "2026-03-09T00:00"), "du samedi 7 mars au dimanche 8 mars"),
        (TimeSaid("2026-03-07T22:00", "2026-03-08T06:00"), "samedi 7 mars, 22 h – 6 h"),
        (TimeSaid("2026-03-07T18:00", "2026-03-08T00:00"), "samedi 7 mars, 18 h – 24 h"),
        (TimeSaid("2026-03-09T00:00", None), "dès lundi 9 mars"),
        (TimeSaid("2026-03-09T17:00", None), "dès lundi 9 mars, 17 h"),
        (TimeSaid(None, "2026-03-06T00:00"), "jusqu’au jeudi 5 mars inclus"),
        (TimeSaid(None, "2026-03-06T12:00"), "avant vendredi 6 mars, 12 h"),
        (TimeSaid("2026-05-01T00:00", "2026-06-01T00:00"), "mai"),
        (TimeSaid("2027-05-01T00:00", "2027-05-02T00:00"), "samedi 1er mai 2027"),
        (TimeSaid("2026-03-10T18:00", "2026-03-10T22:00", "FREQ=WEEKLY;BYDAY=TU"), "chaque mardi, 18 h – 22 h"),
        (TimeSaid("2026-03-05T00:00", "2026-03-06T00:00", "FREQ=DAILY"), "chaque jour"),
        (TimeSaid(None, None, "FREQ=WEEKLY"), "chaque semaine"),
        (TimeSaid(None, None, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), "en semaine"),
        (TimeSaid(None, None, "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"), "un samedi sur deux"),
        (TimeSaid(None, None, "FREQ=MONTHLY;BYDAY=1MO"), "le premier lundi du mois"),
        (TimeSaid(None, None, None), ""),
        (None, ""),
    ],
)
def test_what_a_sentence_says_about_time(time: TimeSaid | None, said: str) -> None:
    with translation.override("fr"):
        assert plain(moments.said_time(time, now=NOW)) == said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=30), "à l’instant"),
        (timedelta(minutes=20), "il y a 20 minutes"),
        (timedelta(hours=1), "il y a une heure"),
        (timedelta(hours=2), "il y a deux heures"),
        (timedelta(hours=6), "ce matin"),
        (timedelta(days=1), "hier"),
        (timedelta(days=2), "lundi"),
        (timedelta(days=20), "le 12 février"),
        (timedelta(days=400), "le 28 janvier 2025"),
    ],
)
def test_how_long_ago(before: timedelta, said: str) -> None:
    with translation.override("fr"):
        assert plain(moments.ago(NOW - before, now=NOW)) == said


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(hours=1), "à 16 h"),
        (timedelta(hours=17), "demain à 8 h"),
        (timedelta(days=3), "samedi à 15 h"),
        (timedelta(days=-1), "hier à 15 h"),
        (timedelta(days=30), "le 3 avril à 15 h"),
    ],
)
def test_when_near_now(after: timedelta, said: str) -> None:
    with translation.override("fr"):
        assert plain(moments.at_moment(NOW + after, now=NOW)) == said


def test_free_spans_are_said_and_nonsense_is_left() -> None:
    with translation.override("fr"):
        assert plain(moments.free_span("SA 08:00-12:30")) == "le samedi de 8 h à 12 h 30"
        assert plain(moments.free_span("SU 18:00-24:00")) == "le dimanche de 18 h à 24 h"
        assert moments.free_span("whenever") == "whenever"


# The first moment in a language reads its catalogue, which takes a busy machine a while.
@settings(deadline=None)
@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    st.timedeltas(timedelta(days=-800), timedelta(days=800)),
    st.sampled_from(["fr", "nl", "en", "de"]),
)
def test_something_is_always_said(now: datetime, away: timedelta, language: str) -> None:
    away = max(min(away, datetime(2100, 1, 1) - now), datetime(2000, 1, 1) - now)
    with translation.override(language):
        for said in (moments.ago(now + away, now=now), moments.at_moment(now + away, now=now)):
            assert said
            assert "%" not in said


def plain(text: str) -> str:
    """`text` with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("language", "said"), [("en", "Sat 28 Nov"), ("fr", "sam. 28 nov."), ("de", "Sa, 28. Nov.")])
def test_a_short_day_has_full_stops_where_its_language_has_them(language: str, said: str) -> None:
    with translation.override(language):
        assert plain(moments.day(date(2026, 11, 28), is_short=True)) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "1er\xa0mars"), ("nl", "1\xa0maart"), ("en", "1\xa0March"), ("de", "1.\xa0März")],
)
def test_no_line_ends_between_a_day_and_its_month(language: str, said: str) -> None:
    with translation.override(language):
        assert moments.month_day(date(2026, 3, 1)) == said
        assert said in moments.day(date(2026, 3, 1), now=NOW)
