"""The terms with which an exchange begins: what the reading of its post says, before anybody has proposed anything."""

from datetime import datetime, timedelta

from entraide.logic.bookkeeping.units import CREDITS, HOURS, SCALES
from entraide.logic.promises.terms import CENTS, Promise
from entraide.logic.reading.interpretation import Reading, Terms

# What is said for longer than a day is a stretch in which the two find a moment, and no moment yet.
_LONGEST = timedelta(hours=25)
_LONGEST_BY_THE_HOUR = timedelta(hours=12)


def first_terms(
    *, reading: Reading, currency: str, starts_at: datetime | None, ends_at: datetime | None, place_name: str
) -> Promise:
    """What the reading promises; `starts_at` and `ends_at` are its moments as aware ones, `place_name` where it is, `currency` what
    the community counts (gift, hours or credits).

    An amount "per hour" is worked out where the sentence says from when to when; any other amount per something is left open, for
    the two agree on how much there is of it. What is sold at a price is the price; barter is in words.
    """
    terms = reading.terms
    if starts_at and ends_at and ends_at - starts_at > _LONGEST:
        starts_at = ends_at = None
    amount = _in_all(terms, starts_at=starts_at, ends_at=ends_at)
    return Promise(
        what=reading.subject or "",
        place_name=place_name,
        starts_at=starts_at,
        ends_at=ends_at if starts_at else None,
        recurrence=(reading.time.recurrence or "") if reading.time and starts_at else "",
        credits_minor=_credits(amount, terms.currency, currency),
        cents=round(amount * CENTS) if amount and terms.currency == "EUR" else None,
        in_return=terms.in_return or "",
    ).shortened()


def _credits(amount: float | None, said: str | None, counted: str) -> int | None:
    """Where hours are counted, a credit is an hour; where credits are, hours are for the two to weigh."""
    is_counted = said in ("h", "credit") if counted == HOURS else said == "credit" and counted == CREDITS
    return round(amount * SCALES[counted]) if amount and is_counted else None


def _in_all(terms: Terms, *, starts_at: datetime | None, ends_at: datetime | None) -> float | None:
    if terms.amount is None or terms.per is None:
        return terms.amount
    if terms.per == "hour" and starts_at and ends_at and ends_at - starts_at <= _LONGEST_BY_THE_HOUR:
        return terms.amount * ((ends_at - starts_at) / timedelta(hours=1))
    return None
