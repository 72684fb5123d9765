"""The words of terms, from `words.toml`, as patterns over folded text: read once, at first use.

Most sentences hold hardly any of these words. So each phrase is filed under letters that stand in whatever it matches, and
only the phrases whose letters stand in a sentence are looked for in it.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from entraide.logic.reading.terms.needed import needed_letters

_LONGEST_KEY = 4
_SHORTEST_KEY = 3


@cache
def _words() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _lines(of: str) -> tuple[str, ...]:
    return tuple(line for lines in _words()[of].values() for line in lines.splitlines() if line)


@cache
def phrases(of: str) -> str:
    """The list `of`, all languages, as alternatives of one regular expression. Raises KeyError for an unknown list."""
    return "|".join(_lines(of))


@cache
def pattern(of: str) -> re.Pattern[str]:
    """The pattern that finds any phrase of the list `of` as whole words. Raises KeyError for an unknown list."""
    return re.compile(rf"(?<!\w)(?:{phrases(of)})(?:(?<=[':=( ])|(?!\w))")


@cache
def named(of: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each part of the list `of` by itself: its name and the pattern that finds its phrases as whole words."""
    return tuple(
        (name, re.compile(rf"(?<!\w)(?:{'|'.join(line for line in lines.splitlines() if line)})(?!\w)"))
        for name, lines in _words()[of].items()
    )


@cache
def _line(of: str, at: int) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|(?!\w))(?:{_lines(of)[at]})(?:(?<=[':=( ])|(?!\w))")


@cache
def _filed() -> tuple[dict[str, list[tuple[str, int]]], frozenset[str], dict[str, list[int]]]:
    """All phrases (their list and their place in it) by the letters that they need, those letters, and those that need none."""
    filed: dict[str, list[tuple[str, int]]] = {}
    always: dict[str, list[int]] = {}
    for of in _words():
        for at, line in enumerate(_lines(of)):
            needed = needed_letters(line)
            if not needed or any(len(letters) < _SHORTEST_KEY for letters in needed):
                always.setdefault(of, []).append(at)
                continue
            for letters in {letters[:_LONGEST_KEY] for letters in needed}:
                filed.setdefault(letters, []).append((of, at))
    return filed, frozenset(filed), always


@lru_cache(maxsize=8)
def _standing(text: str) -> dict[str, list[int]]:
    """For each list the places of its phrases that may stand in `text`, in the list's order."""
    filed, keys, always = _filed()
    last = len(text) + 1
    letters_in = {text[at - _LONGEST_KEY : at] for at in range(_LONGEST_KEY, last)}
    letters_in.update([text[at - _SHORTEST_KEY : at] for at in range(_SHORTEST_KEY, last)])
    standing: dict[str, set[int]] = {of: set(places) for of, places in always.items()}
    for letters in letters_in & keys:
        for of, at in filed[letters]:
            standing.setdefault(of, set()).add(at)
    return {of: sorted(places) for of, places in standing.items()}


def _possible(of: str, text: str) -> list[re.Pattern[str]]:
    """The phrases of the list `of` that may stand in `text`, in the list's order."""
    return [_line(of, at) for at in _standing(text).get(of, ())]


def _matches(of: str, text: str) -> Iterator[re.Match[str]]:
    """The matches of the list `of`, leftmost first and apart; of two that begin together the one first in the list."""
    lines = _possible(of, text)
    at = 0
    while lines:
        found = [match for line in lines if (match := line.search(text, at)) is not None]
        if not found:
            return
        first = min(found, key=re.Match.start)
        yield first
        at = max(first.end(), first.start() + 1)


def search(of: str, text: str) -> re.Match[str] | None:
    """The first match of a phrase of the list `of` in the folded `text`. Raises KeyError for an unknown list."""
    return next(_matches(of, text), None)


def find(of: str, text: str) -> list[tuple[int, int]]:
    """Where phrases of the list `of` stand in the folded `text`, in order and apart."""
    return [found.span() for found in _matches(of, text)]


def first_line(of: str, text: str) -> re.Match[str] | None:
    """The match of the first phrase of the list `of`, in the list's order, that stands in the folded `text`."""
    return next((found for line in _possible(of, text) if (found := line.search(text)) is not None), None)


@cache
def _starting(of: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{phrases(of)})")


def starts_with(of: str, text: str, at: int) -> bool:
    """Whether a phrase of the list `of` stands at `at` of the folded `text`."""
    return _starting(of).match(text, at) is not None
