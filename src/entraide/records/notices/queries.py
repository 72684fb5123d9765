"""Finding notices."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from entraide.records.notices.models import Notice
from entraide.records.people.models import Person


def notices_of(viewer: Person) -> QuerySet[Notice]:
    """What the viewer was told, newest first."""
    return Notice.objects.filter(person=viewer).select_related("post__writer", "ask", "answer__person")


def unseen_count(viewer: Person) -> int:
    """How many notices the viewer has not seen."""
    return Notice.objects.filter(person=viewer, seen_at=None).count()


def to_mail(
    *, post_id: UUID | None = None, made_before: datetime | None = None, made_after: datetime | None = None
) -> QuerySet[Notice]:
    """Notices whose mail has not left, oldest first: of one post, or those made before a moment, and after another."""
    notices = Notice.objects.filter(is_by_mail=True, mailed_at=None, person__is_active=True).select_related(
        "person", "post__writer", "post__community", "ask", "answer__person"
    )
    if post_id:
        notices = notices.filter(post_id=post_id)
    if made_before:
        notices = notices.filter(made_at__lte=made_before)
    if made_after:
        notices = notices.filter(made_at__gte=made_after)
    return notices.order_by("made_at")
