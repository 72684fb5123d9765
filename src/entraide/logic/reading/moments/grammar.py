"""Rules over a line of tokens: a small pattern language, and the engine that rewrites a line with them.

A pattern is a regular expression whose letters are kinds: ``FROM? {first:CLOCK|HOUR} TO {last:CLOCK}``. A name and a colon
in braces give the matched token's value to the function that makes the new one; that function may refuse.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from entraide.logic.reading.moments.line import Line, members

_PART = re.compile(r"\{(\w+):([A-Z_0-9|]+)\}|([A-Z][A-Z_0-9]*)|\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule's pattern has matched: values by name, and the moment and language of the sentence."""

    values: dict[str, Any]
    at: datetime
    language: str | None
    text: str

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str) -> Any:
        """The value of the token named so, or None if the pattern did without it."""
        return self.values.get(name)

    @property
    def today(self) -> date:
        """The day of writing."""
        return self.at.date()


Made = tuple[str, object] | None
Maker = Callable[[Said], Made]
# A pattern, and what makes the new token of a match (a kind and a value; None refuses).
Rule = tuple[str, Maker]


@cache
def compiled(pattern: str) -> tuple[re.Pattern[str], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The regular expression of a pattern over a line's letters, and the kinds of each name in it."""
    table = members()
    named: list[tuple[str, tuple[str, ...]]] = []

    def letters(kinds: Iterable[str]) -> str:
        return "[" + "".join(re.escape(letter) for kind in kinds for letter in table[kind]) + "]"

    def part(match: re.Match[str]) -> str:
        name, kinds, kind = match.groups()
        if name:
            named.append((name, tuple(kinds.split("|"))))
            return f"(?P<{name}>{letters(kinds.split('|'))})"
        return letters((kind,)) if kind else ""

    return re.compile(_PART.sub(part, pattern)), tuple(named)


def rewrite(line: Line, rules: Iterable[Rule], *, at: datetime, language: str | None, text: str) -> None:
    """Apply `rules` in order, each from left to right, replacing what matches by what is made of it."""
    for pattern, make in rules:
        expression, named = compiled(pattern)
        position = 0
        while match := expression.search(line.letters, position):
            start, end = match.span()
            if start == end:
                break
            values: dict[str, Any] = {}
            for name, kinds in named:
                place = match.start(name)
                if place >= 0:
                    held = line.tokens[place].kinds
                    values[name] = next((held[kind] for kind in kinds if kind in held), None)
            low, high = line.tokens[start].start, line.tokens[end - 1].end
            try:
                made = make(Said(values, at, language, text[low:high]))
            except (ValueError, OverflowError):  # the thirty-first of June
                made = None
            if made is None:
                position = start + 1
            else:
                line.replace(start, end, kind=made[0], value=made[1])
                position = start + 1
