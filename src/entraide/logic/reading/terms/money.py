"""Sums of money in a sentence, in the many ways in which people write a price."""

import re
from functools import cache

from entraide.logic.reading.numbers import SaidNumber
from entraide.logic.reading.terms.bare import ends_a_price, is_bare_price
from entraide.logic.reading.terms.found import Sum
from entraide.logic.reading.terms.rates import rate_after, rate_before
from entraide.logic.reading.terms.rents import is_rent
from entraide.logic.reading.terms.wording import named, phrases

_AFTER = (
    r"(?P<EUR>€|euro'?s?\b|eur\b|balles\b(?! d[e'](?! l'heure))|(?<=[3-9]\d)e(?=\s*(?:$|[.,;!?)]))"
    r"|(?<=\d[05]\d)e(?=\s*(?:$|[.,;!?)]))|(?<=\d00)e(?=\s*(?:$|[.,;!?)]))|(?<=\d)\s?e(?=\s(?:la |le |l')(?:nuit"
    r"|nuitee|soiree|heure|jour|journee|seance|cours|piece|sortie|semaine|mois|portion"
    r"|kilo|kg|lecon|trajet|demi|visite|coupe|table)\b)|e(?=\s?(?:/\s?|de l'|par )(?:h|heure|j"
    r"|jour|u|uur|mois|maand|pers|personne|nuit|km|dag|cours|les)\b))|(?P<GBP>£|pounds?\b(?! of)|quid\b|gbp\b"
    r"|sterling\b)|(?P<USD>\$|us\$|dollars?\b|usd\b|bucks\b)|(?P<CHF>chf\b|sfr\b\.?|francs? suisses?\b"
    r"|schweizer franken\b|francs?\b|franken\b|fr\.|frs\b|stutz\b|frankli\b)|(?P<CENT>cents?\b|centimes?\b|cts?\b"
    r"|centen\b)"
    r"|(?P<PENCE>pence\b)|(?P<RAPPEN>rappen\b)|(?P<SEK>sek\b)|(?P<NOK>nok\b)|(?P<DKK>dkk\b)|(?P<PLN>pln\b|zloty\b"
    r"|zl\b)|(?P<CZK>czk\b)|(?P<CAD>cad\b)"
)


_HUNDREDTHS = {"CENT": "EUR", "PENCE": "GBP", "RAPPEN": "CHF"}


@cache
def _currency_after() -> re.Pattern[str]:
    return re.compile(rf"(?P<dash>[.,]-{{1,2}})?[ -]?(?:{_AFTER})(?P<sub>\d\d(?!\d))?|(?P<bare>[.,]-{{1,2}})(?!\w)")


@cache
def _currency_before() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<EUR>€|(?<!\w)eur(?:o)?)|(?P<GBP>£|(?<!\w)gbp)|(?P<CHF>(?<!\w)(?:chf|sfr\.?|fr\.))"
        r"|(?P<USD>(?<!\w)(?:us)?\$|(?<!\w)usd))\s?$"
    )


@cache
def _range() -> re.Pattern[str]:
    return re.compile(r"\s*(?:-|/|a|to|tot|bis|ou|or|of|oder|et|en|and|und|jusqu'a)\s*(?:€|£|chf|\$)?\s?$")


@cache
def _named_price() -> re.Pattern[str]:
    """Words that make the bare number after them a price: "budget max 80", "prijs: 15"."""
    return re.compile(
        r"\b(?:budget|prix|prijs|price|preis|loyer|huur|huurprijs|miete|rent|tarif|tarief|forfait|dagprijs"
        r"|vaste prijs|vraagprijs|kostet"
        r"|kost)\s*(?:max(?:imum|imaal)?|de|d'|is|est|fixe|demande|souhaite|van|of|von|ist|:|=|\.|,|environ|ca|rond"
        r"|\s)*$"
    )


@cache
def _not_a_price() -> re.Pattern[str]:
    """Before a sum that is not asked for: what a thing was worth, a deposit, a voucher, a bill."""
    return re.compile(
        r"\b(?:valeurs?|vaut|valait|neuf|neuve|nieuw|nieuwprijs|neupreis|au lieu|plutot que|i\.?p\.?v\.?|in plaats"
        r"|instead of|statt|worth|value|waarde|t\.?w\.?v\.?|wert|caution|garantie|waarborg|borg|deposit(?:'s)?|kaution|pfand"
        r"|facture(?: d[e'] ?[a-z']+)?|pieces?|rekening|bill|rechnung|(?:bon|cheque|carte|cadeaubon|voucher|gutschein"
        r"|waardebon)[a-z' -]{0,16}|achete|economis\w+|prime|subside|amende|perdu|trouve|plus de frais)\s*(?:de|d'"
        r"|d'une valeur de|a|van|of|von|in hohe|:|est|was|is|etait|environ|ca|uber|over)?\s*[:(]?\s*$"
    )


