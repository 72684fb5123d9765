"""A sentence as a line of tokens: words, numbers and signs, each with the kinds that it can be.

Every set of kinds is written as one letter, so that a whole sentence becomes a short string and a grammar rule a regular
expression over it. A rule that matches replaces its tokens by one.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from entraide.common.text import Folded
from entraide.logic.reading.moments.vocabulary import TOKEN, Kinds, number_kinds, phrases, words

# Kinds that rules make, beside those of the vocabulary.
MADE = (
    "CLOCK", "HOURS", "LOOSE_HOURS", "DAY", "MOMENT", "STRETCH", "HABIT", "PAST_SAID", "LENGTH", "ORDINAL", "PART", "DAY_PART", "WEEKDAY",
)  # fmt: skip
ORDINAL_SUFFIXES = frozenset(["er", "ere", "e", "eme", "ieme", "st", "nd", "nde", "rd", "th", "de", "ste", "ter"])
# What may be written hard against a number without making it a name ("14h", "2x", "3j"; but not "H2O", "A4").
_SUFFIXES = ORDINAL_SUFFIXES | frozenset(
    [
        "h",
        "u",
        "hr",
        "hrs",
        "uhr",
        "uur",
        "am",
        "pm",
        "x",
        "j",
        "min",
        "mn",
        "sem",
        "a",
        "heures",
        "heure",
        "o",
        "fois",
        "ish",
    ]
)
_PHONE = re.compile(r"(?<!\d)(?:\+|0)\d(?:[ ./-]?\d){7,}")
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d(?!\d)|(?:19|20)\d\d[/.-]")
NOTHING: Kinds = {}


@dataclass(slots=True)
class Token:
    """One word, number or sign, or what a rule made of several. `start` and `end` are places in the folded text."""

    text: str
    kinds: dict[str, Any]
    start: int
    end: int


@cache
def alphabet() -> dict[frozenset[str], str]:
    """One letter for each set of kinds that a token can have."""
    sets = {frozenset(kinds) for kinds in words().values()}
    sets |= {frozenset(kinds) for entries in phrases().values() for _, kinds in entries}
    for digits in ["1", "01", "001", "0001", *(f"{n:02}" for n in range(100)), *map(str, range(10)), "2026", "100"]:
        plain = number_kinds(int(digits), digits)
        sets |= {plain, plain | frozenset(words().get(digits, NOTHING))}
    sets |= {frozenset((kind,)) for kind in (*MADE, "ORD_SUFFIX", "OTHER", "MASKED")}
    sets.add(frozenset(TIGHT_DOT))
    return {kinds: chr(0x21 + at) for at, kinds in enumerate(sorted(sets - {frozenset()}, key=sorted))}


@cache
def members() -> dict[str, str]:
    """For each kind all the letters that have it."""
    table: dict[str, str] = {}
    for kinds, letter in alphabet().items():
        for kind in kinds:
            table[kind] = table.get(kind, "") + letter
    return table


OTHER: Kinds = {"OTHER": None}
# No sentence of 300 characters has more words and signs; what comes after is babble, and would only cost time.
MOST_TOKENS = 120
# Between two words of a phrase: "'s - ochtends", "week... end". Without a bound a row of apostrophes would be walked from each of them.
MOST_MARKS = 3
MASKED: Kinds = {"MASKED": None}
# A full stop hard between two figures: of a clock time or a date, never the end of a sentence.
TIGHT_DOT: Kinds = {"DOT": None, "TIGHT_DOT": None}
# After these a French apostrophe only marks a letter left out.
_ELIDED = frozenset(["l", "d", "j", "qu", "s", "n", "m", "t", "c", "jusqu", "lorsqu", "puisqu"])
# Before "we" these make it a weekend ("ce we", "dit we"), not the English or Dutch word.
_BEFORE_WE = frozenset(["ce", "le", "les", "un", "chaque", "du", "dit", "het", "elk"])


class Line:
    """The tokens of a sentence, and the string of their letters."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        letters = alphabet()
        self.letters = "".join([letters[frozenset(token.kinds)] for token in tokens])

    def replace(self, start: int, end: int, *, kind: str, value: object) -> None:
        """Put one token of `kind` in the place of the tokens `start:end`."""
        first, last = self.tokens[start], self.tokens[end - 1]
        made = Token("", {kind: value}, first.start, last.end)
        self.tokens[start:end] = [made]
        self.letters = self.letters[:start] + alphabet()[frozenset((kind,))] + self.letters[end:]


