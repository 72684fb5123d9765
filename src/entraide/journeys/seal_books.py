"""Seal the books of each day: one digest over all accounts of a community, tied to that of the day before. The worker does it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from entraide.logic.bookkeeping.seals import BEGINNING, Head, root, seal_digest
from entraide.records.communities.models import Community
from entraide.records.ledgers import changes
from entraide.records.ledgers.models import UNITS, Seal
from entraide.records.ledgers.queries import heads_of, last_seal, moved_since, sealed_heads, unsealed

_EVERY_S = 3600


def seal_books(*, now: datetime) -> int:
    """Seal every community whose books have moved and that has no seal for yesterday yet; how many. Run twice, it seals once."""
    day = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date() - timedelta(days=1)
    return sum(
        seal_community(community=community, unit=unit, day=day, now=now) is not None
        for community, unit in unsealed(day=day)
    )


def seal_books_hourly(*, now: datetime) -> int:
    """The same, once an hour and process however often it is called."""
    return seal_books(now=now) if cache.add("books-sealed", 1, _EVERY_S) else 0


def seal_community(*, community: Community, unit: str, day: date, now: datetime) -> Seal | None:
    """The seal of that day over everything that is in the books of the unit (one of UNITS) now; None if it is there, or nothing moved.

    Nobody is kept waiting: accounts are read as they stand at one moment, none is locked.
    """
    if unit not in UNITS:
        raise ValueError(unit)
    with transaction.atomic():
        changes.lock_seals(community_id=community.pk)
        last = last_seal(community, unit=unit)
        if last and last.day >= day:
            return None
        moved = moved_since(community, unit=unit)
        if not moved:
            return None
        heads = sealed_heads(community, unit=unit) | dict(moved)
        rows = [Head(mark=mark, number=number, digest=digest) for mark, number, digest in heads_of(heads)]
        counts = (len(rows), sum(head.number for head in rows))
        number, before = (last.number + 1, last.digest) if last else (1, BEGINNING)
        top = root(rows)
        return changes.add_seal(
            community_id=community.pk,
            unit=unit,
            number=number,
            day=day,
            root=top,
            before=before,
            digest=seal_digest(
                before=before, unit=unit, number=number, day=day, accounts=counts[0], entries=counts[1], root=top
            ),
            counts=counts,
            moved=moved,
            at=now,
        )
