"""What a new community may start from: the templates of templates.toml, each whole in the language in which it is opened."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from entraide.logic.charter.rules import Rules


@dataclass(frozen=True, kw_only=True)
class OwnCurrency:
    """What a template calls its currency; `worth` is "h" (an hour) or "credit"."""

    name: str
    spellings: tuple[str, ...] = ()
    worth: str = "credit"


@dataclass(frozen=True, kw_only=True)
class Template:
    """One template in one language.

    Attributes:
        code: how it is named in addresses and records.
        label: what it is for, in a few words; `hint` says more.
        paper: the name of its coloured paper.
        topics: families or leaves of topics that it is about; empty for all.
        languages: what is spoken there; empty if it does not say, and then it is the language in which the community is opened.
        address_form: vous or tu.
        motto: an example of one.
        welcome: what a new member reads.
        sections: the parts of its forum.
        rules: the rules it starts with.
        currency: its word for its currency, if it has one.
    """

    code: str
    label: str
    hint: str
    paper: str
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    address_form: str
    motto: str
    welcome: str
    sections: tuple[str, ...]
    rules: Rules
    currency: OwnCurrency | None = None


def codes() -> tuple[str, ...]:
    """The codes of all templates, in the order in which they are offered."""
    return tuple(_kept())


def templates(*, language: str) -> tuple[Template, ...]:
    """All templates in a language (fr, nl, en, de; French for any other)."""
    return tuple(_template(code, language=language) for code in codes())


def template(*, code: str, language: str) -> Template | None:
    """The template with this code; None if there is none."""
    return _template(code, language=language) if code in _kept() else None


@cache
def _template(code: str, *, language: str) -> Template:
    kept = dict(_kept()[code])
    said: dict[str, Any] = {
        name: kept.pop(name).get(language) or _kept()[code][name]["fr"]
        for name in ("label", "hint", "motto", "welcome", "sections")
    }
    currency = kept.pop("currency", None)
    rules = Rules.from_dict(kept.pop("rules"))
    own: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in {**said, **kept}.items()
    }
    found = Template(code=code, rules=rules, **own)
    if currency is None:
        return found
    return replace(
        found,
        currency=OwnCurrency(
            name=currency["name"], spellings=tuple(currency.get("spellings", ())), worth=currency["worth"]
        ),
    )


@cache
def _kept() -> Mapping[str, Mapping[str, Any]]:
    """The tables of the file by code."""
    text = (files("entraide.logic.charter") / "templates.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
