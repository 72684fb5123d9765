"""The open posts as lists show them: newest first, counted by kind, a page at a time.

However many posts there are, a board goes back to its newest thousand. Which they are one covering index answers; whether the viewer
may read them is asked once more of the few that are shown. What lies farther back is found by place, topic or words.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, radians
from typing import Any, overload
from uuid import UUID

from django.db.models import Count, ExpressionWrapper, F, FloatField, Q, QuerySet

from entraide.logic.places.cells import regions_around
from entraide.records.communities.models import Community
from entraide.records.communities.queries import houses_of
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post
from entraide.records.posts.queries import visible_to, with_answer_count
from entraide.records.rows import fetch

# How far back a board goes, and how far it counts.
MOST = 1000
KINDS = ("need", "offer")
A_DEGREE_KM = 111.195


@dataclass(frozen=True)
class Circle:
    """Everything within `radius_km` (at most 50) of a point in degrees (WGS 84)."""

    latitude: float
    longitude: float
    radius_km: float


@dataclass(frozen=True, eq=False)
class Board(Sequence[Post]):
    """The open posts that a viewer may read and that meet all that is asked. Django's Paginator leafs through it.

    Attributes:
        viewer: who looks; None for a visitor. Nobody sees posts of those whom they block.
        kind: need or offer; empty for both.
        topics: the leaves of the topics; none for all.
        near: where; None for everywhere.
        community: of this community only; None for all.
        among: these posts only, as the search finds them (records/finds, at most a thousand); None for all.
        is_remote: only what is done from afar.
    """

    viewer: Person | None
    kind: str = ""
    topics: tuple[str, ...] = ()
    near: Circle | None = None
    community: Community | None = None
    among: Collection[UUID] | None = None
    is_remote: bool = False

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many needs and how many offers there are, whichever kind is shown; where there are more than MOST, more than that."""
        if self.among is not None:
            return {kind: sum(kind == of for _, of in self._few) for kind in KINDS}
        if self.near:
            # What lies in a circle is looked through anyway: once for both kinds.
            return self._found().order_by().aggregate(**{kind: Count("pk", filter=Q(kind=kind)) for kind in KINDS})
        asked = [self._found(kind).values("pk")[: MOST + 1].query.sql_with_params() for kind in KINDS]
        counts = (f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _ in asked)  # noqa: S608 - what Django wrote
        (counted,) = fetch(f"SELECT {', '.join(counts)}", [value for _, values in asked for value in values])
        return dict(zip(KINDS, counted, strict=True))

    @property
    def total(self) -> int:
        """How many there are of both kinds; where there are more than MOST, more than that."""
        return sum(self.counts.values())

    def __len__(self) -> int:
        """How many of the kind that is shown a reader can leaf through: at most MOST."""
        return min(self.counts[self.kind] if self.kind else self.total, MOST)

    @overload
    def __getitem__(self, wanted: int) -> Post: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Post]: ...
    def __getitem__(self, wanted: int | slice) -> Post | list[Post]:
        """Some of the posts, each with its writer, its community and `answer_count`; one that just went away is left out."""
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        first, last = wanted.start or 0, min(MOST if wanted.stop is None else wanted.stop, MOST)
        keys: Any = self._found(self.kind).values("pk")[first : max(first, last)]
        if self.among is not None:
            keys = [key for key, of in self._few if self.kind in ("", of)][first : max(first, last)]
        return list(with_answer_count(visible_to(self.viewer).filter(pk__in=keys)).order_by("-published_at", "-id"))

    @cached_property
    def _few(self) -> list[tuple[UUID, str]]:
        """Of a board of some posts only: which of them it shows, and of what kind each is, newest first. Asked for once."""
        return list(self._found().values_list("pk", "kind")) if self.among else []

    def newest_keys(self) -> list[UUID]:
        """The identifiers of the newest thousand, for other questions about them."""
        return list(self._found(self.kind).values_list("pk", flat=True)[:MOST])

    def over(self, **changes: Any) -> "Board":
        """The same board with something else asked."""
        return replace(self, **changes)

    def _found(self, kind: str = "") -> QuerySet[Post]:
        """All of the kind (empty: both) that meet what is asked, newest first; answered from an index alone."""
        posts = Post.objects.filter(state="open", hidden_at=None).order_by("-published_at", "-id")
        if kind:
            posts = posts.filter(kind=kind)
        posts = posts.exclude(writer__in=Person.objects.filter(is_active=False).values("pk"))
        # What may not be read is named, for that is little: of each post it is asked once, and nothing is joined.
        closed = Community.objects.filter(is_readable_by_all=False)
        if self.viewer:
            posts = posts.exclude(writer__in=Block.objects.filter(person=self.viewer).values("blocked"))
            closed = closed.exclude(pk__in=houses_of(self.viewer))
        posts = posts.exclude(community__in=closed.values("pk"))
        if self.community:
            posts = posts.filter(community=self.community)
        if self.topics:
            posts = posts.filter(topic__in=self.topics)
        if self.is_remote:
            posts = posts.filter(is_remote=True)
        if self.near:
            posts = _within(posts, self.near)
        return posts if self.among is None else posts.filter(pk__in=self.among)


def _within(posts: QuerySet[Post], near: Circle) -> QuerySet[Post]:
    """Those of the posts whose place lies in the circle.

    Reckoned on a plane that touches the earth at its middle: right to half a per cent within a hundred kilometres.
    """
    a_degree_east_km = A_DEGREE_KM * max(cos(radians(near.latitude)), 0.01)
    north, east = near.radius_km / A_DEGREE_KM, near.radius_km / a_degree_east_km
    away_north = (F("latitude") - near.latitude) * A_DEGREE_KM
    away_east = (F("longitude") - near.longitude) * a_degree_east_km
    away = ExpressionWrapper(away_north * away_north + away_east * away_east, output_field=FloatField())
    box = {
        # By region and latitude the index leads straight to the band that the circle lies in.
        "region__in": regions_around(near.latitude, near.longitude),
        "latitude__range": (near.latitude - north, near.latitude + north),
        "longitude__range": (near.longitude - east, near.longitude + east),
    }
    return posts.filter(**box).alias(square_km=away).filter(square_km__lte=near.radius_km**2)