def line_of(sentence: Folded, masked: Sequence[tuple[int, int]] = ()) -> Line:
    """The line of a folded sentence; tokens that touch a `masked` span (of the original) have no kind."""
    text = sentence.text
    found = [(match.group(), match.start(), match.end()) for match in TOKEN.finditer(text)]
    if "'" in text:
        found = [
            token
            for at, token in enumerate(found)
            if not (at and token[0] == "'" and _is_elision(found[at - 1], token))
        ]
    hidden = _hidden(sentence, masked)
    dictionary, starts = words(), phrases()
    tokens: list[Token] = []
    at = 0
    while at < len(found) and len(tokens) < MOST_TOKENS:
        word, start, end = found[at]
        kinds: Kinds | None = None
        until = at + 1
        for rest, meaning in starts.get(word, ()):
            reached = _reach(found, at + 1, rest)
            if reached:
                kinds, until = meaning, reached
                break
        end = found[until - 1][2]
        if hidden and any(low < end and start < high for low, high in hidden):
            kinds, until, end = MASKED, at + 1, found[at][2]
        elif kinds is None:
            kinds = _number(found, at, text) if word[0].isdigit() else _word(found, at, dictionary, sentence)
        tokens.append(Token(word, kinds or OTHER, start, end))
        at = until
    return Line(tokens)


def _is_elision(before: tuple[str, int, int], apostrophe: tuple[str, int, int]) -> bool:
    return before[0] in _ELIDED and before[2] == apostrophe[1]


def _reach(found: list[tuple[str, int, int]], at: int, rest: tuple[str, ...]) -> int:
    """Where a phrase that goes on with `rest` ends, or 0: hyphens, apostrophes and full stops between its words are free, a few."""
    for word in rest:
        last = min(at + MOST_MARKS, len(found))
        while at < last and found[at][0] != word and found[at][0] in "-'.":
            at += 1
        if at >= len(found) or found[at][0] != word:
            return 0
        at += 1
    return at


def _word(found: list[tuple[str, int, int]], at: int, dictionary: dict[str, Kinds], sentence: Folded) -> Kinds:
    word, start, _ = found[at]
    if word in ORDINAL_SUFFIXES and at and found[at - 1][2] == start and found[at - 1][0][0].isdigit():
        return {"ORD_SUFFIX": None}
    if word == "." and 0 < at < len(found) - 1:
        before, after = found[at - 1], found[at + 1]
        if before[2] == start and after[1] == start + 1 and before[0].isdigit() and after[0].isdigit():
            return TIGHT_DOT
    if word == "we" and at and found[at - 1][0] in _BEFORE_WE:
        return dictionary["weekend"]
    if word == "tot" and not sentence.original[slice(*sentence.span(start, start + 3))].isascii():
        return dictionary["vroeg"]  # French "tôt" is early, Dutch "tot" until
    if word == "voor" and not sentence.original[slice(*sentence.span(start, start + 4))].isascii():
        return dictionary["before"]  # "vóór" is never "for"
    return dictionary.get(word, OTHER)


def _number(found: list[tuple[str, int, int]], at: int, text: str) -> Kinds:
    digits, start, end = found[at]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalpha() and not (at >= 2 and found[at - 1][0] in ("h", "u") and found[at - 2][0][0].isdigit()):
        return OTHER
    if after.isalpha() and found[at + 1][0] not in _SUFFIXES:
        return OTHER
    if len(digits) > 4 or (after == "," and text[end + 1 : end + 2].isdigit()):
        return OTHER
    if before == "," and text[start - 2 : start - 1].isdigit():
        return OTHER
    if before == "." and len(digits) == 3 and text[start - 2 : start - 1].isdigit():
        return OTHER
    value = int(digits)
    kinds: Kinds = dict.fromkeys(number_kinds(value, digits), value)
    kinds.update(words().get(digits, NOTHING))
    return kinds


def _hidden(sentence: Folded, masked: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    places = sentence.offsets
    spans = [(bisect_left(places, low), bisect_left(places, high)) for low, high in masked if low < high]
    phones = [match.span() for match in _PHONE.finditer(sentence.text) if not _DATED.search(match.group())]
    return spans + phones
