"""The topics: what a sentence can be about. The table itself is topics.toml, beside this file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Topic:
    """One topic: its code ("family.leaf"), its family, and its label in each language."""

    code: str
    family: str
    labels: dict[str, str]


@cache
def _table() -> tuple[dict[str, dict[str, str]], dict[str, Topic]]:
    raw = tomllib.loads((files("entraide.logic.reading") / "topics.toml").read_text(encoding="utf-8"))
    families = {family: entry["label"] for family, entry in raw.items()}
    topics = {
        f"{family}.{leaf}": Topic(code=f"{family}.{leaf}", family=family, labels=value["label"])
        for family, entry in raw.items()
        for leaf, value in entry.items()
        if leaf != "label"
    }
    return families, topics


def topic_codes() -> tuple[str, ...]:
    """All codes, in the order of the table."""
    return tuple(_table()[1])


def topic(code: str) -> Topic:
    """The topic with this code. Raises KeyError for an unknown one."""
    return _table()[1][code]


def families() -> dict[str, dict[str, str]]:
    """The families and their labels by language, in the order of the table."""
    return _table()[0]


def topics_of(family: str) -> tuple[str, ...]:
    """The codes of one family."""
    return tuple(code for code, entry in _table()[1].items() if entry.family == family)
