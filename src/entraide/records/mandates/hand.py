"""Whose hand it is that acts just now for somebody else. What is written meanwhile says so, without anybody having to think of it.

The door lends the hand for the length of one request (web/acting.py); journeys and the changes of records only ask for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from entraide.records.mandates.models import Mandate
from entraide.records.people.models import Person

_by: ContextVar[Mandate | None] = ContextVar("mandate", default=None)


@contextmanager
def lent_by(mandate: Mandate | None) -> Iterator[None]:
    """Until the end of the block, whatever is done is done by the hand of this mandate; None: by the people themselves."""
    before = _by.set(mandate)
    try:
        yield
    finally:
        _by.reset(before)


def mandate_in_use() -> Mandate | None:
    """The mandate by which somebody acts just now for somebody else; None if everybody acts for themselves."""
    return _by.get()


def acting_hand() -> Person | None:
    """Who acts just now for somebody else, if anybody does."""
    mandate = _by.get()
    return mandate.hand if mandate else None
