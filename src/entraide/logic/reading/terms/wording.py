"""The words of terms, from `words.toml`, as patterns over folded text: read once, at first use."""

import re
import tomllib
from functools import cache
from importlib import resources

from entraide.logic.reading.terms.needed import needed_letters


@cache
def _words() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def phrases(of: str) -> str:
    """The list `of`, all languages, as alternatives of one regular expression. Raises KeyError for an unknown list."""
    return "|".join(line for lines in _words()[of].values() for line in lines.splitlines() if line)


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


def find(of: str, text: str) -> list[tuple[int, int]]:
    """Where phrases of the list `of` stand in the folded `text`, in order and apart."""
    return [found.span() for found in pattern(of).finditer(text)]


@cache
def _lines(of: str) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """Each phrase of the list `of` as a pattern by itself, with letters one of which stands in whatever it matches."""
    return tuple(
        (needed_letters(line), re.compile(rf"(?:(?<!\w)|(?!\w))(?:{line})(?:(?<=[':=( ])|(?!\w))"))
        for lines in _words()[of].values()
        for line in lines.splitlines()
        if line
    )


def first_line(of: str, text: str) -> re.Match[str] | None:
    """The match of the first phrase of the list `of`, in the list's order, that stands in the folded `text`."""
    for needed, line in _lines(of):
        if (not needed or any(letters in text for letters in needed)) and (found := line.search(text)) is not None:
            return found
    return None


@cache
def _starting(of: str) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{phrases(of)})")


def starts_with(of: str, text: str, at: int) -> bool:
    """Whether a phrase of the list `of` stands at `at` of the folded `text`."""
    return _starting(of).match(text, at) is not None
