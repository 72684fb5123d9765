"""What comes back, said in whatever way: its name and the thing, a debt, a condition, a promise, two sides, an arrow.

The ways stand in `words.toml`, one pattern a line; here is what each list means and when it counts.
"""

import re
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.terms.asked import asks
from entraide.logic.reading.terms.food import foods
from entraide.logic.reading.terms.found import Sum, Swap
from entraide.logic.reading.terms.returned import thing_after, trimmed
from entraide.logic.reading.terms.wording import first_line, pattern, starts_with


def find_half_money(sentence: Folded, text: str) -> tuple[Sum, Swap] | None:
    """Half in euros, half in something else: the sum without an amount, and the thing; None if that is not said."""
    found = first_line("half_money", text)
    thing = thing_after(sentence, text, found.end()) if found else None
    if not found or not thing:
        return None
    return Sum(found.start(), found.end(), None, "EUR"), Swap(found.start(), found.end(), thing, is_sure=True)


_SURE = ("two_things", "two_sides", "outright", "owed", "for_the_doer")
"""Lists whose words are in return whoever speaks."""

_LEAST_OFFER = 8
"""A condition needs so many characters before it that say what is offered."""


@cache
def _no_thing() -> re.Pattern[str]:
    """After the name of a reward: it is to be discussed, or there is none."""
    return re.compile(
        r"\s*(?:a (?:discuter|convenir|definir|voir|negocier|la|l')|au |selon|libre|oui|non|ok|possible|impossible"
        r"|assure|en (?!nature)|in (?!natura)|naar|volgens|te |to be|nach|je nach|by|per|up to|tbd|vhb|moglich|mogelijk"
        r"|inbegrepen|included|compris|important|bienvenu|welkom|welcome|willkommen|merite|bespreekbaar|negotiable"
        r"|uber|pas |niet |nicht |not |\d+ ?(?:€|eur|h\b|/))"
    )


@cache
def _food() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){foods()}(?!\w)")


def _thing(sentence: Folded, text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """The thing that a line of `words.toml` found: its group, or what follows."""
    if "thing" in found.re.groupindex:
        return trimmed(text, *found.span("thing"))
    return thing_after(sentence, text, found.end())


def _swap(found: re.Match[str], thing: tuple[int, int]) -> Swap:
    """The words of `found` that stand beside the thing, as a sure swap."""
    if thing[0] >= found.end():
        return Swap(found.start(), found.end(), thing, is_sure=True)
    return Swap(*thing, thing, is_sure=True)


def _named(sentence: Folded, text: str) -> Swap | None:
    found = first_line("named_returns", text)
    if not found or _no_thing().match(text, found.end()):
        return None
    thing = _thing(sentence, text, found)
    return _swap(found, thing) if thing else None


def _paid_in_kind(sentence: Folded, text: str) -> Swap | None:
    found = first_line("paid_in_kind", text)
    if not found or starts_with("money_in_kind", text, found.end()):
        return None
    thing = _thing(sentence, text, found)
    return _swap(found, thing) if thing else None


def find_condition(sentence: Folded, text: str) -> Swap | None:
    """What must be done for what is offered before it: "ma tente à condition que vous …"; None if nothing must."""
    found = first_line("conditions", text)
    if not found:
        return None
    clause = max(text.rfind(stop, 0, found.start()) for stop in ".;!?") + 1
    if found.start() - clause < _LEAST_OFFER or pattern("asked_for_news").search(text, clause, found.start()):
        return None
    thing = _thing(sentence, text, found)
    return _swap(found, thing) if thing else None


def find_promise(sentence: Folded, text: str) -> Swap | None:
    """What is promised to who helps, or would be welcome, food above all; None if nothing is."""
    for of, must_be_food in (("promises", False), ("promises_of_food", True), ("welcome_returns", True)):
        found = first_line(of, text)
        thing = _thing(sentence, text, found) if found else None
        if not found or not thing or (must_be_food and not _food().search(text, *thing)):
            continue
        if of == "welcome_returns":
            return _swap(found, thing) if thing[0] > _LEAST_OFFER else None
        return Swap(*thing, thing, is_treat=True, is_asked=asks(text, found.start()))
    return None


def find_bargain(sentence: Folded, text: str) -> Swap | None:
    """What comes back and is said so beyond doubt, though perhaps in words of payment; None if nothing is."""
    swap = _named(sentence, text) or _paid_in_kind(sentence, text)
    if swap:
        return swap
    for of in _SURE:
        found = first_line(of, text)
        thing = _thing(sentence, text, found) if found else None
        if found and thing:
            return _swap(found, thing)
    return None
