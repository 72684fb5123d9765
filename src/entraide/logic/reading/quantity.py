"""How many are needed or offered: people, things, kilos, hours, nights, places; in figures or words, if more than one.

For whom or on what help is needed is none: "garder mes deux chats", "repas pour 40 personnes", "canapé 3 places".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from entraide.common.text import Folded
from entraide.logic.reading.counting.asking import asks_or_offers, is_worked_on
from entraide.logic.reading.counting.nouns import animals, never_counted, people, unit_after
from entraide.logic.reading.counting.sizes import size_before
from entraide.logic.reading.counting.stretches import duration_is_something_else
from entraide.logic.reading.counting.whom import for_whom, speak_themselves
from entraide.logic.reading.interpretation import Quantity, Unit
from entraide.logic.reading.masking import HIDDEN, apart, hide, whole_words
from entraide.logic.reading.numbers import SaidNumber, read_numbers

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity and the span (code points of the original, end exclusive) of its number and unit; None if none."""

    quantity: Quantity | None = None
    span: tuple[int, int] | None = None


@cache
def _range() -> re.Pattern[str]:
    return re.compile(r"\s*(?:-|/|,|a|to|tot|bis|ou|or|of|oder|et|en|and)?\s*")


@cache
def _joint() -> re.Pattern[str]:
    """What may stand between a number and what it counts."""
    return re.compile(
        r"[ -]?(?:(?:bonnes?|belles?|beaux|grande?s?|petite?s?|jolie?s?|gros(?:se)?s?|vieux|vieilles"
        r"|jeunes(?= \w+s\b)|nouveaux|nouvelles|autres|paires? de(?= bras| mains)|solides?|vraie?s?|anciens?"
        r"|anciennes|sterke|grote|kleine|mooie|oude|nieuwe|extra|stevige|handige|lege|enthousiaste|lieve|jonge"
        r"|gemotiveerde|flinke|strong|big|small|little|old|new|nice|spare|good|more|extra|fit|empty|young|friendly"
        r"|kind|handy|motivated|willing|large|full|starke|kraftige|grosse|alte|neue|gute|weitere|zusatzliche"
        r"|fleissige|leere|nette|junge|schone|motivierte|helfende|liebe"
        r"|(?:kid|child|women|men|lad|girl|boy|baby|toddler|children|ladie)'?s'?|wooden|plastic|glass|metal|used"
        r"|unused|brand new|second-?hand"
        r"|houten|plastic|ongebruikte|gebruikte|gut erhaltene|gebrauchte|unbenutzte|holzerne"
        r"|fast neue)\s+){0,2}(?:(?<=\s)(?:de |d'|of |van de "
        r"|von ))?"
    )


@cache
def _minutes_after_hours() -> re.Pattern[str]:
    return re.compile(r"\s?h\s?([0-5]\d)(?!\w)")


@cache
def _so_much_each() -> re.Pattern[str]:
    """ "3u per week": how much is needed each time, though the recurrence has taken the words."""
    return re.compile(
        r"\s?(?:h|u|uur|uren|uurtjes?|heures?|hrs?|hours?|std|stunden?|days?|dagen|jours?|tage|nights?|nachten|nuits?"
        r"|nachte)"
        r"\s+(?:per|par|a|pro|each|every|in der|die|de|la)\s+(?:week|semaine|sem|woche|month|mois|maand"
        r"|monat|dag|jour|tag|day)\b"
    )


