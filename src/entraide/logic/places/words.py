"""The lists of words around places, read from `words.toml` at the first use."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((files("entraide.logic.places") / "words.toml").read_text("utf-8"))


def listed(text: str) -> frozenset[str]:
    """The words or phrases of a list: parted by commas, over any number of lines."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


@cache
def context(name: str) -> frozenset[str]:
    """The list `name` of the part [context]. Raises KeyError for another name."""
    return listed(_file()["context"][name])


@cache
def little_words() -> dict[str, frozenset[str]]:
    """By language: little words that tell it."""
    return {language: listed(text) for language, text in _file()["little"].items()}


@cache
def determiners(language: str | None) -> frozenset[str]:
    """Articles and the like of a language; of all, but for what is another word in one of them, if it is unknown."""
    lists = _file()["determiners"]
    if language in lists:
        return listed(lists[language])
    return frozenset().union(*map(listed, lists.values())) - {"a"}


@cache
def articles(language: str | None) -> frozenset[str]:
    """The articles of a language; none if it is unknown, since "de" is an article in one and a preposition in another."""
    return listed(_file()["articles"].get(language, ""))


@cache
def before_phrases(language: str | None) -> dict[str, tuple[str, bool]]:
    """Phrases that stand before places in a language (None: any), with the relation that they state and how surely."""
    by_language = _file()["before"]
    phrases: dict[str, tuple[str, bool]] = {}
    for tag in [language] if language in by_language else list(by_language):
        for strength, relations in by_language[tag].items():
            for relation, text in relations.items():
                for phrase in listed(text):
                    if strength == "strong" or phrase not in phrases:
                        phrases[phrase] = (relation, strength == "strong")
    return phrases
