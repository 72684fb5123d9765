"""Weekly free hours as a form holds them: a grid of days and parts of the day, and exact hours written by hand.

A span is "SA 08:00-12:00", local time, the day as in RFC 5545; "24:00" ends a day. It knows nothing of HTML.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from entraide.common.text import fold
from entraide.wording.moments import clock

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The parts of a day, as the reading of sentences cuts it: minutes since midnight.
PARTS = {"morning": (480, 720), "noon": (720, 840), "afternoon": (840, 1080), "evening": (1080, 1320)}
DAY_ENDS = 24 * 60

_NAMES = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
}
_TIME = r"(\d{1,2})(?:\s*(?::|\.|h|u(?:ur|hr)?)\s*(\d{2})?)?(?:\s*(?:u(?:ur|hr)?\b|h\b))?\s*(am|pm)?\.?"
_LINE = re.compile(
    rf"^([a-z]{{2,}})\.?,?\s+(?:de |van |von |from )?{_TIME}\s*(?:-|–|—|a|tot|bis|to|till|until)\s*{_TIME}$"
)
_WORDS = {
    "minuit": "24:00",
    "middernacht": "24:00",
    "midnight": "24:00",
    "mitternacht": "24:00",
    "midi": "12:00",
    "noon": "12:00",
}
_SPAN = re.compile(r"^(MO|TU|WE|TH|FR|SA|SU) (\d\d):(\d\d)-(\d\d):(\d\d)$")

Stretch = tuple[str, int, int]  # day, from, to: minutes since midnight


class UnreadableHours(ValueError):
    """A line that gives no day with two hours. `line` is what was written."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def parsed(spans: Iterable[str]) -> list[Stretch]:
    """The spans as stretches, in the order of the week; what is no span is left out."""
    found = [match.groups() for span in spans if (match := _SPAN.match(span))]
    stretches = [
        stretch
        for day, h, m, last_h, last_m in found
        for stretch in _cut_at_midnight(day, int(h) * 60 + int(m), int(last_h) * 60 + int(last_m))
    ]
    return sorted(stretches, key=_in_week)


def spans_of(stretches: Iterable[Stretch]) -> list[str]:
    """Stretches as spans, in the order of the week; those that touch or overlap become one."""
    result: list[str] = []
    for day, group in groupby(sorted(stretches, key=_in_week), key=lambda s: s[0]):
        joined: list[list[int]] = []
        for _, start, end in group:
            if joined and start <= joined[-1][1]:
                joined[-1][1] = max(joined[-1][1], end)
            else:
                joined.append([start, end])
        result += [f"{day} {_clock(start)}-{_clock(end)}" for start, end in joined]
    return result


def ticks_and_rest(spans: Iterable[str]) -> tuple[set[tuple[str, str]], list[Stretch]]:
    """What the grid can show (pairs of day and part), and the stretches that only exact hours can."""
    ticks: set[tuple[str, str]] = set()
    rest: list[Stretch] = []
    for day, start, end in parsed(spans):
        inside = [part for part, (s, e) in PARTS.items() if start <= s and e <= end]
        whole = bool(inside) and PARTS[inside[0]][0] == start and PARTS[inside[-1]][1] == end
        if whole:
            ticks |= {(day, part) for part in inside}
        else:
            rest.append((day, start, end))
    return ticks, rest


def from_ticks(ticks: Iterable[str]) -> list[Stretch]:
    """The stretches of ticked boxes, each "SA-morning"; anything else is left out."""
    pairs = (tick.partition("-") for tick in ticks)
    return [(day, *PARTS[part]) for day, _, part in pairs if day in DAYS and part in PARTS]


def from_lines(text: str, *, language: str) -> list[Stretch]:
    """Stretches from lines such as "samedi 8 h 30 – 11 h" in any of the four languages. Raises UnreadableHours."""
    lines = [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]
    return [stretch for line in lines for stretch in _from_line(line, language)]


def lines_of(stretches: Sequence[Stretch], *, language: str) -> str:
    """The stretches as lines that `from_lines` reads back."""
    names = _NAMES.get(language, _NAMES["fr"])
    # English and German write the days of the week with a capital.
    said = [name.capitalize() for name in names] if language in ("en", "de") else names
    return "\n".join(f"{said[DAYS.index(day)]} {_said(start)} – {_said(end)}" for day, start, end in stretches)


def _in_week(stretch: Stretch) -> tuple[int, int, int]:
    return DAYS.index(stretch[0]), stretch[1], stretch[2]


def _cut_at_midnight(day: str, start: int, end: int) -> list[Stretch]:
    """One stretch, or two if it runs over midnight into the next day."""
    if end > start:
        return [(day, start, end)]
    next_day = DAYS[(DAYS.index(day) + 1) % 7]
    return [(day, start, DAY_ENDS), *([(next_day, 0, end)] if end else [])]


def _from_line(line: str, language: str) -> list[Stretch]:
    words = [_WORDS.get(word, word) for word in fold(line).text.split()]
    match = _LINE.match(" ".join(words))
    if not match:
        raise UnreadableHours(line)
    word, h, m, ap, hh, mm, ap2 = match.groups()
    day = _day(word, language)
    start, end = _minutes(h, m, ap), _minutes(hh, mm, ap2)
    if day is None or not 0 <= start < DAY_ENDS or not 0 <= end <= DAY_ENDS or start == end:
        raise UnreadableHours(line)
    return _cut_at_midnight(day, start, end)


def _day(word: str, language: str) -> str | None:
    """The day that a (perhaps shortened) name means; the language decides between "ma(rdi)" and "ma(andag)"."""
    for names in (_NAMES.get(language, ()), *_NAMES.values()):
        found = {DAYS[i] for i, name in enumerate(names) if name.startswith(word)}
        if len(found) == 1:
            return found.pop()
    return None


def _minutes(hours: str, minutes: str | None, half: str | None) -> int:
    value = int(hours)
    if half == "pm" and value < 12:
        value += 12
    elif half == "am" and value == 12:
        value = 0
    return value * 60 + int(minutes or 0) if int(minutes or 0) < 60 else -1


def _said(minutes: int) -> str:
    """The hour as the active language writes it; the end of a day stays 24:00."""
    return clock(datetime(2000, 1, 1, minutes // 60, minutes % 60)) if minutes < DAY_ENDS else _clock(minutes)  # noqa: DTZ001 - any day will do


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
