"""How often people helped, and with what, as fellow members may know it: a count of what came about, never a mark."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q

from entraide.records.asks.models import Answer
from entraide.records.communities.queries import houses_of
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

_CAME_ABOUT = ("agreed", "done")


def helped_with(viewer: Person, people: Collection[UUID], *, now: datetime) -> Mapping[UUID, Counter[str]]:
    """For each of these people how often they helped, by family of topics, where the viewer may read the posts; in one query.

    Counted is what was agreed and whose time, if it has one, has come at the aware moment `now`: by the answer of who was
    chosen to a need, by the writer of an offer.
    """
    if not people:
        return {}
    wanted = set(people)
    chosen = Answer.objects.filter(
        _readable(viewer, "post__"), _over("post__", now=now), person_id__in=wanted, post__kind="need",
        chosen_at__isnull=False, withdrawn_at=None,
    )  # fmt: skip
    offered = Post.objects.filter(
        _readable(viewer, ""), _over("", now=now), writer_id__in=wanted, kind="offer",
        answers__chosen_at__isnull=False, answers__withdrawn_at=None,
    )  # fmt: skip
    columns = ("who", "about", "times")
    rows = (
        chosen.order_by()
        .values(who=F("person_id"), about=F("post__topic"))
        .annotate(times=Count("pk"))
        .values_list(*columns)
        .union(
            offered.order_by()
            .values(who=F("writer_id"), about=F("topic"))
            .annotate(times=Count("answers"))
            .values_list(*columns),
            all=True,
        )
        .order_by()
    )
    helped: defaultdict[UUID, Counter[str]] = defaultdict(Counter)
    for who, about, times in rows:
        helped[who][(about or "").split(".")[0]] += times
    return helped


def _readable(viewer: Person, post: str) -> Q:
    """The condition, on rows whose post is at `post`, that the viewer may read it."""
    return Q(**{f"{post}hidden_at": None}) & (
        Q(**{f"{post}community__is_readable_by_all": True}) | Q(**{f"{post}community__in": houses_of(viewer)})
    )


def _over(post: str, *, now: datetime) -> Q:
    """The condition that it came about, and that its time has come."""
    begun = Q(**{f"{post}starts_at": None}) | Q(**{f"{post}starts_at__lte": now})
    return Q(**{f"{post}state__in": _CAME_ABOUT}) & begun
