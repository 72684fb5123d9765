"""Rents without a currency: "studio, 480 all-in", "room wanted, up to 900"."""

import re
from functools import cache

from entraide.logic.reading.numbers import SaidNumber
from entraide.logic.reading.terms.bare import ends_a_price
from entraide.logic.reading.terms.rates import rate_after


@cache
def _home() -> re.Pattern[str]:
    """A room, a flat, a garage: a great number after "up to" is its rent."""
    return re.compile(
        r"(?<!\w)(?:studios?|rooms?|flats?|apartments?|one-bed|kamer|appartement\w*|kot|studentenkamer|stalplek"
        r"|garage\w*|zimmer|wohnung|whg|wg|chambres?|apparts?|logement|maison|huis|house|haus|huurwoning"
        r"|stellplatz|coloc\w*|huisgeno\w*|flatmates?|housemates?|mitbewohner\w*|boerderij\w*|ch|woning)(?!\w)"
    )


@cache
def _up_to() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:max(?:imum|imaal|\.)?|up to|bis(?: zu)?|tot|jusqu'a|loyer|huur|rent|miete)\s*:?\s*$")


@cache
def _all_included() -> re.Pattern[str]:
    return re.compile(
        r"\s?(?:all[ -]?in|warm|kalt|cc|charges comprises|pcm|p\.?m\b|bills incl\w*|inclusief|alles inbegrepen"
        r"|max(?:imum)?)(?!\w)"
    )


def is_rent(text: str, number: SaidNumber) -> bool:
    """Whether a number without a currency is the rent of a home: "studio, 480 all-in", "room wanted, up to 900"."""
    if not 40 <= number.value <= 5000 or number.word or not _home().search(text):
        return False
    if _all_included().match(text, number.end):
        return True
    said_up_to = _up_to().search(text, max(0, number.start - 16), number.start) is not None
    return said_up_to and (rate_after(text, number.end)[0] is not None or ends_a_price(text, number.end))