def _sum(text: str, visible: str, numbers: list[SaidNumber], at: int) -> tuple[Sum, int] | None:
    """The sum that begins with number `at`, and how many numbers it takes; None if that number is no money."""
    number = numbers[at]
    start, amount, taken = number.start, number.value, 1
    before = _currency_before().search(text, max(0, start - 5), start)
    after = _currency_after().match(text, number.end)
    end = number.end
    if after is None and at + 1 < len(numbers) and _range().fullmatch(text, number.end, numbers[at + 1].start):
        upper = numbers[at + 1]
        after = _currency_after().match(text, upper.end)
        if after or before:
            taken, end = 2, upper.end
    if after:
        currency, end = after.lastgroup or "EUR", after.end()
        if after["sub"]:
            currency = next(name for name in ("EUR", "GBP", "USD", "CHF", "CENT") if after[name] is not None)
            amount, taken = amount + int(after["sub"]) / 100, taken + 1
    elif before:
        currency = before.lastgroup or "EUR"
    elif (
        is_bare_price(text, visible, number)
        or (_named_price().search(text, max(0, start - 40), start) and ends_a_price(text, number.end))
        or is_rent(text, number)
    ):
        currency = "EUR"
    else:
        return None
    if currency in ("dash", "bare"):
        # "25.-" is how the Swiss write a price, "25,-" the Dutch and the Germans.
        bare = "CHF" if text[number.end : number.end + 2] == ".-" else "EUR"
        currency = before.lastgroup if before and before.lastgroup else bare
    if currency in _HUNDREDTHS:
        currency, amount = _HUNDREDTHS[currency], round(amount / 100, 4)
    if before:
        start = before.start()
    if taken == 1 and after and at + 1 < len(numbers) and _range().fullmatch(text, end, numbers[at + 1].start):
        upper_end = _currency_after().match(text, numbers[at + 1].end)
        if upper_end and not re.search(r"(?:et|en|and|und)\s*$", text[end : numbers[at + 1].start]):
            taken, end = 2, upper_end.end()
    return Sum(start, end, amount, currency), taken


@cache
def _somebody_elses() -> re.Pattern[str]:
    """Before a price that somebody else asks of the writer: "mon coiffeur me prend 60 €", "the garage wants £200"."""
    return re.compile(rf"(?<!\w)(?:{phrases('asked_elsewhere')})(?: \w+){{0,2}} $")


@cache
def _may_be_named() -> re.Pattern[str]:
    """A part of every name of a sum; most sentences hold none."""
    return re.compile(r"fiver|tenner|tientje|vijfje|twintigje|vijftigje|zehner|funf|zwan|fuf|hunn|hunderter")


def _notes(text: str, visible: str, numbers: list[SaidNumber]) -> list[Sum]:
    """Sums that have a name: "a fiver", "twee tientjes", "einen Zwanni"."""
    if not _may_be_named().search(text):
        return []
    sums: list[Sum] = []
    for name, words in named("named_sums"):
        worth, currency = name.split()
        for found in words.finditer(text):
            start, times = found.start(), 1.0
            counted = next((n for n in numbers if n.end <= start and text[n.end : start] in ("", " ")), None)
            if counted:
                start, times = counted.start, counted.value
            per, end = rate_after(visible, found.end())
            sums.append(Sum(start, end, times * float(worth), currency, per))
    return sums


def read_money(text: str, visible: str, numbers: list[SaidNumber]) -> list[Sum]:
    """The sums of money of a folded text, in order, with what each is for.

    `text` has hidden what others read; `visible` has not: in "20 € par mois" the month still says what the sum is for.
    `numbers` are those of `text`, "un" and "one" included. A value, a deposit or a voucher's sum is left out.
    """
    sums = _notes(text, visible, numbers)
    at = 0
    while at < len(numbers):
        read = _sum(text, visible, numbers, at)
        if read is None:
            at += 1
            continue
        found, taken = read
        at += taken
        if any(found.start < note.end and note.start < found.end for note in sums):
            continue
        before = max(0, found.start - 40)
        if _not_a_price().search(text, before, found.start) or _somebody_elses().search(text, before, found.start):
            continue
        per, end = rate_after(visible, found.end)
        start = found.start
        if per is None:
            per, start = rate_before(visible, found.start)
        sums.append(Sum(start, end, found.amount, found.currency, per))
    return sorted(sums, key=lambda found: found.start)
