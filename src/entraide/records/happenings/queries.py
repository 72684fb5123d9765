"""Reading the diary."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from entraide.records.happenings.models import Happening, SignOfLife

MOST_TRIES = 8


def dropped(*, now: datetime, after: timedelta) -> QuerySet[Happening]:
    """Happenings not followed up though nobody has tried for `after`: a worker died, or a step failed. Oldest first."""
    quiet_since = now - after
    return Happening.objects.filter(followed_at=None, at__lte=quiet_since, tries__lt=MOST_TRIES).filter(
        Q(tried_at=None) | Q(tried_at__lte=quiet_since)
    )


def open_of(*, kind: str, most: int) -> list[UUID]:
    """The oldest happenings of a kind that nobody has tried to follow up yet; those that failed are `dropped` in their time."""
    rows = Happening.objects.filter(followed_at=None, kind=kind, tries=0).order_by("at", "id")
    return list(rows.values_list("pk", flat=True)[:most])


def done_in(*, community_id: UUID, kinds: Collection[str], before: UUID | None = None) -> QuerySet[Happening]:
    """What happened in the community of these kinds, newest first; `before`: only what happened before this happening."""
    done = Happening.objects.filter(community_id=community_id, kind__in=list(kinds))
    return (done.filter(pk__lt=before) if before else done).order_by("-id")


def given_up() -> QuerySet[Happening]:
    """Happenings whose follow-up failed so often that a human has to look."""
    return Happening.objects.filter(followed_at=None, tries__gte=MOST_TRIES)


def waiting_since() -> datetime | None:
    """Since when the oldest happening that is still to be followed up has waited; None if nothing waits."""
    return (
        Happening.objects.filter(followed_at=None, tries__lt=MOST_TRIES)
        .order_by("at")
        .values_list("at", flat=True)
        .first()
    )


def worker_seen_at() -> datetime | None:
    """When a worker last showed itself: by saying so, or by following up something (the newest that was). None if never."""
    # By the identifier, which sorts by time: anybody may ask for this, and it must not read the whole diary.
    followed = Happening.objects.filter(followed_at__isnull=False).order_by("-id")
    signs = (
        followed.values_list("followed_at", flat=True).first(),
        SignOfLife.objects.values_list("seen_at", flat=True).first(),
    )
    return max((at for at in signs if at), default=None)
