"""Finding asks and answers. Who declined is nobody's business but the router's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value, When, Window

from entraide.logic.routing.parties import Match
from entraide.records.asks.models import Answer, Ask
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.people.queries import kept_apart_from
from entraide.records.posts.models import Post
from entraide.records.posts.queries import OF_LINES
from entraide.records.rows import fetch, identity, kept, marks

MOST_SUMMED_UP = 500


def ask_with_key(key: str) -> Ask | None:
    """The ask with this secret key: whoever holds it may see it (it came to them by mail)."""
    return Ask.objects.select_related("post__writer", "post__community", "person").filter(key=key).first()


def asks_of(viewer: Person) -> QuerySet[Ask]:
    """What the viewer was asked, newest first, with what a list shows of it; not of posts that are hidden."""
    mine = Ask.objects.filter(person=viewer, post__hidden_at=None).select_related("post__writer")
    shown = (
        f"post__{name}" for name in ("code", "kind", "text", "language", "reading", "writer", "writer__first_name")
    )
    return mine.only("key", "state", "distance_km", "asked_at", "person", "post", *shown)


def answers_for_writer(viewer: Person, *, post: Post) -> QuerySet[Answer]:
    """The answers that the writer may see, in order of arrival. Nothing for anybody else, nor of whom a block keeps apart from them."""
    if post.writer_id != viewer.pk:
        return Answer.objects.none()
    apart = Person.objects.filter(kept_apart_from(viewer)).values("pk")
    shown = post.answers.filter(kind__in=("yes", "other"), withdrawn_at=None)
    return shown.filter(Q(chosen_at__isnull=False) | ~Q(person__in=apart)).select_related(
        "person", "ask", "hand", "exchange"
    )


def answer_of(viewer: Person, *, post: Post) -> Answer | None:
    """The viewer's own answer to the post, unless they took it back."""
    return Answer.objects.filter(post=post, person=viewer, withdrawn_at=None).select_related("exchange").first()


def asked_since(*, person_ids: list[UUID], since: datetime) -> list[tuple[UUID, datetime]]:
    """When these people were asked since then: (person, moment) pairs."""
    return list(Ask.objects.filter(person_id__in=person_ids, asked_at__gte=since).values_list("person_id", "asked_at"))


@dataclass(frozen=True)
class AskedInSum:
    """How many were asked for a post, how many said yes or proposed something, how far the farthest lives.

    Who declined and who has not answered yet are never told apart.
    """

    asked: int
    answered: int
    farthest_km: float | None


@dataclass(frozen=True)
class WaveTold:
    """One wave, for the writer: its number, when it began, and how many were asked."""

    number: int
    asked_at: datetime
    people: int


@dataclass(frozen=True)
class AskedForWriter:
    """What the writer of a post reads of its asks: how many in sum, when each wave began (the first one first), and why, without names.

    Of waves and reasons only those of the latest 500 asks.
    """

    in_sum: AskedInSum
    waves: list[WaveTold]
    why: list[Match]


def asked_for_writer(viewer: Person, *, post: Post) -> AskedForWriter | None:
    """What the viewer reads of the asks for their own post; None for a post of somebody else."""
    if post.writer_id != viewer.pk:
        return None
    spoken = Q(answer__kind__in=("yes", "other"), answer__withdrawn_at=None)
    # The sums are over all asks, though their rows are cut off: so one question gives both.
    rows = list(
        post.asks.annotate(
            asked=Window(Count("pk")),
            answered=Window(Count("pk", filter=spoken)),
            farthest=Window(Max("distance_km")),
        )
        .order_by("-asked_at")
        .values_list("wave", "asked_at", "score", "distance_km", "because", "asked", "answered", "farthest")[
            :MOST_SUMMED_UP
        ]
    )
    waves: dict[int, WaveTold] = {}
    for wave, asked_at, *_ in reversed(rows):
        first = waves.get(wave, WaveTold(wave, asked_at, 0))
        waves[wave] = WaveTold(wave, first.asked_at, first.people + 1)
    return AskedForWriter(
        in_sum=AskedInSum(*rows[0][5:]) if rows else AskedInSum(asked=0, answered=0, farthest_km=None),
        waves=[waves[number] for number in sorted(waves)],
        why=[Match("", score, distance_km, because) for _, _, score, distance_km, because, *_ in rows],
    )


