"""Writing down what happened. Journeys call this; nobody else."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from entraide.common.ids import uuid7s
from entraide.records.happenings.models import Happening, SignOfLife
from entraide.records.rows import NewRows, is_postgresql


def record(
    *,
    kind: str,
    at: datetime,
    actor_id: UUID | None = None,
    post_id: UUID | None = None,
    person_id: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Happening:
    """Write one happening; `at` is an aware moment. Belongs inside the transaction of what happened."""
    kept = dict(facts or {})
    return Happening.objects.create(
        kind=kind,
        at=at,
        actor_id=actor_id,
        post_id=post_id,
        person_id=person_id,
        community_id=kept.get("community_id"),
        facts=kept,
    )


def lines_of(
    happened: Sequence[Mapping[str, Any]], *, kind: str, at: datetime, followed_at: datetime | None
) -> NewRows:
    """The rows of several happenings of one kind, for whoever writes them along with what happened; each begins with its identifier.

    Each happening names `actor_id`, `post_id`, `person_id` and `facts`, or leaves them out. `followed_at`: when what follows is done
    already, because nothing does.
    """
    as_kept = dict if is_postgresql() else json.dumps
    rows = [
        (
            *(key, kind, at, one.get("actor_id"), one.get("post_id"), one.get("person_id")),
            *(_house(one), as_kept(one.get("facts", {})), 0, followed_at),
        )
        for key, one in zip(uuid7s(len(happened)), happened, strict=True)
    ]
    return NewRows(Happening._meta.db_table, _COLUMNS, rows)


_COLUMNS = (
    *("id", "kind", "at", "actor_id", "post_id", "person_id", "community_id"),
    *("facts", "tries", "followed_at"),
)


def _house(one: Mapping[str, Any]) -> UUID | None:
    community = one.get("facts", {}).get("community_id")
    return UUID(community) if community else None


def note_try(*, happening: Happening, at: datetime) -> None:
    """Count one attempt to do what follows, before it is made: a worker that dies during it has left its mark."""
    Happening.objects.filter(pk=happening.pk).update(tries=F("tries") + 1, tried_at=at)


def note_queued(*, happening: Happening, at: datetime) -> None:
    """It was queued again: nobody else need do so for a while. No attempt is counted, for none was made yet."""
    Happening.objects.filter(pk=happening.pk).update(tried_at=at)


def note_followed(*, happening: Happening, at: datetime) -> None:
    """Everything that follows from this happening has been done."""
    Happening.objects.filter(pk=happening.pk, followed_at=None).update(followed_at=at)


def note_alive(*, at: datetime) -> None:
    """A worker is at work at the aware moment `at`."""
    SignOfLife.objects.update_or_create(pk=SignOfLife.THE_ONE, defaults={"seen_at": at})
