"""What the grammar of terms hands on: the terms as far as the words alone tell, and what the rest may settle."""

from dataclasses import dataclass, field
from typing import Literal

from entraide.logic.reading.interpretation import Action, Per, Terms

Hint = Literal["sold", "rented", "given", "offered", "volunteers", "treat", "swapped", "swaps"]
"""Words that settle the terms only together with the kind and the action: see `settle_terms`."""

OwnCredits = tuple[int, int, str]
"""(start, end, currency): a community's own name of its credits in the folded text, and what it stands for (`credit`, `h`)."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money or credits, at `start:end` of the folded text. `amount` None: "en heures SEL", no number."""

    start: int
    end: int
    amount: float | None
    currency: str
    per: Per | None = None


@dataclass(frozen=True, slots=True)
class Swap:
    """Something wanted or given in return.

    Attributes:
        start, end: the folded span of the words that say so ("en échange d'"), without the thing itself.
        thing: the folded span of the words that name the thing or service in return, None if it is not named.
        is_treat: said as a treat ("pizza offerte"), which only somebody in need gives in return.
        is_asked: whether the sentence asks for something before it promises the treat, so that it is surely in return.
        is_sure: said outright, so that a word of payment in it says nothing else ("Rémunération : un cake").
    """

    start: int
    end: int
    thing: tuple[int, int] | None
    is_treat: bool = False
    is_asked: bool = False
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class FoundTerms:
    """The terms that a sentence says.

    Attributes:
        terms: what the words alone mean; `open` where they say nothing.
        spans: the spans (code points of the original, end exclusive) that they were read from, in order, apart.
        in_return_span: the span of `terms.in_return`, None without one.
        is_said: whether the sentence says anything about terms, be it that they are to be discussed.
        hints: words heard that need the rest of the reading to mean something.
        actions: what the words say is done, beyond doubt: "te koop" sells, "à prêter" lends, "zu verschenken" gives.
    """

    terms: Terms
    spans: tuple[tuple[int, int], ...] = ()
    in_return_span: tuple[int, int] | None = None
    is_said: bool = False
    hints: frozenset[Hint] = field(default_factory=frozenset)
    actions: frozenset[Action] = frozenset()
