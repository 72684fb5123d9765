"""The words of terms, from `words.toml`, as patterns over folded text: read once, at first use."""

import re
import tomllib
from functools import cache
from importlib import resources


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
    return re.compile(rf"(?<!\w)(?:{phrases(of)})(?:(?<=')|(?!\w))")


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
