"""A price that bears no currency: "450 a month", "14 p/u", "8 per wandeling", "vends vélo, 40", "te koop voor 25"."""

import re
from functools import cache

from entraide.logic.reading.interpretation import Per
from entraide.logic.reading.numbers import SaidNumber
from entraide.logic.reading.terms.rates import rate_after, rate_before
from entraide.logic.reading.terms.wording import phrases, search

_LEAST: dict[Per, float] = {"hour": 5, "day": 6, "night": 8, "week": 15, "month": 40, "unit": 3, "km": 0.05}
"""From so many on, a bare number with a rate is a price: "2 a day" says how often, "15 a day" what it costs."""
_MOST_PER_KM = 2


@cache
def _hourly_slash() -> re.Pattern[str]:
    return re.compile(r"\s?/\s?(?:h|heure|u|uur|std|stunde|hour|hr)\b(?!\s?/)")


@cache
def _cents_per() -> re.Pattern[str]:
    return re.compile(r"(?<=[.,]\d\d)\s(?:per|par|pro|each|de l'heure|la piece|pour)(?!\w)")


@cache
def _how_many() -> re.Pattern[str]:
    """Before a number with a rate that says how many are made, done or taken, a date or a clock time: no price."""
    return re.compile(
        r"(?<!\w)(?:j'en|en|er|il y a|fai\w+|produi\w+|mak\w*|maak\w*|bak\w*|brei\w*|naai\w*|cous|coud\w*|tricot\w*|"
        r"sew\w*|knit\w*|do|doe|doen|imprim\w*|print\w*|les?|du|den|am|vers|groupes? de|groep(?:en)? van|groups? of|"
        r"cour\w*|marche\w*|run|walk|fietst?|loop|boi\w+|drink\w*|mang\w+|eat|eet|lis|read|lees|recoi\w*|krijg\w*"
        r"|bekomm\w*|get|nous sommes|we are)"
        r" (?:environ |about |ongeveer |zo'n |etwa )?$"
    )


@cache
def _people_are_meant() -> re.Pattern[str]:
    """Before a number by the piece: how many may come to it."""
    return re.compile(
        r"(?<!\w)(?:max(?:imum|imaal)?|tot|jusqu'a|up to|bis(?: zu)?|met|avec|with|mit|minimum"
        r"|min)\.? $"
    )


@cache
def _by_the_piece() -> re.Pattern[str]:
    """ "8 per wandeling", "20 a walk", "10 le cours"; "20 Stück" says how many."""
    return re.compile(
        r"(?:\s?/\s?|\s?p/| (?:per|par|pro|a|an|each|every|elke?|jede[nrs]?|je|la|le|die|der|das|het|de|the|'t|the"
        r"|chaque) | l')"
        rf"(?:{phrases('priced_units')})(?!\w)"
    )


@cache
def _bargained() -> re.Pattern[str]:
    """After a price, whatever it is in: "60 ono", "80 VB", "30 fixe"."""
    return re.compile(rf"\s*[(,]?\s*(?:{phrases('bargained')})(?!\w)")


@cache
def _sold_for() -> re.Pattern[str]:
    """Before a price where something is sold: a pause, or "for"."""
    return re.compile(r"(?:[,:;(]|\s-|(?<!\w)(?:pour|voor|for|fur|a|aan|at|prix|prijs|price|preis))\s*$")


def ends_a_price(text: str, at: int) -> bool:
    """Whether a bare price may end at `at`: the sentence ends there, or punctuation follows."""
    return re.compile(r"\s*(?:$|[.;!?)](?!\d)|,(?!\d)|-\s)").match(text, at) is not None


def _bears_a_rate(text: str, visible: str, number: SaidNumber) -> bool:
    per, _ = rate_after(visible, number.end)
    if per is None or number.is_collective or text[number.end : number.end + 1] == "\x00":
        return False
    if per == "km":  # "0,30 du km", but "2 km" is a distance
        return number.value <= _MOST_PER_KM and not re.match(r"\s?km", text[number.end : number.end + 3])
    before = max(0, number.start - 32)
    if number.value < _LEAST[per] or _how_many().search(text, before, number.start):
        return False
    if per == "unit":
        return _by_the_piece().match(text, number.end) is not None and not _people_are_meant().search(
            text, before, number.start
        )
    return True


def is_bare_price(text: str, visible: str, number: SaidNumber) -> bool:
    """Whether a `number` without a currency is a price: by what it is for, or by how things are sold.

    `text` has hidden what others read, `visible` has not: a hidden recurrence still says what the sum is for.
    """
    if _hourly_slash().match(text, number.end) or _cents_per().match(text, number.end):
        return True
    if _bears_a_rate(text, visible, number):
        return True
    if number.word or number.value < _LEAST["unit"]:
        return False
    if _bargained().match(text, number.end):
        return True
    if not ends_a_price(text, number.end):
        return False
    per, start = rate_before(visible, number.start)
    if per and re.search(r"[:=]\s*$", text[start : number.start]) and number.value >= _LEAST["hour"]:
        return True
    return (
        _sold_for().search(text, max(0, number.start - 12), number.start) is not None
        and search("sells", text) is not None
    )
