"""Finding posts. Open posts are public; withdrawn ones are for their writer."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from entraide.records.people.models import Person
from entraide.records.posts.models import Post


def visible_to(viewer: Person | None) -> QuerySet[Post]:
    """The posts this viewer may read: all that are not withdrawn, and their own. Writer and community come along."""
    posts = Post.objects.select_related("writer", "community")
    if viewer is None:
        return posts.exclude(state="withdrawn")
    return posts.filter(~Q(state="withdrawn") | Q(writer=viewer))


def open_posts(viewer: Person | None) -> QuerySet[Post]:
    """The posts that can still be answered, newest first, with the number of answers that are neither declined nor taken back."""
    return (
        visible_to(viewer)
        .filter(state="open")
        .annotate(
            answer_count=Count("answers", filter=Q(answers__kind__in=("yes", "other"), answers__withdrawn_at=None)),
        )
    )


def on_the_board(
    viewer: Person | None, *, kind: str = "", topics: Iterable[str] = (), cells: Iterable[int] | None = None, words: str = ""
) -> QuerySet[Post]:
    """Open posts by kind, topics, H3 cells (None: anywhere) and words of the sentence; newest first."""
    posts = open_posts(viewer)
    if kind in ("need", "offer"):
        posts = posts.filter(kind=kind)
    if topics := list(topics):
        posts = posts.filter(topic__in=topics)
    if cells is not None:
        posts = posts.filter(cell__in=list(cells))
    for word in words.split()[:6]:
        posts = posts.filter(text__icontains=word)
    return posts


def mine(viewer: Person) -> QuerySet[Post]:
    """The viewer's own posts, newest first."""
    return Post.objects.filter(writer=viewer).select_related("community")


def past(*, now: datetime) -> QuerySet[Post]:
    """Open posts whose time is over: those that say when, after their end."""
    return Post.objects.filter(state="open", recurrence="", ends_at__lte=now)


def waves_due(*, now: datetime) -> QuerySet[Post]:
    """Open posts whose next wave should have been sent by now."""
    return Post.objects.filter(state="open", is_asking=True, next_wave_at__lte=now)
