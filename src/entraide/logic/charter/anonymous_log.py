"""What of moderation is shown to everybody: how many measures a month, of what sort, for which rule, and what appeals came to.

No line tells of fewer than three: who knows the neighbourhood would know who it was. What is too seldom for a line of its own is added
up, by month, then by year; what is too seldom even then is said to be fewer than three.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# The fewest that a line may tell of.
FEWEST: Final = 3


@dataclass(frozen=True)
class Taken:
    """One measure: the month in which it was taken (year, month), what it was about, the rule, the measure, the appeal's outcome ("" for
    none, or one that waits)."""

    month: tuple[int, int]
    thing: str
    rule: str
    measure: str
    appeal: str = ""


@dataclass(frozen=True)
class Line:
    """`count` measures of one sort in a month."""

    thing: str
    rule: str
    measure: str
    count: int


@dataclass(frozen=True)
class Month:
    """One month: its lines, the most frequent first, and how many others there were (0, or at least three)."""

    month: tuple[int, int]
    lines: tuple[Line, ...]
    others: int


@dataclass(frozen=True)
class Year:
    """One year: its months, newest first; what was too seldom for any of them; and appeals.

    `others` is how many measures stand in no month: a number from three on, or None for one or two, 0 for none. `appeals` and `undone`
    are how many appeals were decided and how many of them granted; None where that would tell of fewer than three.
    """

    year: int
    months: tuple[Month, ...]
    others: int | None
    appeals: int | None
    undone: int | None


def log_of(taken: Iterable[Taken], *, until: tuple[int, int]) -> tuple[Year, ...]:
    """The log of everything taken before the month `until` (year, month), which is not over yet; newest year first."""
    past = [one for one in taken if one.month < until]
    years = sorted({one.month[0] for one in past}, reverse=True)
    return tuple(_year(year, [one for one in past if one.month[0] == year]) for year in years)


def _year(year: int, taken: list[Taken]) -> Year:
    months, left = [], 0
    for month in sorted({one.month for one in taken}, reverse=True):
        shown, seldom = _month(month, [one for one in taken if one.month == month])
        left += seldom
        if shown:
            months.append(shown)
    decided = [one for one in taken if one.appeal]
    undone = sum(one.appeal == "undone" for one in decided)
    appeals = len(decided) if len(decided) >= FEWEST or not decided else None
    # Whoever subtracts the granted ones from all must not find one or two either.
    may_tell = appeals is not None and all(part == 0 or part >= FEWEST for part in (undone, len(decided) - undone))
    return Year(
        year=year,
        months=tuple(months),
        others=left if left == 0 or left >= FEWEST else None,
        appeals=appeals,
        undone=undone if may_tell else None,
    )


def _month(month: tuple[int, int], taken: list[Taken]) -> tuple[Month | None, int]:
    """The month as it is shown (None: nothing of it), and how many of its measures are too seldom for it."""
    counts = Counter((one.thing, one.rule, one.measure) for one in taken)
    lines = [Line(*sort, count=count) for sort, count in counts.items() if count >= FEWEST]
    lines.sort(key=lambda line: (-line.count, line.thing, line.rule, line.measure))
    others = len(taken) - sum(line.count for line in lines)
    seldom = others if 0 < others < FEWEST else 0
    if not lines and (seldom or not others):
        return None, seldom
    return Month(month=month, lines=tuple(lines), others=others - seldom), seldom
