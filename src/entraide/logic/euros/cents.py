"""Euros as whole cents: read from what people and banks write, never as a float."""

import re
from decimal import Decimal
from typing import Final

MOST_CENTS: Final = 10**12

_TYPED = re.compile(r"(?P<whole>[0-9]{1,3}(?:[\s.,'’][0-9]{3})+|[0-9]+)(?:[.,](?P<part>[0-9]{1,2}))?")
_BANKS = re.compile(r"(?P<whole>[0-9]{1,13})(?:\.(?P<part>[0-9]{0,5}))?")


def cents_typed(text: str) -> int | None:
    """What somebody typed, in cents: "10", "10,50", "10.5 €", "1 250,00". None if it is no amount, or could be two."""
    bare = text.strip().replace("€", "").removesuffix("EUR").removesuffix("euros").removesuffix("euro").strip()
    found = _TYPED.fullmatch(bare)
    if not found:
        return None
    whole = int(re.sub(r"[^0-9]", "", found["whole"]))
    cents = whole * 100 + int((found["part"] or "0").ljust(2, "0"))
    return cents if cents <= MOST_CENTS else None


def cents_of_bank(text: str) -> int | None:
    """An amount as ISO 20022 writes it ("10.5", "10.00000"), in cents; None if it is none, or not of whole cents."""
    found = _BANKS.fullmatch(text.strip())
    if not found:
        return None
    cents = Decimal(f"{found['whole']}.{found['part'] or '0'}") * 100
    return int(cents) if cents == cents.to_integral_value() else None


def part_of(cents: int, *, percent: float) -> int:
    """So many per cent of an amount, in whole cents, half a cent rounded up. `percent` has at most one decimal."""
    thousandths = round(percent * 10)
    return (cents * thousandths + 500) // 1000
