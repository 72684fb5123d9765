"""Puts together what the grammars of terms found: sums, credits, something in return, free, paid, to be discussed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from entraide.common.text import Folded, fold
from entraide.logic.reading.interpretation import Action, Terms
from entraide.logic.reading.masking import apart, hide, whole_words
from entraide.logic.reading.terms.food import topic_of_food
from entraide.logic.reading.terms.found import FoundTerms, Hint, OwnCredits
from entraide.logic.reading.terms.heard import Heard, Spans, hear
from entraide.logic.reading.terms.wording import search

_ACTIONS: dict[str, Action] = {"sells": "sell", "lends": "lend", "gives": "give"}
"""The lists of words that settle an action."""


@cache
def _said_free() -> re.Pattern[str]:
    """A treat that is said to be free: from who offers it, the thing itself is."""
    return re.compile(r"free|gratis|gratuit|kostenlos")


def _meant(heard: Heard, in_return: str | None) -> tuple[Terms, Spans]:
    """The terms, and the folded spans that say them."""
    money, credits, swap = heard.money, heard.credits, heard.swap
    thing: list[tuple[int, int]] = []
    if swap:
        thing = [(swap.start, swap.end), *([swap.thing] if swap.thing else [])]
    if money and money[0].amount == 0:
        return Terms("free"), [(money[0].start, money[0].end), *heard.free]
    best = next((found for found in [*money, *credits] if found.amount is not None), None) or next(
        iter([*money, *credits]), None
    )
    sums = [(found.start, found.end) for found in [*money, *credits]]
    if (
        (best and swap)
        or (money and credits)
        or (credits and heard.paid)
        or (swap and heard.paid and not swap.is_treat)
    ):
        told = best if money or not heard.paid else None
        if told is None:
            return Terms("mixed", in_return=in_return), [*sums, *thing, *heard.paid]
        amount = (told.amount, told.currency, told.per)
        return Terms("mixed", *amount, in_return), [*sums, *thing, *heard.paid]
    if best:
        return Terms("money" if money else "credits", best.amount, best.currency, best.per), sums
    if swap:
        return Terms("barter", in_return=in_return), thing
    if heard.paid:
        return Terms("money"), heard.paid
    if heard.free or heard.volunteers:
        return Terms("free"), [*heard.free, *heard.volunteers]
    return Terms(), heard.to_discuss


def read_terms(
    sentence: Folded,
    *,
    language: str | None,
    masked: Sequence[tuple[int, int]] = (),
    own: Sequence[OwnCredits] = (),
) -> FoundTerms:
    """What `sentence` says is wanted in return, as far as its words alone tell; never raises.

    `language` is a hint: the words of all four languages are tried. `masked` are spans of the original (code points)
    that another grammar has taken. `own` are the community's own names of its credits that were found in it, in folded
    offsets (community_words). What needs the kind, action or topic is left to `settle_terms`.
    """
    text = hide(sentence, masked)
    heard = hear(sentence, text, language, own)
    in_return_span = None
    if heard.swap and heard.swap.thing:
        in_return_span = whole_words(sentence, *heard.swap.thing)
    in_return = sentence.original[slice(*in_return_span)] if in_return_span else None
    terms, said = _meant(heard, in_return)
    if terms.in_return is None:
        in_return_span = None
    hints: set[Hint] = set()
    if heard.volunteers:
        hints.add("volunteers")
    if heard.swap and not heard.swap.thing:
        hints.add("swapped")
    if heard.swap and heard.swap.thing and search("swap_verbs", text):
        hints.add("swaps")
    if heard.swap and heard.swap.is_treat and not heard.swap.is_asked and terms.mode == "barter":
        hints.add("treat")
        if _said_free().search(text, heard.swap.start, heard.swap.end):
            hints.add("given")
    hints |= {hint for hint in ("sold", "rented", "given", "offered") if search(hint, text)}
    is_said = terms.mode != "open" or bool(heard.to_discuss) or search("asked_elsewhere", text) is not None
    actions = frozenset(action for words, action in _ACTIONS.items() if search(words, text))
    if in_return and terms.in_return:
        terms = replace(terms, in_return_topic=topic_of_food(fold(in_return).text))
    spans = apart(sentence, [whole_words(sentence, *span) for span in said], masked)
    return FoundTerms(terms, spans, in_return_span, is_said, frozenset(hints), actions)
