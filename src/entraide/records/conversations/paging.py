"""Pages of a long list by where one is in it: the mark of the last row stands in the address, and no row before it is counted."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def mark_of(at: datetime, key: UUID) -> str:
    """The mark of a row in an address: its moment in microseconds, and its key."""
    return f"{(at - _BEGINNING) // timedelta(microseconds=1):x}-{key.hex}"


def read_mark(mark: str) -> tuple[datetime, UUID] | None:
    """The moment and key of a mark; None if it is none."""
    moment, _, key = mark.partition("-")
    try:
        return _BEGINNING + timedelta(microseconds=int(moment, 16)), UUID(key)
    except (ValueError, OverflowError):
        return None


def before(rows: QuerySet[Any], mark: str, *, by: str) -> QuerySet[Any]:
    """Those of the rows that come before the mark by the moment in column `by` and the key; all, where it is no mark."""
    place = read_mark(mark)
    if place is None:
        return rows
    at, key = place
    return rows.filter(Q(**{f"{by}__lt": at}) | Q(id__lt=key), **{f"{by}__lte": at})


def after(rows: QuerySet[Any], mark: str, *, by: str) -> QuerySet[Any]:
    """Those of the rows that come after the mark; all, where it is no mark."""
    place = read_mark(mark)
    if place is None:
        return rows
    at, key = place
    return rows.filter(Q(**{f"{by}__gt": at}) | Q(id__gt=key), **{f"{by}__gte": at})
