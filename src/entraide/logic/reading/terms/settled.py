"""The small print of terms: what a silence means for a thing that is sold, lent or given."""

from entraide.logic.reading.interpretation import Terms
from entraide.logic.reading.terms.found import FoundTerms

_ALWAYS_FREE = frozenset({"civic.donation"})
"""Topics in which money or work is a gift, whatever sum is named: "Je récolte 500 € pour l'école"."""


_SHARED = frozenset({"food.cooking", "animals.care"})
"""Topics in which offering does not say that it is given away: what is made for somebody, an animal that seeks a home."""


def settle_terms(found: FoundTerms, *, kind: str, action: str | None, topic: str | None) -> Terms:
    """The terms of a sentence, now that its `kind`, `action` and `topic` are known.

    Sold or rented with no price is `money`. Donations and volunteers that are asked for are `free`, and so is a thing
    that is offered with nothing wanted for it, though no word says so ("5 litres de peinture, à prendre"): to offer
    it for good is to give it. Only a meal or an animal that seeks a home stays open without a word of giving. A meal
    "offerte" is something in return only from somebody who needs help. Otherwise what was said stays, and a silence
    is `open`.
    """
    terms = found.terms
    if topic in _ALWAYS_FREE and terms.mode in ("open", "money", "free"):
        return Terms("free")
    if terms.mode == "barter" and "treat" in found.hints and kind == "offer":
        terms = Terms("free") if "given" in found.hints else Terms()
    if terms.mode == "free" and action == "sell" and "sold" in found.hints:
        return Terms("money")
    if terms.mode == "barter" and "swapped" in found.hints and action == "service":
        terms = Terms()  # swapped for a new one: replaced
    if terms.mode != "open":
        return terms
    if action == "sell" or ("sold" in found.hints and action in (None, "give") and "given" not in found.hints):
        return Terms("money")
    if "rented" in found.hints and action in (None, "lend"):
        return Terms("money")
    if found.is_said and "treat" not in found.hints:
        return terms
    if action == "give" and ((kind == "offer" and topic not in _SHARED) or "given" in found.hints):
        return Terms("free")
    if action == "service" and kind == "offer" and "offered" in found.hints:
        return Terms("free")
    return terms
