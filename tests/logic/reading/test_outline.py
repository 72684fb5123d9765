"""The outline of a reading: its shape without its matter, and where two readings differ."""

from dataclasses import replace

from entraide.logic.reading.interpretation import PlaceSaid, Reading, Terms, TimeSaid
from entraide.logic.reading.outline import corrected_fields, outline

IXELLES = PlaceSaid("Ixelles", "1050", "BE", 50.83, 4.37, "municipality")
READING = Reading("fr", "need", "service", "animals.walking", "chien", place=IXELLES, terms=Terms("free"))


def shape(start: str | None, end: str | None, recurrence: str | None = None) -> str:
    return outline(replace(READING, time=TimeSaid(start, end, recurrence)))["time"]


def test_it_says_what_kind_of_place_and_no_name():
    said = outline(READING)
    assert said["place"] == "municipality"
    assert "Ixelles" not in str(said)
    assert outline(replace(READING, place=None, remote=True))["place"] == "remote"
    assert outline(replace(READING, place=None))["place"] == "-"


def test_it_says_the_shape_of_a_moment_and_no_hour():
    assert shape("2026-03-07T08:00", "2026-03-07T12:00") == "hours"
    assert shape("2026-03-07T00:00", "2026-03-08T00:00") == "day"
    assert shape("2026-03-07T00:00", "2026-03-09T00:00") == "days"
    assert (shape("2026-03-07T08:00", None), shape(None, "2026-03-07T08:00")) == ("from", "until")
    assert shape("2026-03-07T08:00", "2026-03-07T09:00", "FREQ=WEEKLY") == "again"
    assert outline(READING)["time"] == "-"


def test_another_place_of_the_same_kind_is_a_correction_too():
    elsewhere = replace(READING, place=replace(IXELLES, name="Etterbeek"))
    assert corrected_fields(read=READING, right=elsewhere) == ("place",)
    assert corrected_fields(read=READING, right=READING) == ()
    other = replace(READING, kind="offer", topic="animals.sitting", terms=Terms("money"))
    assert corrected_fields(read=READING, right=other) == ("kind", "topic", "mode")
