"""Rules over a line of tokens: a small pattern language, and the engine that rewrites a line with them.

A pattern is a regular expression whose letters are kinds: ``FROM? {first:CLOCK|HOUR} TO {last:CLOCK}``. A name and a colon
in braces give the matched token's value to the function that makes the new token; that function may refuse.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from entraide.logic.reading.moments.line import Line, alphabet, members

# "(OF|THE)" becomes one set of letters, not two to choose from: a word that is both would be tried twice at each place, and a
# line of thirty such words a thousand million times.
_PART = re.compile(r"\{(\w+):([A-Z_0-9|]+)\}|\(([A-Z][A-Z_0-9]*(?:\|[A-Z][A-Z_0-9]*)+)\)|([A-Z][A-Z_0-9]*)|\s+")

# Names for several kinds at once.
GROUPS = {
    "ANY_MONTH": ("MONTH", "SOFT_MONTH"),
    "ANY_DAY": ("DAY", "MOMENT"),
    "ANY_PART": ("PART", "HABIT_PART"),
    "ANY_ONE": ("ONE", "A_ONE"),
    "LENGTH_NOUN": ("DAY_NOUN", "DAY_NOUNS", "WEEK", "WEEKS", "MONTH_NOUN", "MONTH_NOUNS", "YEAR_NOUN", "YEAR_NOUNS",
                    "HOUR_NOUN", "HOUR_NOUNS", "MINUTE_NOUN", "FORTNIGHT"),
    # What bounds a time on one side.
    "BOUND": ("BEFORE", "AFTER", "UNTIL", "BY", "STARTING", "FOR_OR_BEFORE"),
    # What may follow a bare number that is an hour or a day; a noun may not, nor a price.
    "FOLLOWER": ("STOP", "DAY", "WEEKDAY", "WEEKDAYS", "PART", "HABIT_PART", "FREE_PART", "RELATIVE_DAY", "TODAY_PART",
                 "MORGEN", "THIS", "NEXT", "S", "IN", "ON", "AND", "OR", "TO", "ABOUT", "EVERY", "AT", "FROM", "BETWEEN",
                 "FOR", "AFTER", "BEFORE", "CLOCK", "HOURS", "UNTIL", "DAY_PART"),
    # What makes a number count something.
    "COUNTED": ("OTHER", "UNIT", "MONEY", "MASKED", "TIMES"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule may know of the sentence: when it was written, its language, and which kinds of clue it holds."""

    at: datetime
    language: str | None
    clues: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule's pattern has matched: values by name, all values in order, and the folded text."""

    values: dict[str, Any]
    kinds: tuple[dict[str, Any], ...]
    text: str
    setting: Setting

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str) -> Any:
        """The value of the token named so, or None if the pattern did without it."""
        return self.values.get(name)

    def every(self, *kinds: str) -> list[Any]:
        """The values of all matched tokens of these kinds, in order."""
        return [held[kind] for held in self.kinds for kind in kinds if kind in held]

    @property
    def today(self) -> date:
        """The day of writing."""
        return self.setting.at.date()


Made = tuple[str, object] | None
Maker = Callable[[Said], Made]
# A pattern, and what makes the new token of a match (a kind and a value; None refuses).
Rule = tuple[str, Maker]


def nothing(_: Said) -> Made:
    """These words say no time, and no later rule shall read one from them."""
    return "PAST_SAID", None


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule ready for use: its pattern as a regular expression over a line's letters, and its maker.

    `named` gives the kinds of each name in it; one of the letters `needed` is in every line that it matches, so that most
    rules are passed over with one look.
    """

    expression: re.Pattern[str]
    named: tuple[tuple[str, tuple[str, ...]], ...]
    needed: frozenset[str]
    make: Maker


def compiled(rule: Rule) -> Compiled:
    """Make a rule ready for use. Raises KeyError for a kind that no word has."""
    pattern, make = rule
    named: list[tuple[str, tuple[str, ...]]] = []
    needed: frozenset[str] | None = None
    depth, pieces, end = 0, [], 0
    for match in _PART.finditer(pattern):
        between = pattern[end : match.start()]
        depth += between.count("(") - between.count(")")
        end = match.end()
        pieces.append(between)
        name, kinds, either, one_kind = match.groups()
        kind = either or one_kind
        if not name and not kind:
            continue
        single = tuple(each for one in (kinds or kind).split("|") for each in GROUPS.get(one, (one,)))
        letters = _letters(single)
        if name:
            named.append((name, single))
        pieces.append(f"(?P<{name}>[{_escaped(letters)}])" if name else f"[{_escaped(letters)}]")
        is_optional = pattern[end : end + 1] in ("?", "*")
        if depth == 0 and not is_optional and (needed is None or len(letters) < len(needed)):
            needed = letters
    pieces.append(pattern[end:])
    return Compiled(re.compile("".join(pieces)), tuple(named), needed or frozenset(alphabet().values()), make)


def _escaped(letters: frozenset[str]) -> str:
    return "".join(re.escape(letter) for letter in sorted(letters))


def _letters(kinds: Iterable[str]) -> frozenset[str]:
    table = members()
    return frozenset(letter for kind in kinds for letter in table[kind])


def rewrite(line: Line, rules: Iterable[Compiled], *, setting: Setting, text: str) -> None:
    """Apply `rules` in order, each from left to right, replacing what matches by what is made of it."""
    present = set(line.letters)
    for rule in rules:
        if rule.needed.isdisjoint(present):
            continue
        position = 0
        while match := rule.expression.search(line.letters, position):
            start, end = match.span()
            position = start + 1
            if start == end:
                continue
            values: dict[str, Any] = {}
            for name, kinds in rule.named:
                place = match.start(name)
                if place >= 0:
                    held = line.tokens[place].kinds
                    values[name] = next((held[kind] for kind in kinds if kind in held), None)
            matched = line.tokens[start:end]
            said = Said(
                values, tuple(token.kinds for token in matched), text[matched[0].start : matched[-1].end], setting
            )
            try:
                made = rule.make(said)
            except (ValueError, OverflowError):  # the thirty-first of June
                made = None
            if made is not None:
                line.replace(start, end, kind=made[0], value=made[1])
                present = set(line.letters)
