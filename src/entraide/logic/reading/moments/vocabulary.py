"""What words can be in a phrase about time: the dictionary of the grammar, read from `vocabulary.toml`.

Each word has one or more kinds, some with a value. A word that is not here has no kind, and no rule steps over it.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from entraide.common.text import fold
from entraide.logic.reading.moments import names

Kinds = dict[str, object]

# A word, a number, or one other character.
TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")


def _entries() -> Iterator[tuple[str, str, object]]:
    """Each word or phrase with a kind and its value."""
    table = tomllib.loads(files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8"))
    for kind, words in table.pop("words").items():
        for word in words:
            yield word, kind, None
    for value, words in table.pop("NUMBER").items():
        for word in words:
            for kind in number_kinds(int(value), value) - {"MINUTE", "SHORT_YEAR"}:
                yield word, kind, int(value)
    for kind, values in table.items():
        for value, words in values.items():
            for word in words:
                yield word, kind, _value(value)
    yield from _names()


def _value(written: str) -> object:
    """The value of a table's key: a number, a number and a part of the day, or a name."""
    number, _, part = written.partition(" ")
    if part:
        return int(number), part
    return int(number) if number.lstrip("-").isdigit() else written


def _names() -> Iterator[tuple[str, str, object]]:
    for language in names.LANGUAGES:
        for number, name in enumerate(names.WEEKDAYS[language]):
            yield name, "WEEKDAY", number
        for number, name in enumerate(names.MONTHS[language], 1):
            yield name, "SOFT_MONTH" if name in names.SOFT_MONTHS else "MONTH", number
            if language == "en":
                yield name, "ENGLISH_MONTH", number
    for number, words in names.OTHER_WEEKDAYS.items():
        for word in words.split():
            yield word, "WEEKDAY", number
    for shorts in names.SHORT_WEEKDAYS.values():
        for number, words in enumerate(shorts):
            for word in words.split("|"):
                yield word, "SHORT_WEEKDAY", number
    for number, words in names.OTHER_MONTHS.items():
        for word in words.split():
            yield word, "SOFT_MONTH", number
            yield word, "ENGLISH_MONTH", number
    yield "mar", "SOFT_MONTH", 3
    yield "mar", "ENGLISH_MONTH", 3
    for word, number in names.habitual_weekdays():
        yield word, "WEEKDAYS", number
    for word, compound, is_habit in names.compound_weekdays():
        yield word, "DAY_PARTS" if is_habit else "DAY_PART", compound


def number_kinds(value: int, digits: str) -> frozenset[str]:
    """What a number written with these digits can be: an hour, minutes, the day of a month …"""
    kinds = set()
    if len(digits) <= 3:
        kinds.add("NUMBER")
    if len(digits) <= 2:
        if value <= 24:
            kinds.add("HOUR")
        if 1 <= value <= 12:
            kinds |= {"HOUR12", "MONTH_NUMBER"}
        if 1 <= value <= 31:
            kinds.add("DAY_NUMBER")
        if value >= 13 and value <= 31:
            kinds.add("LATE_DAY_NUMBER")
    if len(digits) == 2:
        if value <= 59:
            kinds.add("MINUTE")
        if 24 <= value <= 39:
            kinds.add("SHORT_YEAR")
        if 1 <= value <= 12 and digits[0] == "0":
            kinds.add("ZERO_MONTH")
    if len(digits) == 4 and 2020 <= value <= 2039:
        kinds.add("YEAR")
    return frozenset(kinds)


@cache
def words() -> dict[str, Kinds]:
    """Each single word with its kinds and their values; long names of days also misspelt by one letter."""
    known = {tokens[0]: kinds for tokens, kinds in _by_tokens().items() if len(tokens) == 1}
    weekdays = {name for named in names.WEEKDAYS.values() for name in named}
    for word, kinds in list(known.items()):
        if len(word) >= 6 and (word in weekdays or "RELATIVE_DAY" in kinds):
            for wrong in names.misspelt(word):
                known.setdefault(wrong, kinds)
    return known


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], Kinds]]]:
    """Phrases of several tokens by their first one, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], Kinds]]] = {}
    for tokens, kinds in sorted(_by_tokens().items(), key=lambda entry: -len(entry[0])):
        if len(tokens) > 1:
            by_first.setdefault(tokens[0], []).append((tokens[1:], kinds))
    return by_first


@cache
def _by_tokens() -> dict[tuple[str, ...], Kinds]:
    table: dict[tuple[str, ...], Kinds] = {}
    for word, kind, value in _entries():
        table.setdefault(tuple(TOKEN.findall(fold(word).text)), {}).setdefault(kind, value)
    return table
