"""What the page of a community's figures shows, and what its CSV holds: the same numbers, small ones left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from entraide.logic.bookkeeping.units import Unit
from entraide.logic.figures.bars import Bar, bars_of
from entraide.logic.figures.few import Told, tell, tell_one, tell_sum
from entraide.records.figures.models import MonthFigure
from entraide.wording.figures import Spoken, month_initial, month_name, spoken, value_words

# In the order of the page.
CHARTS = ("needs", "helped", "helpers", "first_yes", "credits")
MONTHS = 12
_SUMMED = {"needs", "helped"}


@dataclass(frozen=True)
class MonthValue:
    """One month of a chart: its bar, its initial and its name in words, and its value in words."""

    bar: Bar
    initial: str
    name: str
    words: str


@dataclass(frozen=True)
class Chart:
    """One measure over the months: what it is called and means, its bars, and all months together in words (empty: not told)."""

    code: str
    spoken: Spoken
    months: Sequence[MonthValue]
    total: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in any month."""
        return all(month.bar.value == 0 for month in self.months)


@dataclass(frozen=True)
class UnmetLine:
    """How many needs of one topic in one area nobody came to; `area` is empty for what is done from afar."""

    topic: str
    area: str
    count: int


def charts_of(figures: Iterable[MonthFigure], *, months: Sequence[date], unit: Unit) -> list[Chart]:
    """The charts of these months; `unit` is what the community counts in; where it counts nothing, the chart of that is left out."""
    by_measure = {(figure.measure, figure.month): figure for figure in figures if figure.measure in CHARTS}
    return [
        _chart(code, [by_measure.get((code, month)) for month in months], months, unit)
        for code in CHARTS
        if code != "credits" or not unit.is_gift
    ]


def value_of(figure: MonthFigure | None) -> int | None:
    """What a month's figure tells; None where it tells of fewer than may be told, 0 where there is nothing."""
    if figure is None:
        return 0
    return figure.amount if tell_one(figure.count) else (0 if figure.count == 0 else None)


def unmet_by_month(figures: Iterable[MonthFigure]) -> dict[date, Told[tuple[str, str]]]:
    """What is told of the needs that nobody came to, month by month, by (topic, area)."""
    cells: dict[date, dict[tuple[str, str], int]] = {}
    for figure in figures:
        if figure.measure == "unmet":
            cells.setdefault(figure.month, {})[(figure.topic, figure.area)] = figure.count
    return {month: tell(counts) for month, counts in cells.items()}


def unmet_lines(told: Iterable[Told[tuple[str, str]]]) -> tuple[list[UnmetLine], int]:
    """What these months tell, added up, the most first; and how many more they tell of without saying where and what about.

    Only what is told of single months is added up, so that the sum says no more than they do.
    """
    sums: dict[tuple[str, str], int] = {}
    others = 0
    for month in told:
        others += month.others or 0
        for cell, count in month.counts.items():
            sums[cell] = sums.get(cell, 0) + count
    lines = [UnmetLine(topic, area, count) for (topic, area), count in sums.items()]
    return sorted(lines, key=lambda line: (-line.count, line.topic, line.area)), others


def _chart(code: str, figures: Sequence[MonthFigure | None], months: Sequence[date], unit: Unit) -> Chart:
    values = [value_of(figure) for figure in figures]
    bars = bars_of(values)
    total = tell_sum([figure.amount if figure else 0 for figure in figures]) if code in _SUMMED else None
    return Chart(
        code=code,
        spoken=spoken(code),
        months=[
            MonthValue(bar, month_initial(month), month_name(month), value_words(code, value, unit=unit))
            for bar, month, value in zip(bars, months, values, strict=True)
        ],
        total=value_words(code, total, unit=unit) if total is not None else "",
    )