def asks_for_steward(viewer: Person, *, post: Post) -> QuerySet[Ask]:
    """Who was asked for a post of a community that the viewer tends, in order; nothing for anybody else, nor for who wrote it.

    Annotated with `has_answered`: whether they said yes or proposed something. Who declined and who is silent are not told
    apart, here neither.
    """
    if post.writer_id == viewer.pk or not tends(viewer, community=post.community):
        return Ask.objects.none()
    spoken = Q(answer__kind__in=("yes", "other"), answer__withdrawn_at=None)
    return (
        Ask.objects.filter(post=post)
        .select_related("person")
        .annotate(has_answered=Case(When(spoken, then=Value(True)), default=Value(False)))
        .order_by("wave", "-score", "pk")
    )


def asked_or_answered(*, post: Post) -> set[UUID]:
    """Everybody who was asked for the post, or answered it of their own accord."""
    asked = Ask.objects.filter(post=post).values_list("person_id", flat=True)
    return {*asked, *Answer.objects.filter(post=post).values_list("person_id", flat=True)}


def asked_together(ask: Ask) -> int:
    """How many people were asked in the same wave as this ask, itself included."""
    return Ask.objects.filter(post_id=ask.post_id, wave=ask.wave).count()


def asked_in_week_of(ask: Ask) -> int:
    """The how many-th ask this was for that person within seven days."""
    week = (ask.asked_at - timedelta(days=7), ask.asked_at)
    return Ask.objects.filter(person_id=ask.person_id, asked_at__range=week).count()


def ask_of(viewer: Person, *, post: Post) -> Ask | None:
    """The ask by which the viewer was asked for this post."""
    return (
        Ask.objects.filter(post=post, person=viewer).select_related("post__writer", "post__community", "person").first()
    )


def asked_and_agreed(viewer: Person, *, post: Post) -> tuple[bool, int]:
    """Whether the viewer was asked for this post, and how many have said yes to it, in one query."""
    yes = Answer.objects.filter(post=OuterRef("pk"), kind="yes", withdrawn_at=None).order_by().values("post")
    row = Post.objects.annotate(
        was_asked=Exists(Ask.objects.filter(post=OuterRef("pk"), person=viewer)),
        yes=Subquery(yes.annotate(number=Count("pk")).values("number")),
    )
    was_asked, said_yes = row.values_list("was_asked", "yes").get(pk=post.pk)
    return was_asked, said_yes or 0


def agreed_answers(viewer: Person | None, *, post: Post) -> list[Answer]:
    """The chosen answers, for those whom they concern: all for the writer, their own for a person chosen."""
    if viewer is None:
        return []
    chosen = (
        post.answers.filter(chosen_at__isnull=False, withdrawn_at=None)
        .select_related("person", "exchange")
        .order_by("chosen_at")
    )
    return list(chosen if post.writer_id == viewer.pk else chosen.filter(person=viewer))


def answers_of(viewer: Person) -> QuerySet[Answer]:
    """What the viewer said to the posts of others, newest first; what they declined or took back is left out."""
    return (
        Answer.objects.filter(person=viewer, kind__in=("yes", "other"), withdrawn_at=None)
        .select_related("post__writer", "post__community", "post__hand")
        .only("post", "person", "chosen_at", "given_at", "post__state", *(f"post__{name}" for name in OF_LINES))
        .order_by("-given_at")
    )


def posts_behind(*, person_id: UUID, post_ids: Sequence[UUID]) -> set[UUID]:
    """Those of these posts that a person was asked about, or has answered."""
    if not post_ids:
        return set()
    posts, (person,) = kept(post_ids), kept([person_id])
    rows = fetch(
        f"SELECT post_id FROM {Ask._meta.db_table} WHERE person_id = %s AND post_id IN ({marks(len(posts))}) "  # noqa: S608 - only placeholders are put in
        f"UNION SELECT post_id FROM {Answer._meta.db_table} WHERE person_id = %s AND post_id IN ({marks(len(posts))})",
        [person, *posts, person, *posts],
    )
    return {identity(key) for (key,) in rows}
