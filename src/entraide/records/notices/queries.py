"""Finding notices."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from entraide.records.conversations.models import Thread
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post
from entraide.wording.news import Told


def notices_of(viewer: Person) -> QuerySet[Notice]:
    """What the viewer was told, newest first; not of posts and answers of those whom they block, nor of others' hidden posts."""
    blocked = Block.objects.filter(person=viewer).values("blocked")
    notices = Notice.objects.filter(person=viewer).exclude(Q(post__writer__in=blocked) | Q(answer__person__in=blocked))
    notices = notices.exclude(~Q(post__writer=viewer), post__hidden_at__isnull=False)
    return notices.select_related("post__writer", "ask", "answer__person", "own_post", "community")


def told_by(notices: Iterable[Notice]) -> dict[UUID, Told]:
    """What those of the notices that are about no post say, by the notices' keys, for wording.news; two queries at most.

    The people and threads that their facts name by identifiers are looked up: nobody's name is kept in a notice.
    """
    news = [notice for notice in notices if notice.post_id is None]
    people = _looked_up(Person.objects.filter(is_active=True), news, "person", "first_name", "code")
    threads = _looked_up(Thread.objects.filter(hidden_at=None), news, "thread", "subject", "code")
    told = {}
    for notice in news:
        person, person_code = people.get(notice.facts.get("person"), ("", ""))
        thread, thread_code = threads.get(notice.facts.get("thread"), ("", ""))
        told[notice.pk] = Told(
            kind=notice.kind,
            facts=notice.facts,
            community=notice.community.name if notice.community else "",
            slug=notice.community.slug if notice.community else "",
            person=person,
            person_code=person_code,
            thread=thread,
            thread_code=thread_code,
        )
    return told


def _looked_up(rows: Any, news: Iterable[Notice], fact: str, *columns: str) -> dict[str | None, tuple[str, str]]:
    """For each identifier that the facts name so, these two columns of the row it stands for."""
    keys = {notice.facts[fact] for notice in news if notice.facts.get(fact)}
    return (
        {str(key): (one, two) for key, one, two in rows.filter(pk__in=keys).values_list("pk", *columns)} if keys else {}
    )


def notices_about(about: UUID, *, kind: str) -> dict[UUID, Notice]:
    """The notices of this kind about one thing, by the people who were told; locked until the transaction ends."""
    rows = Notice.objects.select_for_update().filter(about=about, kind=kind, post=None)
    return {notice.person_id: notice for notice in rows}


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
    about: UUID | None = None,
    made_before: datetime | None = None,
    made_after: datetime | None = None,
) -> QuerySet[Notice]:
    """Notices whose mail is due at `now` and has not left, oldest first: all, or those made before a moment, and not older than another.

    What was kept for an hour is as old as that hour.
    Of one post (`post_id`) or other thing (`about`): those only that go by themselves, for a digest is of many.
    """
    notices = _unmailed().filter(Q(mail_at=None) | Q(mail_at__lte=now))
    if post_id:
        notices = notices.filter(post_id=post_id, is_in_digest=False)
    if about:
        notices = notices.filter(about=about, post=None, is_in_digest=False)
    if made_before:
        notices = notices.filter(made_at__lte=made_before)
    if made_after:
        notices = notices.filter(Q(made_at__gte=made_after) | Q(mail_at__gte=made_after))
    return notices.order_by("made_at")


def in_digest_with(notice: Notice) -> list[Notice]:
    """All notices that go in the same daily mail as this one, itself included, in the order in which they were made."""
    together = _unmailed().filter(person_id=notice.person_id, is_in_digest=True, mail_at=notice.mail_at)
    return list(together.order_by("made_at", "id"))


def _unmailed() -> QuerySet[Notice]:
    return Notice.objects.filter(is_by_mail=True, mailed_at=None, person__is_active=True).select_related(
        "person", "post__writer", "post__community", "ask", "answer__person", "own_post", "community"
    )
