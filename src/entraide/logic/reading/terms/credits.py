"""Credits in a sentence: hours of a time bank, and the named currencies of communities."""

import re
from collections.abc import Sequence
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.numbers import SaidNumber
from entraide.logic.reading.terms.found import OwnCredits, Sum
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
def _pieces() -> re.Pattern[str]:
    """Names of credits that are things by the piece as well: "3 pièces par personne" is no price."""
    return re.compile(r"pieces?|etoiles?|stars?|bouchons?|cailloux|coquillages?|haricots?")


@cache
def _for_whoever() -> re.Pattern[str]:
    """After credits and perhaps a thing beside them: for whom they are."""
    return re.compile(r"(?<!\w)(?:(?:a|pour) (?:qui|celui|celle)|voor wie|for (?:whoever|anyone)|fur den)(?!\w)")


@cache
def _systems() -> re.Pattern[str]:
    """Exchange systems by their initials, in capitals: in small letters they are salt, and "allows"."""
    return re.compile(r"(?<!\w)(?:SEL|LETS)(?!\w)")


@cache
def _pays_with() -> re.Pattern[str]:
    """What stands before a community's own name of its credits where no number says that it is a price: "en grains"."""
    return re.compile(
        r"(?<!\w)(?:(?:en|contre|moyennant|payables?|pay(?:e|ee|es|ees|er|ons)|paie|remunere(?:e|s)?|accept(?:e|ons)"
        r"|in|tegen"
        r"|betaal(?:d|baar)?|accept|paid|pay(?:able)?|for (?:a few|some|your|our)|gegen|bezahl(?:e|t|bar)?|zahle"
        r"|(?:pour|voor|fur)"
        r" (?=quelques|enkele|wat|een paar|einige|ein paar))(?: (?:des|les|vos|nos|quelques|un peu de|enkele|wat"
        r"|een paar|some"
        r"|a few|your|our|einige|ein paar|eure|unsere))?|[(+:=])\s*$"
    )


@cache
def _is_welcome() -> re.Pattern[str]:
    """What stands behind it there: "grains acceptés", "grains ou euros"."""
    return re.compile(
        r"\s*(?:(?:sont )?(?:accepte|bienvenu)(?:e|s|es)?|possibles?|ok|welkom|mogelijk|accepted|welcome|possible"
        r"|willkommen"
        r"|moglich|(?:ou|et|of|en|or|and|oder|und)(?: des)? (?:euros?|€))(?!\w)"
    )


@cache
def _of_things() -> re.Pattern[str]:
    """What makes of "5 grains" so many of something: "5 grains de kéfir"."""
    return re.compile(r"\s+(?:d'|(?:de|du|of|van|von)(?!\w))")


def _own_sums(text: str, visible: str, numbers: Sequence[SaidNumber], own: Sequence[OwnCredits]) -> list[Sum]:
    sums: list[Sum] = []
    for start, end, currency in own:
        if text[start:end] != visible[start:end]:
            continue  # another grammar has read it
        per, after = rate_after(visible, end)
        if per is None and _of_things().match(visible, end):
            continue
        number = next((n for n in numbers if n.end <= start and text[n.end : start] in ("", " ", "-")), None)
        if number:
            sums.append(Sum(number.start, after, number.value, currency, per))
        elif per or _pays_with().search(visible, max(0, start - 32), start) or _is_welcome().match(visible, end):
            sums.append(Sum(start, after, None, currency, per))
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
        per = rate_after(text, found.end())[0]
        if per in ("hour", "day") or (per and not _pieces().search(text, number.end, found.end())):
            return found.end(), number.value, "credit"
        of_things = re.match(r"\s+(?:de|d'|of|van)\b", text[found.end() :])
        if (
            not of_things
            and not _pieces().match(text, found.start("paid"))
            and _for_whoever().search(text, found.end())
        ):
            return found.end(), number.value, "credit"
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
    sentence: Folded, text: str, numbers: Sequence[SaidNumber], own: Sequence[OwnCredits] = ()
) -> list[Sum]:
    """The sums of credits of `sentence`, in order, in folded offsets; a bare mention ("en heures SEL") has no amount.

    `text` is the folded text with what others read hidden, `numbers` those of it with "un" and "one". `own` are
    a community's own names of its credits that were found in it; without a number they need a word of paying beside them.
    """
    visible = sentence.text
    sums = _own_sums(text, visible, numbers, own)

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
