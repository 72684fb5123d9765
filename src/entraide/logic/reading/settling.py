"""Where the heads, the cues and the grammars meet: who has the last word on kind, action, topic, mode and quantity.

The rules stand here in order of surety, each with its reason; where none holds, the trained heads decide.
"""

import re
from dataclasses import replace
from functools import cache
from typing import cast

from entraide.logic.reading.interpretation import Action, Kind, Mode, Terms
from entraide.logic.reading.meaning import Meaning
from entraide.logic.reading.quantity import FoundQuantity
from entraide.logic.reading.terms import FoundTerms

# The mode head may speak where the words say nothing, but only when it is this sure.
SURE_MODE = 0.8


def best(opinion: dict[str, float]) -> str:
    """The likeliest label."""
    return max(opinion, key=opinion.__getitem__)


@cache
def _offers() -> re.Pattern[str]:
    """Frames that offer whatever follows, folded: verbs of giving in the first person, and "who wants"."""
    return re.compile(
        r"\bqui (?:veut|a besoin|cherche|voudrait (?:participer|venir|profiter))\b|\bavis aux amateurs\b|"
        r"^(?:a|à) (?:donner|vendre|preter|louer)\b|"
        r"\bwie (?:wil|heeft (?:er )?(?:zin|goesting|nog .{0,20}nodig))\b|\b(?:gratis af te halen|"
        r"te geef|te leen|te koop|weg te geven|aangeboden)\b(?! gezocht)|"
        r"\bzu (?:verschenken|verkaufen|verleihen|vermieten)\b|\bwer (?:braucht|will|mochte)\b|"
        r"\b(?:giving away|free to a good home|free to collect|up for grabs)\b"
    )


def settle_kind(text: str, meaning: Meaning) -> Kind:
    """need, offer or none. `text` is folded. A frame that offers beats a head that is not sure."""
    kind = best(meaning.kind)
    if kind == "need" and meaning.kind["need"] < 0.8 and _offers().search(text):
        return "offer"
    return cast(Kind, kind)


def settle_action(meaning: Meaning, terms: FoundTerms) -> Action:
    """The thing that happens. A word of selling or lending settles a head that hesitates."""
    action = best(meaning.action)
    opinion = meaning.action
    if "sold" in terms.hints and action == "give" and "given" not in terms.hints:
        return "sell"
    if "rented" in terms.hints and action in ("give", "sell") and opinion["lend"] > 0.05:
        return "lend"
    if action == "sell" and terms.terms.mode == "free":
        return "give"
    return cast(Action, action)


def settle_topic(meaning: Meaning, action: Action) -> str:
    """The likeliest topic. A thing that is given, lent or sold is rarely a lesson or a service, and the heads know it already."""
    return best(meaning.topic)


def settle_mode(terms: Terms, meaning: Meaning, *, is_said: bool) -> Terms:
    """The terms as the words say; where they say nothing, what the head is sure of (free or money without a sum)."""
    if is_said or terms.mode != "open":
        return terms
    mode = best(meaning.mode)
    if mode in ("free", "money") and meaning.mode[mode] >= SURE_MODE:
        return replace(terms, mode=cast(Mode, mode))
    return terms


def settle_quantity(found: FoundQuantity) -> FoundQuantity:
    """One of something is no quantity."""
    if found.quantity and found.quantity.value <= 1:
        return FoundQuantity(None, None)
    return found
