"""Credits in a sentence: hours of a time bank, and the named currencies of communities."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from entraide.common.text import Folded, fold
from entraide.logic.reading.numbers import SaidNumber
from entraide.logic.reading.terms.found import Sum
from entraide.logic.reading.terms.rates import rate_after, rate_before
from entraide.logic.reading.terms.wording import phrases

_HOURS = r"(?:heures?|h|hrs?|hours?|u|uur|uren|uurtjes?|std|stunden?)"


@cache
def _in_return() -> re.Pattern[str]:
    """Words before a number that is given in return, whatever its unit."""
    return re.compile(
        r"(?:\b(?:contre|moyennant|echange de|echange d'|exchange for|return for|ruil voor|(?:aus)?tausch gegen|gegen"
        r"|echange contre|vaut|vaux|coute|costs?|kost|kostet|paie|paye|offre|offrons|donne|remunere|payes?"
        r"|recompense(?: de)?|a raison de|tarif|prix|price|prijs|preis|pay|geef|betaal|biete|zahle|tegen)|=)\s*:?\s*$"
    )


@cache
def _after_number() -> re.Pattern[str]:
    return re.compile(
        rf"[ -]?(?:(?P<hours>{phrases('time_credits')})|(?P<credit>{phrases('known_credits')}"
        rf"|{phrases('counted_credits')})|(?P<paid>{phrases('paid_credits')})"
        rf"|(?P<plain>{_HOURS}(?P<minutes>[0-5]\d)?))(?!\w)"
    )


@cache
def _article_or_half() -> re.Pattern[str]:
    """ "a credit", "halbe Zeitstunde", "une demi-heure au SEL": amounts that no number says."""
    return re.compile(
        rf"(?<!\w)(?:(?P<half>(?:half an?|halve|halbe[nr]?|demie?|(?:une )?demi(?=-heure))[ -])"
        rf"|an? )(?:(?P<hours>{phrases('time_credits')})|(?P<credit>{phrases('known_credits')}|credits?"
        rf"|uurtje lets))(?!\w)"
    )


@cache
def _bare_hours() -> re.Pattern[str]:
    """What may follow plain hours that are the price itself: nothing more about what is done in them."""
    return re.compile(
        r"(?<=heures)(?!\s+(?:de|d'|du|en)\b)|(?<=heure)(?!\s+(?:de|d'|du|en)\b)|(?!\s*(?:a|per|par|pro) (?:week"
        r"|semaine|woche|month|mois|maand|dag|day|jour))\s*(?:$|[,.;!?)]|\b(?:et|ou|or|and|of|oder|und|svp|merci|par"
        r"|per|pro|a|in|te|au|en|pour|credit|max|chacun|each|back)\b)"
    )


@cache
def _stronger_in_return() -> re.Pattern[str]:
    """`_in_return` without the words that also tell a time of day ("tegen 2 uur") or a thing that is given."""
    return re.compile(
        r"\b(?:contre|moyennant|echange de|echange d'|exchange for|return for|ruil voor|tausch gegen|austausch gegen"
        r"|gegen)\s*$"
    )


@cache
def _unnumbered() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<h>{phrases('unnumbered_hours')}|{phrases('time_credits')})"
        rf"|(?P<credit>{phrases('unnumbered_credits')}|{phrases('known_credits')}))(?!\w)"
    )


@cache
def _systems() -> re.Pattern[str]:
    """Exchange systems by their initials, in capitals: in small letters they are salt, and "allows"."""
    return re.compile(r"(?<!\w)(?:SEL|LETS)(?!\w)")


@lru_cache(maxsize=256)
def _own_names(currencies: tuple[tuple[str, str], ...]) -> re.Pattern[str] | None:
    """A community's own names, each also in the plural; the group that matches is `own` and its position among them."""
    names = [
        rf"(?P<own{index}>{re.escape(folded)}(?:s|x|n|en|'s)?)"
        for index, (name, _) in enumerate(currencies)
        if (folded := fold(name).text.strip())
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)") if names else None


def _own_sums(text: str, visible: str, numbers: Sequence[SaidNumber], currencies: Mapping[str, str]) -> list[Sum]:
    listed = tuple(sorted(currencies.items()))
    pattern = _own_names(listed)
    sums: list[Sum] = []
    for found in pattern.finditer(text) if pattern else ():
        currency = listed[int((found.lastgroup or "own0")[3:])][1]
        number = next(
            (n for n in numbers if text[n.end : found.start()] in ("", " ", "-") and n.end <= found.start()), None
        )
        start = number.start if number else found.start()
        per, end = rate_after(visible, found.end())
        sums.append(Sum(start, end, number.value if number else None, currency, per))
    return sums


def _counted_sum(text: str, number: SaidNumber) -> tuple[int, float, str] | None:
    """(end, amount, currency) of the credits that `number` counts."""
    found = _after_number().match(text, number.end)
    if not found:
        return None
    if found["hours"]:
        return found.end(), number.value, "h"
    if found["credit"]:
        return found.end(), number.value, "credit"
    before = max(0, number.start - 24)
    if found["paid"]:
        if rate_after(text, found.end())[0] in ("hour", "day"):
            return found.end(), number.value, "credit"
        of_things = re.match(r"\s+(?:de|d'|of|van)\b", text[found.end() :])
        if of_things or not _in_return().search(text, before, number.start):
            return None
        return found.end(), number.value, "credit"
    if _stronger_in_return().search(text, before, number.start) and _bare_hours().match(text, found.end()):
        return found.end(), number.value + int(found["minutes"] or 0) / 60, "h"
    return None


def _with_rate(visible: str, start: int, end: int, amount: float | None, currency: str) -> Sum:
    per, after = rate_after(visible, end)
    if per is None:
        per, start = rate_before(visible, start)
    return Sum(start, after, amount, currency, per)


def read_credits(
    sentence: Folded, text: str, numbers: Sequence[SaidNumber], currencies: Mapping[str, str]
) -> list[Sum]:
    """The sums of credits of `sentence`, in order, in folded offsets; a bare mention ("en heures SEL") has no amount.

    `text` is the folded text with what others read hidden, `numbers` those of it with "un" and "one". `currencies` maps a
    community's own names of its credits to `credit`, `h` or an ISO 4217 code; they are heard with or without a number.
    """
    visible = sentence.text
    sums = _own_sums(text, visible, numbers, currencies) if currencies else []

    def is_new(start: int, end: int) -> bool:
        return all(start >= other.end or end <= other.start for other in sums)

    for number in numbers:
        counted = _counted_sum(text, number)
        if counted and is_new(number.start, counted[0]):
            sums.append(_with_rate(visible, number.start, *counted))
    for found in _article_or_half().finditer(text):
        if is_new(*found.span()):
            amount, currency = 0.5 if found["half"] else 1.0, "h" if found["hours"] else "credit"
            sums.append(_with_rate(visible, found.start(), found.end(), amount, currency))
    if not sums:
        sums = [
            Sum(found.start(), found.end(), None, found.lastgroup or "credit") for found in _unnumbered().finditer(text)
        ]
    if not sums and not sentence.original.isupper():
        sums = [
            Sum(sentence.folded_at[found.start()], sentence.folded_at[found.end()], None, "credit")
            for found in _systems().finditer(sentence.original)
        ]
    return sorted(sums, key=lambda found: found.start)
