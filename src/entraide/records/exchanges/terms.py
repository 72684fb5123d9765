"""The columns of an exchange that are its terms, and the promise that they make."""

from entraide.logic.promises.terms import Promise
from entraide.records.exchanges.models import Exchange

TERMS = (
    *("what", "place_name", "starts_at", "ends_at", "recurrence"),
    *("credits_minor", "cents", "in_return", "promised"),
)


def terms_of(exchange: Exchange) -> Promise:
    """The terms that stand in the exchange: those promised, or with which it began."""
    return Promise(**{name: getattr(exchange, name) for name in TERMS})