@cache
def _elided() -> re.Pattern[str]:
    """After a number of things ("une douzaine") whose name was said before: how often, or that they are too many."""
    return re.compile(
        r"\s+(?:(?:par|per|pro|a|each|every) (?:semaine|jour|week|dag|woche|tag|day)|en trop|over|ubrig"
        r"|spare|left|too many)\b"
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(r"(?:[a-z][a-z'-]{2,}|bd|cd'?s?|tv'?s?|pc'?s?|lp'?s?)(?!\w)")


@cache
def _bras() -> re.Pattern[str]:
    return re.compile(r"(?:bras|mains|armen|arme)(?!\w)")


def _with_range(text: str, numbers: list[SaidNumber], at: int) -> int:
    """The position of the number that ends the range begun by number `at` ("2 à 3"), else `at`."""
    if at + 1 < len(numbers):
        low, high = numbers[at], numbers[at + 1]
        gap = text[low.end : high.start]
        if _range().fullmatch(gap) and low.value < high.value and not (gap.strip() in (",", "") and not low.word):
            return at + 1
    return at


def _duration(text: str, number: SaidNumber, end: int, unit: str) -> tuple[float, int] | None:
    """(value, end) of a stretch of time, None if it is a time of day, an age, a delay or how often."""
    minutes = _minutes_after_hours().match(text, end) if unit == "hour" else None
    stop = minutes.end() if minutes else end
    if duration_is_something_else(text, number.start, stop, unit):
        return None
    return number.value, stop


def _measured(text: str, number: SaidNumber, upper: SaidNumber) -> tuple[float, Unit, int] | None:
    """What a number with a unit of measure, of time or of places says."""
    joint = _joint().match(text, upper.end)
    at = joint.end() if joint else upper.end
    grams = re.compile(r"\s?(?:g|gr|grammes?|gram|gramm)(?!\w)").match(text, upper.end)
    if grams and number.value > 1000:
        return number.value / 1000, "kg", grams.end()
    if at == upper.end and number.is_collective:
        return None
    compound = _minutes_after_hours().match(text, upper.end)
    if compound and not duration_is_something_else(text, number.start, compound.end(), "hour"):
        return number.value + int(compound[1]) / 60, "hour", compound.end()
    found = unit_after().match(text, at)
    if not found or not found.lastgroup:
        return None
    unit = cast("Unit", found.lastgroup)
    if unit in ("hour", "day", "night", "week", "month"):
        if duration_is_something_else(text, number.start, found.end(), unit):
            return None
    elif unit != "square_metre" and size_before(text, number.start, found.end(), unit):
        return None
    return number.value, unit, found.end()


def _people(text: str, number: SaidNumber, upper: SaidNumber) -> tuple[float, Unit, int] | None:
    joint = _joint().match(text, upper.end)
    at = joint.end() if joint else upper.end
    arms = _bras().match(text, at)
    if arms and at > upper.end and text[: number.start].endswith((" a ", " zu ")):
        return None  # a piece for four hands
    if arms and at > upper.end:
        is_pairs = "paire" in text[upper.start : at]
        value = number.value if is_pairs or number.value % 2 or number.value > 8 else number.value / 2
        if is_pairs and number.word in ("paire", "paires", "pair", "pairs"):
            value = number.value / 2
        return value, "person", arms.end()
    found = people().match(text, at) if at > upper.end else None
    if not found or for_whom(text, number.start, found.end()):
        return None
    value = number.value / 2 if number.word in ("pair", "pairs", "paire", "paires") else number.value
    return value, "person", found.end()


def _things(text: str, number: SaidNumber, upper: SaidNumber) -> tuple[float, Unit, int] | None:
    """Things in the plural, where the number is governed by asking, offering or the beginning of the sentence."""
    if number.is_collective and _elided().match(text, upper.end):
        return number.value, "piece", upper.end
    joint = _joint().match(text, upper.end)
    if not joint or joint.end() == upper.end:
        return None
    noun = _noun().match(text, joint.end())
    unit = unit_after().match(text, joint.end())
    if not noun or unit or never_counted().match(text, joint.end()) or people().match(text, joint.end()):
        return None
    if speak_themselves(text, noun.end()) and not animals().match(text, joint.end()):
        return None
    if not asks_or_offers(text, number.start, number.value) or is_worked_on(text, number.start, noun.end()):
        return None
    if animals().match(text, joint.end()) and re.search(
        r"\b(?:gard|nourri|promen|oppas|eten geven|sit|feed|walk|hut|futter)", text
    ):
        return None
    value = number.value
    if number.word in ("paire", "pair"):
        value /= 2  # a pair of boots is one thing
    elif number.word in ("paires", "pairs"):
        value /= 2
    return value, "piece", noun.end()


def _read_one(text: str, numbers: list[SaidNumber], at: int) -> tuple[Quantity, int, int] | None:
    number, upper = numbers[at], numbers[_with_range(text, numbers, at)]
    for reader in (_measured, _people, _things):
        read = reader(text, number, upper)
        if read:
            value, unit, end = read
            return (Quantity(value, unit), number.start, end) if 1 < value <= _MOST else None
    return None


def _is_a_postcode(sentence: Folded, number: SaidNumber, language: str | None) -> bool:
    """Whether four or five figures stand before a name; in German every noun looks like one."""
    if language == "de" or not re.fullmatch(r"[1-9]\d{3,4}", sentence.text[number.start : number.end]):
        return False
    after = sentence.original[sentence.span(number.start, number.end)[1] :].lstrip(" -")
    return after[:1].isupper()


def read_quantity(sentence: Folded, *, language: str | None, masked: Sequence[tuple[int, int]] = ()) -> FoundQuantity:
    """How many are needed or offered, if the sentence says more than one; the first that is said. Never raises.

    `language` is a hint only. `masked` are spans of the original (code points) that other grammars have taken, such as
    prices and dates. Of a range ("2 à 3 personnes") the first number is taken.
    """
    text = sentence.text
    hidden = hide(sentence, masked)
    # A number that is taken counts for somebody else; the words after a free one may be shared ("deux bénévoles").
    numbers = [
        number
        for number in read_numbers(text, language=language)
        if HIDDEN not in hidden[number.start : number.end] or _so_much_each().match(text, number.end)
    ]
    numbers = [number for number in numbers if not _is_a_postcode(sentence, number, language)]
    at = 0
    while at < len(numbers):
        read = _read_one(text, numbers, at)
        if read:
            quantity, start, end = read
            spans = apart(sentence, [whole_words(sentence, start, end)], masked)
            return FoundQuantity(quantity, spans[0] if spans else None)
        at = _with_range(text, numbers, at) + 1
    return FoundQuantity()
