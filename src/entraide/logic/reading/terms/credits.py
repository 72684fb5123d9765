"""Credits in a sentence: hours of a time bank, and the named currencies of communities."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from entraide.common.text import fold
from entraide.logic.reading.numbers import SaidNumber
from entraide.logic.reading.terms.found import Sum
from entraide.logic.reading.terms.rates import rate_after, rate_before

_HOURS = r"(?:heures?|h|hrs?|hours?|u|uur|uren|uurtjes?|std|stunden?)"
_TIME_BANK = (
    r"(?:sels?|banque (?:de |du )?temps|banque d'heures|credits?[ -]temps|temps|credits?|accorderie|jeu|tij[dt]s?bank"
    r"|tijdkrediet|zeitbank|zeitborse|zeitkonto|tauschring|time ?bank(?:ing)?|timebanking|time credits?"
    r"|zeitgutschrift(?:en)?|lets)"
)
_OF = (
    r"(?:[ -]*(?:de la|du|de|d'|van de|van|op de|from the|of|in the|in|der|des|vom|auf dem|aus der|via le|via la"
    r"|via de|via the|via)?[ -]*)"
)

# Credits that are hours, whatever precedes them; a number before them is the amount.
_TIME_CREDITS = (
    r"(?:credits?[ -](?:de[ -])?temps|time[ -]?credits?|time[ -]?bank hours?|heures?[ -]credits?|tijdkredieten"
    r"|tijdskrediet(?:en)?|tijdpunten|zeitstunden?|zeitgutschrift(?:en)?|zeitpunkten?|zeitbank-?stunden?"
    r"|tauschring-?stunden?|tijdsbank-?uren|tijdbank-?uren"
    rf"|{_HOURS}{_OF}{_TIME_BANK}(?!\s+(?:de|en|des)\b))"
)
# Currencies whose names mean nothing else: heard even without a number.
_KNOWN = (
    r"coopflou[sz]es?|coop-flou[sz]es?|torekes?|lets[ -]?(?:punten|points?|eenheden|einheiten)|points?[ -](?:sel"
    r"|lets)|unites?[ -]sel|grains?[ -]de[ -]sel|lumsous?|ropis?|zinnes?|gonettes?|euskos?|sol-?violettes?"
    r"|chiemgauers?|brixton pounds?|bristol pounds?|zeittalern?|noppes"
)
# Names that are ordinary words too: credits only after a number.
_COUNTED = (
    r"credits?(?! ects)|kredieten|punten(?! uit| op)|punkten?|talenten?|talents|talern?|kreuzern?|batzen|valeureux"
    r"|piafs?|flou[sz]es?|muntjes|munten|letsen?|sels"
)
# Names that are very ordinary words: credits only after a number that is given in return.
_PAID = r"points?|pieces?|grains?|munt|punt|punkt|stars?|etoiles?|coquillages?|bouchons?|cailloux|haricots?"


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
        rf"[ -]?(?:(?P<hours>{_TIME_CREDITS})|(?P<credit>{_KNOWN}|{_COUNTED})|(?P<paid>{_PAID})"
        rf"|(?P<plain>{_HOURS}(?P<minutes>[0-5]\d)?))(?!\w)"
    )


@cache
def _bare_hours() -> re.Pattern[str]:
    """What may follow plain hours that are the price itself: nothing more about what is done in them."""
    return re.compile(
        r"(?<=heures)(?!\s+(?:de|d'|du|en)\b)|(?<=heure)(?!\s+(?:de|d'|du|en)\b)|\s*(?:$|[,.;!?)]|\b(?:et|ou|or|and"
        r"|of|oder|und|svp|merci|par|per|pro|a|in|te|au|en|pour|credit|max|chacun|each|back)\b)"
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
        rf"(?<!\w)(?:(?P<h>(?:en |contre |gegen |in |tegen |with |for |via |via la |via de |via the |per |met "
        rf"|par la |uber die |avec la )?(?:heures?|uren|hours|stunden)[ -](?:de |du |van de |der )?(?:sels?"
        rf"|banque du temps|tijdbank|time ?bank|credit|zeitbank)|(?:en |contre (?:des )?)heures(?=\s*(?:$|[,.;!?)]))"
        rf"|time[ -]?credits?|credits?[ -]temps|zeitstunden|tijdkrediet(?:en)?|zeitgutschrift(?:en)?|(?:via |par "
        rf"|met |uber |through |avec |dans |in |op |using )(?:la |de |the |die |der |le |notre |onze "
        rf"|our )?(?:banque (?:de |du )?temps|tijds?bank|time ?bank|zeitbank|zeitborse)|banque du temps|tijdsbank"
        rf"|tijdbank|zeitbank|time ?bank|heure pour heure|uur voor uur|hour for hour|stunde gegen stunde)"
        rf"|(?P<credit>{_KNOWN}|(?:en|in|contre|contre des|tegen|gegen|voor|for|via|met|against|moyennant) (?:des "
        rf"|de |some |wat |einige |unsere |nos |onze |our )?(?:credits?(?!-| de temps| temps)|kredieten|punten|punkte"
        rf"|talente|points|pieces du reseau|lets|sels)))(?!\w)"
    )


@lru_cache(maxsize=256)
def _own_names(currencies: tuple[tuple[str, str], ...]) -> re.Pattern[str] | None:
    """A community's own names, each also in the plural; the group that matches is `own` and its position among them."""
    names = [
        rf"(?P<own{index}>{re.escape(folded)}(?:s|x|n|en|'s)?)"
        for index, (name, _) in enumerate(currencies)
        if (folded := fold(name).text.strip())
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)") if names else None


def _own_sums(text: str, visible: str, numbers: list[SaidNumber], currencies: Mapping[str, str]) -> list[Sum]:
    listed = tuple(sorted(currencies.items()))
    pattern = _own_names(listed)
    sums: list[Sum] = []
    for found in pattern.finditer(text) if pattern else ():
        currency = listed[int((found.lastgroup or "own0")[3:])][1]
        number = next(
            (n for n in numbers if n.end <= found.start() and text[n.end : found.start()] in ("", " ", "-")), None
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


def read_credits(text: str, visible: str, numbers: list[SaidNumber], currencies: Mapping[str, str]) -> list[Sum]:
    """The sums of credits of a folded text, in order; a bare mention ("en heures SEL") is a sum with no amount.

    `text` has hidden what others read, `visible` has not. `currencies` maps a community's own names of its credits to
    `credit`, `h` or an ISO 4217 code; they are heard with or without a number, in the singular and the plural.
    """
    sums = _own_sums(text, visible, numbers, currencies) if currencies else []
    for number in numbers:
        counted = _counted_sum(text, number)
        if counted and all(number.start >= other.end or counted[0] <= other.start for other in sums):
            end, amount, currency = counted
            per, after = rate_after(visible, end)
            start = number.start
            if per is None:
                per, start = rate_before(visible, number.start)
            sums.append(Sum(start, after, amount, currency, per))
    if not sums:
        sums.extend(
            Sum(found.start(), found.end(), None, found.lastgroup or "credit") for found in _unnumbered().finditer(text)
        )
    return sorted(sums, key=lambda found: found.start)
