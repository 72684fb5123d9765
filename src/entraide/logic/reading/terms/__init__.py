"""What a sentence says is wanted in return: nothing, money, credits, something in exchange, or to be seen."""

from entraide.logic.reading.terms.found import FoundTerms
from entraide.logic.reading.terms.said import read_terms
from entraide.logic.reading.terms.settled import settle_terms

__all__ = ["FoundTerms", "read_terms", "settle_terms"]
