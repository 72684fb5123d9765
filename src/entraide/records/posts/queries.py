"""Finding posts. Open posts are public; withdrawn ones are for their writer."""

from datetime import datetime
from functools import cache

from django.db.models import Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from entraide.records.communities.models import Community
from entraide.records.communities.queries import houses_of, readable_by
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post, SearchStep

# What a list shows of a post; the rest of the row, the longest part of it, is left where it is.
OF_LINES = (
    *("code", "kind", "text", "language", "reading", "topic", "published_at", "latitude", "longitude", "is_remote"),
    *("writer", "writer__code", "writer__first_name", "hand", "hand__first_name"),
    *("community", "community__slug", "community__name", "community__is_server_wide"),
)


def visible_to(viewer: Person | None) -> QuerySet[Post]:
    """The posts this viewer may read, and their own; writer and community come along.

    Not those that were withdrawn or hidden, nor those of a community that only its members read; there, not of somebody who blocks
    the viewer either. (Where anybody reads, a block changes nothing: who is blocked would learn of it by signing out.)
    """
    # A closed account's posts are gone from sight with it.
    posts = Post.objects.select_related("writer", "community", "hand").filter(writer__is_active=True)
    shown = ~Q(state="withdrawn") & Q(hidden_at=None)
    # What somebody below 18 writes is for the members of that community alone, whoever else may read there.
    grown = Q(writer__adult_on=None) | Q(writer__adult_on__lte=timezone.localdate())
    if viewer is None:
        return posts.filter(shown & readable_by(None) & grown)
    blocks = Block.objects.filter(blocked=viewer).values("person")
    theirs = Q(community__in=houses_of(viewer)) & ~Q(writer__in=blocks)
    return posts.filter(shown & (readable_by(None) & grown | theirs) | Q(writer=viewer))


def with_answer_count(posts: QuerySet[Post]) -> QuerySet[Post]:
    """The posts, each with the number of answers that stand."""
    return posts.annotate(answer_count=_answer_count())


@cache
def _answer_count() -> Subquery:
    """Counted beside each row, not by grouping: for that the database would have to compare every column of every row."""
    stand = Post.objects.filter(answers__kind__in=("yes", "other"), answers__withdrawn_at=None).order_by()
    counted = stand.filter(pk=OuterRef("pk")).values(
        count=Func("answers", function="COUNT", output_field=IntegerField())
    )
    return Subquery(counted)


def mine(viewer: Person) -> QuerySet[Post]:
    """The viewer's own posts, newest first."""
    return Post.objects.filter(writer=viewer).select_related("community")


def has_opened_one(writer: Person, *, community: Community) -> bool:
    """Whether a post of the writer's has ever been open in the community, and was not hidden."""
    return Post.objects.filter(writer=writer, community=community, hidden_at=None).exists()


def past(*, now: datetime) -> QuerySet[Post]:
    """Open posts whose time is over: those that say when, after their end."""
    return Post.objects.filter(state="open", recurrence="", ends_at__lte=now)


def waves_due(*, now: datetime) -> QuerySet[Post]:
    """Open posts whose next wave should have been sent by now."""
    return Post.objects.filter(state="open", is_asking=True, next_wave_at__lte=now, writer__is_active=True)


def steps_due(*, now: datetime) -> QuerySet[Post]:
    """Open posts for which it is time to see whether the search has to go further."""
    return Post.objects.filter(state="open", next_step_at__lte=now, writer__is_active=True)


def steps_of(viewer: Person, *, post: Post) -> list[SearchStep]:
    """How the search for the viewer's own post went on after the waves, in this round; nothing for anybody else."""
    return list(post.steps.filter(round=post.search_round)) if post.writer_id == viewer.pk else []


def with_code(viewer: Person | None, *, code: str) -> Post | None:
    """The post at this address, if the viewer may read it, with the number of its answers."""
    return with_answer_count(visible_to(viewer).filter(code=code)).first()


def is_withdrawn(*, code: str) -> bool:
    """Whether there was a post at this address that its writer took back."""
    return Post.objects.filter(code=code, state="withdrawn").exists()


def mine_with_answers(viewer: Person) -> QuerySet[Post]:
    """The viewer's own posts, newest first, each with its state, what lists show, and the number of its answers."""
    return with_answer_count(mine(viewer).select_related("writer", "community", "hand")).only("state", *OF_LINES)


def latest_of(community: Community, *, most: int) -> QuerySet[Post]:
    """The community's latest posts that were not withdrawn, newest first, with writer and community."""
    posts = Post.objects.filter(community=community, writer__is_active=True).exclude(state="withdrawn")
    return posts.select_related("writer", "community", "hand").order_by("-published_at", "-id")[:most]
