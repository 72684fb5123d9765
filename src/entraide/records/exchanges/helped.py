"""How often people helped, and with what, and were thanked, as fellow members may know it: a count of what came about, never a mark."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, Value

from entraide.records.asks.models import Answer
from entraide.records.communities.queries import houses_of
from entraide.records.exchanges.models import Thanks
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

_CAME_ABOUT = ("agreed", "done")


@dataclass
class Helped:
    """How often somebody helped, by family of topics ("" where nobody knows which), and how many times they were thanked."""

    families: Counter[str] = field(default_factory=Counter)
    thanked: int = 0


def helped_with(viewer: Person, people: Collection[UUID], *, now: datetime) -> Mapping[UUID, Helped]:
    """For each of these people who helped or was thanked how often, in one query.

    Of help counts, where the viewer may read the post, what was agreed and whose time, if it has one, has come at the aware
    moment `now`: by the answer of who was chosen to a need, by the writer of an offer. Thanks all count.
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
    thanked = Thanks.objects.filter(receiver_id__in=wanted)
    # What is of thanks is told from what is of help by a column, so that a page of people asks once for both.
    columns = ("who", "about", "is_thanks", "times")
    rows = (
        chosen.order_by()
        .values(who=F("person_id"), about=F("post__topic"), is_thanks=Value(False))
        .annotate(times=Count("pk"))
        .values_list(*columns)
        .union(
            offered.order_by()
            .values(who=F("writer_id"), about=F("topic"), is_thanks=Value(False))
            .annotate(times=Count("answers"))
            .values_list(*columns),
            thanked.order_by()
            .values(who=F("receiver_id"), about=Value(""), is_thanks=Value(True))
            .annotate(times=Count("pk"))
            .values_list(*columns),
            all=True,
        )
        .order_by()
    )
    helped: defaultdict[UUID, Helped] = defaultdict(Helped)
    for who, about, is_thanks, times in rows:
        if is_thanks:
            helped[who].thanked += times
        else:
            helped[who].families[(about or "").split(".")[0]] += times
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
