"""The reading of moments in a sentence, from its words to one time and its urgency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from entraide.common.text import Folded
from entraide.logic.reading.interpretation import TimeSaid
from entraide.logic.reading.moments import clocks, dates, days, hours, periods, recurrences, stretches
from entraide.logic.reading.moments.assembling import assemble, written
from entraide.logic.reading.moments.grammar import Compiled, Rule, Setting, compiled, rewrite
from entraide.logic.reading.moments.line import Line, line_of, members
from entraide.logic.reading.moments.urgency import begins_soon, urgent_words

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FoundMoments:
    """When a sentence says that something happens, and whether it is urgent.

    Spans are of the original text, in Unicode code points with `end` exclusive, sorted, apart from each other, never
    cutting a word: `spans` for the time, `urgency_spans` for the words that make it urgent (hours that begin soon are
    in both).
    """

    time: TimeSaid | None
    urgency: Literal["now", "normal"]
    spans: Spans
    urgency_spans: Spans


# Words elsewhere in the sentence that settle what a phrase means.
_CLUES = ("CLUE", "ACTIVITY", "SLEEP", "DONE", "TRAVEL")
# Without one of these no sentence says a time.
_ANCHORS = (
    "WEEKDAY", "WEEKDAYS", "DAY_PART", "DAY_PARTS", "SHORT_WEEKDAY", "PART", "FREE_PART", "HABIT_PART", "TODAY_PART",
    "RELATIVE_PART", "RELATIVE_DAY", "MORGEN", "EARLY", "MONTH", "SOFT_MONTH", "WEEK", "WEEKS", "WEEKEND", "WEEKENDS",
    "DAY_NOUN", "DAY_NOUNS", "MONTH_NOUN", "MONTH_NOUNS", "YEAR_NOUN", "YEAR_NOUNS", "HOUR_NOUN", "HOUR_NOUNS",
    "MINUTE_NOUN", "WEEKDAY_SET", "WORKDAY", "DAILY", "WEEKLY", "FORTNIGHTLY", "MONTHLY", "NUMBER", "MIDNIGHT",
    "FORTNIGHT", "HOUR12", "HOUR", "DAY_NUMBER",
)  # fmt: skip


@cache
def _anchor_letters() -> frozenset[str]:
    table = members()
    return frozenset(letter for kind in _ANCHORS for letter in table[kind])


def read_moments(
    sentence: Folded, *, language: str | None, at: datetime, masked: Sequence[tuple[int, int]] = ()
) -> FoundMoments:
    """When `sentence` says that something happens, and how urgent it is.

    Takes the folded sentence, its `language` as a hint for words that two languages share, the moment of writing `at`
    (local wall-clock time without an offset) and the spans of the original text that are `masked` because they are
    something else (a price, a place). Never raises, whatever the text.
    """
    line = line_of(sentence, masked)
    urgent = urgent_words(line)
    assembled = None
    if not _anchor_letters().isdisjoint(line.letters):
        setting = Setting(at, language, _clues(line))
        for stage in _compiled_stages():
            rewrite(line, stage, setting=setting, text=sentence.text)
        try:
            assembled = assemble(line, setting=setting)
        except (ValueError, OverflowError):  # the end of all calendars
            assembled = None
    if assembled is None or assembled.is_empty:
        return FoundMoments(None, "now" if urgent else "normal", (), _spans(sentence, urgent, masked))
    time = TimeSaid(written(assembled.start), written(assembled.end), assembled.recurrence)
    read_from = [(token.start, token.end) for token in assembled.tokens]
    if assembled.is_hourly and begins_soon(assembled.start, assembled.end, at=at):
        urgent = [*urgent, *read_from]
    return FoundMoments(
        time, "now" if urgent else "normal", _spans(sentence, read_from, masked), _spans(sentence, urgent, masked)
    )


# Small things first: a stage may stand on what earlier ones have made.
def stages() -> tuple[tuple[Rule, ...], ...]:
    """The rules in the order in which they are tried."""
    return _STAGES


_STAGES: tuple[tuple[Rule, ...], ...] = (
    days.OVER,
    clocks.CLOCKS,
    hours.LENGTHS,
    dates.FIGURES,
    dates.MONTHS,
    dates.NUMBERS,
    hours.RANGES,
    recurrences.DAYS_OF_MONTH,
    dates.NUMBERED,
    days.NAMED,
    periods.PERIODS,
    recurrences.RECURRENCES,
    hours.CLOCKS_IN_PARTS,
    hours.BOUNDS,
    hours.POINTS,
    hours.CLOCKS_IN_PARTS,
    recurrences.EXCEPTIONS,
    recurrences.JOINING,
    recurrences.HABIT_HOURS,
    recurrences.JOINING,
    recurrences.HABIT_HOURS,
    days.WEEKDAYS_ALONE,
    periods.WEEKENDS_ALONE,
    stretches.WITH_HOURS,
    stretches.STRETCHES,
    stretches.WITH_HOURS,
    hours.PARTS_ALONE,
)


@cache
def _compiled_stages() -> tuple[tuple[Compiled, ...], ...]:
    return tuple(tuple(compiled(rule) for rule in stage) for stage in _STAGES)


def _clues(line: Line) -> frozenset[str]:
    return frozenset(kind for token in line.tokens for kind in _CLUES if kind in token.kinds)


def _spans(sentence: Folded, folded: list[tuple[int, int]], masked: Sequence[tuple[int, int]]) -> Spans:
    """Folded spans as spans of the original: whole words, sorted, joined where only a space lies between them."""
    text = sentence.original
    found: list[tuple[int, int]] = []
    for low, high in sorted(set(folded)):
        start, end = sentence.span(low, high)
        while start > 0 and _is_of_word(text[start - 1]) and start < len(text) and _is_of_word(text[start]):
            start -= 1
        while end < len(text) and end > 0 and _is_of_word(text[end - 1]) and _is_of_word(text[end]):
            end += 1
        if start >= end or any(a < end and start < b for a, b in masked):
            continue
        if found and start <= found[-1][1] + 1 and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"
