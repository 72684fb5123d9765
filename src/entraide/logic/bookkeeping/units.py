"""What a community counts in: hours (in minutes), its own credits (in hundredths), or nothing. Whole numbers, never floats."""

import re
from dataclasses import dataclass
from typing import Final

GIFT: Final = "gift"
HOURS: Final = "hours"
CREDITS: Final = "credits"
SCALES: Final = {GIFT: 1, HOURS: 60, CREDITS: 100}
# No amount and no balance is ever beyond this many whole hours or credits, whatever is added up: it fits any database.
WIDEST: Final = 1_000_000_000

_CLOCK = re.compile(
    r"(\d{1,7})\s*(?:h|u|std|st|:|uur|uren|heures?|hours?|stunden?)\.?\s*(?:(\d{1,2})\s*(?:m|min|minutes?|minuten)?\.?)?"
)
_MINUTES = re.compile(r"(\d{1,7})\s*(?:m|min|minutes?|minuten)\.?")
_NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,4}))?(?:\s+.*)?")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?:\D|$))")


@dataclass(frozen=True, kw_only=True)
class Unit:
    """What amounts are counted in.

    Attributes:
        kind: gift (nothing is counted), hours or credits.
        name: what the community calls it ("copeaux"); empty for hours or credits as such.
        scale: how many minor units are one: 60 minutes an hour, 100 hundredths a credit.
    """

    kind: str
    name: str = ""
    scale: int = 1

    @property
    def is_gift(self) -> bool:
        """Whether nothing is counted here: no accounts, no amounts."""
        return self.kind == GIFT


def unit(*, kind: str, name: str = "") -> Unit:
    """The unit of this kind (gift, hours or credits), under the community's own name for it."""
    return Unit(kind=kind, name=name, scale=SCALES[kind])


def read_amount(text: str, *, unit: Unit) -> int | None:
    """The amount that somebody typed, in minor units; None if it is none, or more exact than the unit.

    Hours are read as "2h30", "2 h", "2:30", "90 min", "2,5" or "2.5"; credits as "12", "2,5" or "2.50". What is written behind a number
    (the name of the currency) is let be. Never negative: who gives and who receives is said elsewhere.
    """
    said = _BLANKS.sub(" ", text).strip().lower().removeprefix("+").strip()
    said = _THOUSANDS.sub("", said)
    if unit.kind == HOURS:
        if found := _MINUTES.fullmatch(said):
            return int(found[1])
        if found := _CLOCK.fullmatch(said):
            minutes = int(found[2] or 0)
            return int(found[1]) * 60 + minutes if minutes < 60 else None
    found = _NUMBER.fullmatch(said)
    if not found:
        return None
    whole, part = int(found[1]), found[2] or ""
    minor = int(part or 0) * unit.scale
    share = 10 ** len(part)
    if minor % share:
        return None
    amount = whole * unit.scale + minor // share
    return amount if amount <= WIDEST * unit.scale else None
