"""Finding asks and answers. Who declined is nobody's business but the router's."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from entraide.records.asks.models import Answer, Ask
from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def ask_with_key(key: str) -> Ask | None:
    """The ask with this secret key: whoever holds it may see it (it came to them by mail)."""
    return Ask.objects.select_related("post__writer", "post__community", "person").filter(key=key).first()


def asks_of(viewer: Person) -> QuerySet[Ask]:
    """What the viewer was asked, newest first."""
    return Ask.objects.filter(person=viewer).select_related("post__writer", "post__community")


def answers_for_writer(viewer: Person, *, post: Post) -> QuerySet[Answer]:
    """The answers that the writer may see, in order of arrival. Nothing for anybody else."""
    if post.writer_id != viewer.pk:
        return Answer.objects.none()
    return post.answers.filter(kind__in=("yes", "other"), withdrawn_at=None).select_related("person", "ask")


def answer_of(viewer: Person, *, post: Post) -> Answer | None:
    """The viewer's own answer to the post."""
    return Answer.objects.filter(post=post, person=viewer).first()


def asked_since(*, person_ids: list[UUID], since: datetime) -> list[tuple[UUID, datetime]]:
    """When these people were asked since then: (person, moment) pairs."""
    return list(Ask.objects.filter(person_id__in=person_ids, asked_at__gte=since).values_list("person_id", "asked_at"))
