"""Where the heads, the cues and the grammars meet: who has the last word on kind, action, topic, mode and quantity.

The rules stand here in order of surety, each with its reason; where none holds, the trained heads decide.
"""

from dataclasses import replace
from math import exp
from typing import cast

from entraide.logic.reading.cues import kind_by_cue
from entraide.logic.reading.fitting_actions import FITTING, UNFIT, fitting
from entraide.logic.reading.interpretation import Action, Kind, Mode, Terms
from entraide.logic.reading.meaning import Meaning
from entraide.logic.reading.quantity import FoundQuantity
from entraide.logic.reading.terms import FoundTerms

# The mode head may speak where the words say nothing, but only when it is this sure.
SURE_MODE = 0.95


def best(opinion: dict[str, float]) -> str:
    """The likeliest label."""
    return max(opinion, key=opinion.__getitem__)


# How much surer words of selling, lending and giving make the odds of their action: "te koop", "à prêter", "zu verschenken".
_SAID = 20.0


def as_said(meaning: Meaning, terms: FoundTerms) -> Meaning:
    """The heads' opinion with action and topic agreed: what the words say is done, and what can be done with the matter.

    The heads judge each for itself and may answer that a drill is "served" or that a language is lent; together they are
    right more often than apart.
    """
    done = {action: likely * (_SAID if action in terms.actions else 1.0) for action, likely in meaning.action.items()}
    if "swaps" in terms.hints:  # a thing that is swapped is given
        done |= {"give": done["give"] + done["lend"] + done["sell"], "lend": 0.0, "sell": 0.0}
    likely_by_fit = {fit: sum(_unless_unfit(done, fit).values()) for fit in FITTING}
    odds = {topic: likely * likely_by_fit[fitting(topic)] for topic, likely in meaning.topic.items()}
    return replace(meaning, action=_shares(_unless_unfit(done, fitting(best(odds)))), topic=_shares(odds))


def _unless_unfit(done: dict[str, float], fit: frozenset[str]) -> dict[str, float]:
    """How likely each action is, those that do not fit made rare."""
    return {action: likely if action in fit else likely * UNFIT for action, likely in done.items()}


def _shares(odds: dict[str, float]) -> dict[str, float]:
    whole = sum(odds.values())
    return {label: value / whole for label, value in odds.items()} if whole else odds


# How much a cue adds to the odds of its kind: less than the log odds of its being right (0.93), for the head heard it too.
_CUE = 2.0


def with_cue(text: str, meaning: Meaning) -> Meaning:
    """The heads' opinion with the kind's odds raised by the first cue of the folded `text`. Thanks and greetings stay what they are."""
    cue = kind_by_cue(text)
    if cue is None:
        return meaning
    odds = {kind: likely * (exp(_CUE) if kind == cue else 1.0) for kind, likely in meaning.kind.items()}
    return replace(meaning, kind=_shares(odds))


def settle_kind(meaning: Meaning) -> Kind:
    """need, offer or none: the likeliest."""
    return cast(Kind, best(meaning.kind))


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


def settle_topic(meaning: Meaning) -> str:
    """The likeliest topic."""
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
