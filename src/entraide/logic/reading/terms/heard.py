"""What the grammars of terms hear in one sentence, each for itself, and which of their findings stand beside each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.numbers import read_numbers
from entraide.logic.reading.terms.bargains import find_half_money
from entraide.logic.reading.terms.credits import read_credits
from entraide.logic.reading.terms.found import OwnCredits, Sum, Swap
from entraide.logic.reading.terms.gratis import find_free
from entraide.logic.reading.terms.money import read_money
from entraide.logic.reading.terms.on_top import find_on_top
from entraide.logic.reading.terms.swaps import find_swap
from entraide.logic.reading.terms.wording import find

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything that the grammars heard, in folded offsets."""

    money: Sequence[Sum]
    credits: Sequence[Sum]
    swap: Swap | None
    free: Spans
    volunteers: Spans
    paid: Spans
    to_discuss: Spans


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
def _gives() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:donn\w*|pay\w*|pai\w*|vers\w*|geef\w*|betaal\w*|give\w*|gib\w*|zahl\w*|bezahl\w*"
        r"|credit\w*)(?!\w)"
    )


@cache
def _comes_with_it() -> re.Pattern[str]:
    """Said of a treat that comes with the pay."""
    return re.compile(r"compris|inclus|fourni|offert|inbegrepen|voorzien|included|provided|inklusive|inbegriffen")


@cache
def _deposit() -> re.Pattern[str]:
    """What is given in return but comes back, or is a matter of course."""
    return re.compile(r"(?:une |la |een |a |eine )?(?:caution|garantie|waarborg|borg|deposit|kaution|pfand)(?!\w)")


def _pays(swap: Swap, sums: Sequence[Sum], paid: Spans, free: Spans, text: str) -> bool:
    """Whether the thing in return is a payment, that another grammar has read: "contre 20 €", "gegen Bezahlung"."""
    if any(start <= swap.start < end for start, end in [*free, *((found.start, found.end) for found in sums)]):
        return True  # "sans rien en retour", "une heure pour une heure"
    if swap.is_sure:
        paid = ()
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
    return replace(swap, thing=(start, end) if end > start else None)


def _apart_from(spans: Spans, low: int, high: int) -> list[tuple[int, int]]:
    return [span for span in spans if span[1] <= low or span[0] >= high]


def _extent(swap: Swap) -> tuple[int, int]:
    """From the first to the last character of the swap's words and its thing."""
    low, high = swap.thing or (swap.start, swap.end)
    return min(low, swap.start), max(high, swap.end)


def _settled_swap(  # noqa: PLR0917 (each is one grammar's finding)
    swap: Swap | None, sums: Sequence[Sum], paid: Spans, free: Spans, volunteers: Spans, text: str
) -> Swap | None:
    """The swap, unless what it announces is a payment, or something surer was said beside it."""
    if swap is None:
        return None
    if swap.thing is None and (sums or paid or free):
        return None  # "swap" for replace
    if (
        swap.thing
        and _gives().search(text, *swap.thing)
        and any(swap.thing[0] <= s.start < swap.thing[1] for s in sums)
    ):
        return None  # "tu me donnes 2 heures SEL": the sum is what is given
    if (
        swap.is_treat
        and swap.is_asked
        and sums
        and text[: swap.start].rstrip()[-1:] in tuple(",+&")
        and _comes_with_it().search(text, swap.start, swap.end)
    ):
        return swap  # "cherche peintre, 12 €/h, repas compris"
    if swap.is_treat and (sums or volunteers or _apart_from(free, swap.start, swap.end)):
        return None  # the treat comes on top
    return None if _pays(swap, sums, paid, free, text) else _without_sums(swap, sums, text)


def hear(sentence: Folded, text: str, language: str | None, own: Sequence[OwnCredits] = ()) -> Heard:
    """Everything that the grammars hear in `sentence`; `text` is its folded text with what others read hidden, `own` as in `read_terms`."""
    visible = sentence.text
    numbers = read_numbers(text, language=language, with_one=True)
    credits = read_credits(sentence, text, numbers, own)
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
    swap = swap or find_on_top(sentence, text, [*money, *credits])
    half = None if money or credits else find_half_money(sentence, text)
    if half:
        money, swap = [half[0]], half[1]
    if swap:
        paid, free = _apart_from(paid, *_extent(swap)), _apart_from(free, *_extent(swap))
    return Heard(money, credits, swap, free, volunteers, paid, to_discuss)
