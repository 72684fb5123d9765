"""Puts together what the grammars of terms found: sums, credits, something in return, free, paid, to be discussed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.interpretation import Terms
from entraide.logic.reading.masking import apart, hide, whole_words
from entraide.logic.reading.numbers import read_numbers
from entraide.logic.reading.terms.credits import read_credits
from entraide.logic.reading.terms.found import FoundTerms, Hint, Sum, Swap
from entraide.logic.reading.terms.gratis import find_free
from entraide.logic.reading.terms.money import read_money
from entraide.logic.reading.terms.on_top import find_on_top
from entraide.logic.reading.terms.swaps import find_swap
from entraide.logic.reading.terms.wording import find, pattern

_Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Heard:
    """Everything that the grammars heard, in folded offsets."""

    money: Sequence[Sum]
    credits: Sequence[Sum]
    swap: Swap | None
    free: _Spans
    volunteers: _Spans
    paid: _Spans
    to_discuss: _Spans


@cache
def _small_before() -> re.Pattern[str]:
    """What may stand between "contre" and the sum or the payment that it announces."""
    return re.compile(
        r"\s*(?:(?:(?:me |m')?donn\w+|give me|geef\w* me|un|une|de|du|des|d'|la|le|a|an|some|een|wat|de|ein|eine"
        r"|einen|einer|petite?|quelques|enkele|een paar|some|einige|bonne|juste|modeste|modique|legere|kleine?|small"
        r"|fair|faire|geringe|environ|ca|env|about|max|seulement|slechts|only)\b\.?'?\s*)*"
    )


@cache
def _money_is_named() -> re.Pattern[str]:
    """Payment that cannot be meant in credits, as "payé" or "vergoeding" can."""
    return re.compile(r"euro|cash|frais|essence|kosten|cost|benzin|petrol|fuel|fahrt|sprit|service|cheque|liquide")


@cache
def _deposit() -> re.Pattern[str]:
    """What is given in return but comes back, or is a matter of course."""
    return re.compile(r"(?:une |la |een |a |eine )?(?:caution|garantie|waarborg|borg|deposit|kaution|pfand)(?!\w)")


def _pays(swap: Swap, sums: Sequence[Sum], paid: _Spans, free: _Spans, text: str) -> bool:
    """Whether the thing in return is a payment, that another grammar has read: "contre 20 €", "gegen Bezahlung"."""
    if any(start <= swap.start < end for start, end in [*free, *((found.start, found.end) for found in sums)]):
        return True  # "sans rien en retour", "une heure pour une heure"
    begins = [found.start for found in sums] + [start for start, _ in paid] + [start for start, _ in free]
    if (
        swap.thing
        and swap.thing[1] <= swap.start
        and any(found.end > swap.thing[0] and found.start < swap.start for found in sums)
    ):
        return True  # "zwei Zeitstunden dafür": the sum itself is what is given
    at = swap.thing[0] if swap.thing else swap.end
    if _deposit().match(text, at):
        return True
    around = [(found.start, found.end) for found in sums] + list(paid) + list(free)
    return any(
        begin >= at and (small := _small_before().match(text, at)) is not None and small.end() >= begin
        for begin in begins
    ) or any((start <= swap.start and swap.end <= end) or start <= at < end for start, end in around)


def _without_sums(swap: Swap, sums: Sequence[Sum], text: str) -> Swap:
    """The swap with its thing cut before a sum: "contre un vélo + 20 €" gives back "un vélo"."""
    if not swap.thing:
        return swap
    start, end = swap.thing
    cuts = [found.start for found in sums if start < found.start < end]
    if cuts:
        end = min(cuts)
        kept = re.compile(
            r"(?:\s|\+|\bet\b|\bplus\b|\bou\b|\bor\b|\band\b|\ben\b|\bof\b|\bund\b|\boder\b|&|\bmet\b|\bmit\b"
            r"|\bavec\b|,)+$"
        ).search(text, start, end)
        end = kept.start() if kept else end
    return Swap(swap.start, swap.end, (start, end) if end > start else None, swap.is_treat)


@cache
def _said_free() -> re.Pattern[str]:
    """A treat that is said to be free: from who offers it, the thing itself is."""
    return re.compile(r"free|gratis|gratuit|kostenlos")


def _apart_from(spans: _Spans, low: int, high: int) -> list[tuple[int, int]]:
    return [span for span in spans if span[1] <= low or span[0] >= high]


def _extent(swap: Swap) -> tuple[int, int]:
    """From the first to the last character of the swap's words and its thing."""
    low, high = swap.thing or (swap.start, swap.end)
    return min(low, swap.start), max(high, swap.end)


def _settled_swap(  # noqa: PLR0917 (each is one grammar's finding)
    swap: Swap | None, sums: Sequence[Sum], paid: _Spans, free: _Spans, volunteers: _Spans, text: str
) -> Swap | None:
    """The swap, unless what it announces is a payment, or something surer was said beside it."""
    if swap is None:
        return None
    if swap.thing is None and (sums or paid or free):
        return None  # "swap" for replace
    if swap.is_treat and (sums or volunteers or _apart_from(free, swap.start, swap.end)):
        return None  # the treat comes on top
    return None if _pays(swap, sums, paid, free, text) else _without_sums(swap, sums, text)


def _hear(sentence: Folded, text: str, language: str | None, currencies: Mapping[str, str]) -> _Heard:
    visible = sentence.text
    numbers = read_numbers(text, language=language, with_one=True)
    credits = read_credits(sentence, text, numbers, currencies)
    money = [
        found for found in read_money(text, visible, numbers)
        if all(found.end <= other.start or found.start >= other.end for other in credits)
    ]  # fmt: skip
    volunteers, free, to_discuss = find("volunteers", text), find_free(text), find("to_discuss", text)
    settled = [*free, *to_discuss]  # "zonder vergoeding", "vergoeding te bespreken"
    paid = [span for span in find("paid", text) if not any(span[0] < end and start < span[1] for start, end in settled)]
    if credits:
        paid = [span for span in paid if _money_is_named().search(text, *span)]
    swap = _settled_swap(find_swap(sentence, text), [*money, *credits], paid, free, volunteers, text)
    swap = swap or find_on_top(sentence, text, money)
    if swap:
        paid, free = _apart_from(paid, *_extent(swap)), _apart_from(free, *_extent(swap))
    return _Heard(money, credits, swap, free, volunteers, paid, to_discuss)


def _meant(heard: _Heard, in_return: str | None) -> tuple[Terms, _Spans]:
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
    currencies: Mapping[str, str] | None = None,
) -> FoundTerms:
    """What `sentence` says is wanted in return, as far as its words alone tell; never raises.

    `language` is a hint: the words of all four languages are tried. `masked` are spans of the original (code points)
    that another grammar has taken. `currencies` are a community's own names of its credits, each with the currency that
    it stands for ("credit", "h" or an ISO 4217 code). What needs the kind, action or topic is left to `settle_terms`.
    """
    text = hide(sentence, masked)
    heard = _hear(sentence, text, language, currencies or {})
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
    if heard.swap and heard.swap.is_treat and terms.mode == "barter":
        hints.add("treat")
        if _said_free().search(text, heard.swap.start, heard.swap.end):
            hints.add("given")
    hints |= {hint for hint in ("sold", "rented", "given", "offered") if pattern(hint).search(text)}
    spans = apart(sentence, [whole_words(sentence, *span) for span in said], masked)
    return FoundTerms(terms, spans, in_return_span, terms.mode != "open" or bool(heard.to_discuss), frozenset(hints))
