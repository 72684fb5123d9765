"""Signs for which a human should look at a post: money up front, ways to be reached in the sentence, one text many times, a flood.

A sign is no judgement: the post stays open, the writer is not told, and a steward sees it on the desk. Words are those of four
languages and folded (common.text.fold), so that accents and capitals do not matter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from entraide.common.text import fold
from entraide.logic.reading.contacts import contact_spans

SIGNS: Final = ("money_first", "contact", "repeated", "flood")

# The same words so often within a week are more than forgetfulness.
MANY_TIMES = 3
# An account that young does not write that many posts within a day.
YOUNG, A_FLOOD = timedelta(days=3), 5
_A_WEEK, _A_DAY = timedelta(days=7), timedelta(days=1)

# Money that is to be sent before anything happens, by ways that cannot be taken back.
_MONEY_FIRST = re.compile(
    r"""\b(?:
        western\s?union | moneygram | transcash | neosurf | paysafe\s?(?:card|carte) | pcs\s(?:mastercard|recharge)
      | bit\s?coins? | crypto(?:monnaie|currency|wahrung|munten?|s)? | usdt
      | (?:carte|recharge|coupon)s?\s(?:prepayee?s?|cadeaux?|itunes|google\splay|steam)
      | gift\s?cards? | cadeau(?:bon|kaart)(?:nen|en)? | (?:geschenk|gutschein)karten?
      | (?:payer|paie|paiement|payement|virement|versement|verser|regler|argent|acompte|caution|arrhes|frais)
        \W+(?:\w+\W+){0,3}?(?:d\W?avance|a\s?l\W?avance|avant\sl\W?envoi|en\savance)
      | frais\sde\s(?:dossier|douane|transfert|deblocage)
      | (?:vooraf|op\svoorhand|voorhand)\W+(?:\w+\W+){0,3}?(?:betalen|betaald|storten|overmaken|overschrijven)
      | (?:betalen|betaling|storten|overmaken|voorschot)\W+(?:\w+\W+){0,3}?(?:vooraf|op\svoorhand|voorhand)
      | (?:dossier|administratie)kosten
      | (?:pay|payment|send|wire|transfer|deposit)\W+(?:\w+\W+){0,4}?(?:in\sadvance|upfront|up\sfront|beforehand)
      | (?:upfront|advance)\s(?:fee|payment)s?
      | (?:vorkasse|vorauszahlung|vorabuberweisung|vorab\suberweisen)
      | (?:im\svoraus|vorab|vorher)\W+(?:\w+\W+){0,3}?(?:uberweisen|zahlen|bezahlen|anzahlen)
      | bearbeitungsgebuhr(?:en)?
    )\b""",
    re.VERBOSE,
)
# Ways to be reached outside: with them the platform protects nobody.
_ELSEWHERE = re.compile(r"\b(?:whats\s?app|telegram|t\.me|wa\.me|signal\W+\d|https?://|www\.)", re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """What else the same writer published: the words, and when."""

    text: str
    at: datetime


def signs_in(text: str, *, joined_at: datetime, others: Sequence[Written], now: datetime) -> tuple[str, ...]:
    """The signs of doubt (SIGNS, in their order) in a post with this text, published at the aware moment `now`.

    `joined_at`: since when its writer is here; `others`: their other posts of the last week at least.
    """
    folded = fold(text).text
    recent = [one for one in others if now - _A_WEEK <= one.at <= now]
    same = 1 + sum(1 for one in recent if fold(one.text).text == folded)
    today = 1 + sum(1 for one in recent if one.at >= now - _A_DAY)
    found = {
        "money_first": _MONEY_FIRST.search(folded) is not None,
        "contact": bool(contact_spans(text)) or _ELSEWHERE.search(text) is not None,
        "repeated": same >= MANY_TIMES,
        "flood": now - joined_at < YOUNG and today >= A_FLOOD,
    }
    return tuple(sign for sign in SIGNS if found[sign])
