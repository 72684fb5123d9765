"""Finding notices."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def notices_of(viewer: Person) -> QuerySet[Notice]:
    """What the viewer was told, newest first."""
    return Notice.objects.filter(person=viewer).select_related("post__writer", "ask", "answer__person", "own_post")


def unseen_count(viewer: Person) -> int:
    """How many notices the viewer has not seen."""
    return Notice.objects.filter(person=viewer, seen_at=None).count()


def fits_of(viewer: Person, *, post: Post) -> list[Notice]:
    """The offers that answer the viewer's own post and are still open, the latest told first; none for anybody else's."""
    told = Notice.objects.filter(person=viewer, kind="fits", own_post=post, post__state="open")
    return list(told.filter(post__writer__is_active=True).select_related("post__writer", "post__community")[:10])


def fits_since(*, person: Person, since: datetime) -> int:
    """How many mails about fitting offers were made for this person since then."""
    return Notice.objects.filter(person=person, kind="fits", is_by_mail=True, made_at__gt=since).count()


def to_mail(
    *,
    now: datetime,
    post_id: UUID | None = None,
    made_before: datetime | None = None,
    made_after: datetime | None = None,
) -> QuerySet[Notice]:
    """Notices whose mail is due at `now` and has not left, oldest first: all, or those made before a moment, and after another.

    Of one post (`post_id`): those only that go by themselves, for a digest is of many posts.
    """
    notices = _unmailed().filter(Q(mail_at=None) | Q(mail_at__lte=now))
    if post_id:
        notices = notices.filter(post_id=post_id, is_in_digest=False)
    if made_before:
        notices = notices.filter(made_at__lte=made_before)
    if made_after:
        notices = notices.filter(made_at__gte=made_after)
    return notices.order_by("made_at")


def in_digest_with(notice: Notice) -> list[Notice]:
    """All notices that go in the same daily mail as this one, itself included, in the order in which they were made."""
    together = _unmailed().filter(person_id=notice.person_id, is_in_digest=True, mail_at=notice.mail_at)
    return list(together.order_by("made_at", "id"))


def _unmailed() -> QuerySet[Notice]:
    return Notice.objects.filter(is_by_mail=True, mailed_at=None, person__is_active=True).select_related(
        "person", "post__writer", "post__community", "ask", "answer__person", "own_post"
    )
