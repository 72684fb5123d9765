"""Which payment on a statement pays which bill: by its reference, never by a guess. Guesses are made for a human, with their reasons.

A reference names one bill, so it settles whose payment it is, whatever the amount: less pays a part, more leaves a rest that is
somebody's to give back. What carries no right reference waits.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from entraide.common.text import fold
from entraide.logic.euros.structured_communication import digits_apart

MOST_SUGGESTED: Final = 3
# How far a mistyped communication may be from a right one to be thought of.
_FAR: Final = 2


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A bill as matching sees it: how much of it is `left_cents`, how much has `paid_cents`; `payer` is a first name, "" if gone."""

    bill_id: UUID
    reference: str
    left_cents: int
    paid_cents: int = 0
    payer: str = ""


@dataclass(frozen=True)
class Matched:
    """So many cents of a payment go to this bill; below nought where they come back out of it."""

    bill_id: UUID
    cents: int


@dataclass(frozen=True)
class Suggestion:
    """A bill that a payment may be for. `because`: codes, the strongest first: near_reference, same_amount, name."""

    bill_id: UUID
    because: tuple[str, ...]


def matched(*, cents: int, references: Collection[str], owed: Mapping[str, Owed]) -> Matched | None:
    """What a payment of so many cents (below nought: one that came back) does to the bills in `owed`, by reference; None: it waits.

    It waits, too, when it carries the references of several bills, when the bill is paid already, or when nothing can come back.
    """
    named = [owed[one] for one in references if one in owed]
    if len(named) != 1:
        return None
    bill = named[0]
    if cents > 0 and bill.left_cents > 0:
        return Matched(bill.bill_id, min(cents, bill.left_cents))
    if cents < 0 and bill.paid_cents > 0:
        return Matched(bill.bill_id, -min(-cents, bill.paid_cents))
    return None


def suggestions(
    *, cents: int, references: Collection[str], digits: Collection[str], words: str, name: str, owed: Collection[Owed]
) -> tuple[Suggestion, ...]:
    """At most three bills that a payment may be for, the likeliest first. `digits`: runs of twelve digits in it that are no reference."""
    said = set(fold(f"{name} {words}").text.replace(".", " ").replace("-", " ").split())
    found: list[tuple[tuple[int, ...], Suggestion]] = []
    for bill in owed:
        if bill.left_cents <= 0 or cents <= 0:
            continue
        near = bill.reference in references or any(digits_apart(one, bill.reference) <= _FAR for one in digits)
        same = bill.left_cents == cents
        known = bool(bill.payer) and set(fold(bill.payer).text.replace("-", " ").split()) <= said
        because = tuple(
            code for code, holds in (("near_reference", near), ("same_amount", same), ("name", known)) if holds
        )
        # An amount alone says little where everybody owes the same.
        if near or known:
            found.append(((-int(near), -int(known), -int(same)), Suggestion(bill.bill_id, because)))
        elif same:
            found.append(((0, 0, -1), Suggestion(bill.bill_id, because)))
    found.sort(key=lambda one: one[0])
    # What has nothing but its amount is told only where there is nothing else to tell.
    return tuple(one for _rank, one in found if len(found) == 1 or one.because != ("same_amount",))[:MOST_SUGGESTED]
