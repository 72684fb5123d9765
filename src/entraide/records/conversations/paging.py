"""Pages of a long list by where one is in it: the mark of the last row stands in the address, and no row before it is counted."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Stretch[Row]:
    """Some rows of a long list in the order of time, and the marks by which one goes on: "" where nothing is before or after."""

    rows: list[Row]
    earlier: str = ""
    later: str = ""


def stretch_of[Row: Any](
    rows: QuerySet[Row], *, by: str, most: int, after_mark: str = "", before_mark: str = "", is_latest: bool = False
) -> Stretch[Row]:
    """At most `most` rows: those after a mark, before one, the latest, or from the beginning. `by`: the column of their moments."""
    if is_latest or read_mark(before_mark):
        found = list(before(rows, before_mark, by=by).order_by(f"-{by}", "-id")[: most + 1])
        shown = found[:most][::-1]
        later = _mark(shown, -1, by) if read_mark(before_mark) else ""
        return Stretch(shown, earlier=_mark(shown, 0, by) if len(found) > most else "", later=later)
    found = list(after(rows, after_mark, by=by).order_by(by, "id")[: most + 1])
    shown = found[:most]
    earlier = _mark(shown, 0, by) if read_mark(after_mark) else ""
    return Stretch(shown, earlier=earlier, later=_mark(shown, -1, by) if len(found) > most else "")


def _mark(rows: list[Any], place: int, by: str) -> str:
    return mark_of(getattr(rows[place], by), rows[place].pk) if rows else ""
