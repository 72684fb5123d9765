"""What hundreds of phrases in four languages say about time: one table a language, in `sentences/`."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from entraide.common.text import fold
from entraide.logic.reading.moments import read_moments

TABLES = Path(__file__).parent / "sentences"
WRITTEN_AT = datetime(2026, 3, 4, 10, 0)
MOMENT = re.compile(r"(?:(\d{4})-)?(\d\d)-(\d\d)(?: (\d\d:\d\d))?")


def cases(language: str) -> Iterator[tuple[datetime, str, str]]:
    """The moment of writing, the sentence and what is expected, for each line of a language's table."""
    for line in (TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, expected = line.rsplit(" | ", 1)
            at = WRITTEN_AT
            if sentence.startswith("@"):
                written, sentence = sentence[1:].split(" ", 1)
                at = datetime.fromisoformat(written)
            yield at, sentence, expected


def moment(text: str) -> str | None:
    """A moment of a table ("03-07 08:00", "2027-05-01") in full, or None for an open side."""
    found = MOMENT.fullmatch(text.strip())
    if not found:
        return None
    year, month, day, clock = found.groups()
    return f"{year or 2026}-{month}-{day}T{clock or '00:00'}"


def meant(expected: str) -> tuple[str | None, str | None, str | None, str] | tuple[None, str]:
    """Start, end, recurrence and urgency that a table's line expects."""
    urgency = "now" if expected.endswith("!") else "normal"
    expected = expected.rstrip("! ")
    if expected == "none":
        return None, urgency
    times, _, rule = expected.partition("FREQ=")
    start, _, end = times.partition(">")
    return moment(start), moment(end), f"FREQ={rule}" if rule else None, urgency


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_a_phrase_is_read_as_the_contract_says(language: str) -> None:
    wrong = []
    count = 0
    for at, sentence, expected in cases(language):
        count += 1
        found = read_moments(fold(sentence), language=language, at=at)
        time = found.time
        said = (time.start, time.end, time.recurrence, found.urgency) if time else (None, found.urgency)
        if said != meant(expected):
            wrong.append(f"{sentence}\n    expected {meant(expected)}\n    read     {said}")
    assert not wrong, f"{len(wrong)} of {count} wrong:\n" + "\n".join(wrong)
    assert count >= 80
