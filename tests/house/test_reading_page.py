"""The page on reading tells the truth: it is what the kept figures give, and they are what the reader does."""

import json

import pytest
from training import measure
from training.comparing import FIELDS, is_asked, is_right
from training.drawing import reliability, straight_line
from training.figures import Judged, figures_of, in_short
from training.page import files

PLACE = {"name": "Ixelles", "postcode": "1050", "latitude": 50.83, "longitude": 4.37, "radius_km": None}
OPEN = {"mode": "open", "amount": None, "currency": None, "per": None, "in_return": None, "in_return_topic": None}
LABEL = {
    "language": "fr",
    "kind": "need",
    "action": "service",
    "topic": "animals.walking",
    "also": ["animals.sitting"],
    "place": {**PLACE, "within_km": 2.0},
    "destination": None,
    "remote": False,
    "time": {"start": "2026-03-07T08:00", "end": "2026-03-07T12:00", "recurrence": None},
    "urgency": "normal",
    "terms": {**OPEN, "mode": "money", "amount": 10, "currency": "EUR", "per": "hour"},
    "quantity": {"value": 2, "unit": "person"},
}
READ = {**LABEL, "confidence": 0.9, "candidates": [{"topic": "animals.walking", "score": 0.9}]}


def test_the_page_and_its_pictures_are_what_the_kept_figures_give():
    assert measure.stale() == [], "run `make figures`"


def test_the_kept_figures_are_what_the_reader_does():
    """Within three points: a change of the reader that is worth telling is told on the page."""
    kept = json.loads(measure.KEPT.read_text(encoding="utf-8"))["fields"]
    now = figures_of(measure.judged(measure.labelled()))["fields"]
    far = {
        field: (kept[field][0], share)
        for field, (share, of) in now.items()
        if of > 100 and abs(kept[field][0] - share) > 0.03
    }
    assert far == {}, "run `make figures`"


def test_a_reading_equal_to_its_label_is_right_in_every_field():
    for field in (*FIELDS, "everything"):
        assert is_right(field, label=LABEL, read=READ), field


@pytest.mark.parametrize(
    ("field", "change", "right"),
    [
        ("topic", {"topic": "animals.sitting"}, True),  # the label says that it would do
        ("topic", {"topic": "animals.care"}, False),
        ("place", {"place": {**PLACE, "latitude": 50.84}}, True),
        ("place", {"place": {**PLACE, "latitude": 50.87}}, False),
        ("place", {"place": {**PLACE, "radius_km": 5}}, False),
        ("place", {"place": None}, False),
        ("destination", {"destination": PLACE}, False),
        ("time", {"time": {"start": "2026-03-07T09:30", "end": "2026-03-07T13:00", "recurrence": None}}, True),
        ("time", {"time": {"start": "2026-03-08T08:00", "end": "2026-03-08T12:00", "recurrence": None}}, False),
        ("time", {"time": {**LABEL["time"], "recurrence": "FREQ=WEEKLY;BYDAY=SA"}}, False),
        ("time", {"time": None}, False),
        ("terms", {"terms": {**LABEL["terms"], "per": None}}, False),
        ("quantity", {"quantity": None}, False),
        ("everything", {"quantity": None}, True),
        ("everything", {"kind": "offer"}, False),
    ],
)  # fmt: skip
def test_a_difference_counts_where_it_matters(field, change, right):
    assert is_right(field, label=LABEL, read={**READ, **change}) is right


def test_whole_days_must_be_exact():
    label = {**LABEL, "time": {"start": "2026-03-07T00:00", "end": "2026-03-08T00:00", "recurrence": None}}
    read = {**READ, "time": {"start": "2026-03-07T00:00", "end": "2026-03-07T23:00", "recurrence": None}}
    assert not is_right("time", label=label, read=read)


def test_the_order_of_the_days_of_a_rhythm_does_not_matter():
    label = {**LABEL, "time": {"start": None, "end": None, "recurrence": "FREQ=WEEKLY;BYDAY=MO,TU"}}
    read = {**READ, "time": {"start": None, "end": None, "recurrence": "FREQ=WEEKLY;BYDAY=TU,MO"}}
    assert is_right("time", label=label, read=read)


def test_of_thanks_only_language_and_kind_count():
    thanks = {**LABEL, "kind": "none", "topic": None}
    assert [field for field in FIELDS if is_asked(field, label=thanks)] == ["language", "kind"]


def test_figures_count_what_is_right_and_name_what_is_confused():
    wrong = {**READ, "topic": "things.tools", "confidence": 0.7}
    figures = figures_of([Judged("un chien", LABEL, READ), Judged("un chien <b>| encore", LABEL, wrong)])
    assert figures["fields"]["topic"] == [0.5, 2]
    assert figures["by_family"]["animals"]["missed"] == {"animals.walking": [1, 2]}
    assert figures["calibration"]["steps"] == [[0.7, 0.0, 1], [0.9, 1.0, 1]]
    assert figures["calibration"]["error"] == 0.4
    assert figures["confusions"]["topic"][0]["times"] == 1
    speed = {"median_ms": 2, "late_ms": 3, "bulk_per_s": 400, "first_s": 1, "memory_mb": 250, "machine": "a machine"}
    page = files({**figures, "speed": speed})[measure.ROOT / "docs" / "explanation" / "reading.md"]
    assert "“un chien &lt;b>\\| encore”" in page
    assert "$" not in page


def test_parts_are_told_in_short():
    assert in_short("terms", LABEL["terms"]) == "money 10 EUR per hour"
    assert in_short("time", LABEL["time"]) == "2026-03-07T08:00 – 2026-03-07T12:00"
    assert in_short("place", {**PLACE, "radius_km": 5}) == "Ixelles 1050, 5 km around"
    assert in_short("quantity", None) == "nothing"


def test_pictures_tell_in_words_what_they_show():
    assert 'aria-label="How a sentence is read, in order: Folded' in straight_line()
    assert "said 0.90, right 0.88 of 12" in reliability([[0.9, 0.88, 12]])
