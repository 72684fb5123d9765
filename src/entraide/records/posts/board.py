"""The open posts as lists show them: newest first, counted by kind, a page at a time.

However many posts there are, a board counts and goes back to its newest thousand. Which they are one covering index answers; whether
the viewer may read them is asked once more of the few that are shown. What lies farther back is found by place, topic or words.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, overload
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from entraide.records.communities.models import Community, Membership
from entraide.records.people.models import Block, Person
from entraide.records.posts.found import Found
from entraide.records.posts.models import Post
from entraide.records.posts.queries import OF_LINES, visible_to, with_answer_count
from entraide.records.rows import among, fetch, identity, kept, marks

# How far back a board goes, and how far it counts.
MOST = 1000
KINDS = ("need", "offer")
_PEOPLE, _COMMUNITIES, _MEMBERSHIPS, _BLOCKS = (
    model._meta.db_table for model in (Person, Community, Membership, Block)
)
# In a circle with more than MOST of them, the newest so many are sooner found among the newest of all.
_SOON = 100


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
        writer: of this person only; None for all.
        among: these posts only, as the search finds them (records/finds, at most a thousand); None for all.
        is_remote: only what is done from afar.
        but: none of these posts, a page of another list at most.
    """

    viewer: Person | None
    kind: str = ""
    topics: tuple[str, ...] = ()
    near: Circle | None = None
    community: Community | None = None
    writer: Person | None = None
    among: Collection[UUID] | None = None
    is_remote: bool = False
    but: Collection[UUID] = ()

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many needs and how many offers there are, whichever kind is shown; where there are more than MOST, more than that."""
        if self.among is not None:
            return {kind: sum(kind == of for _, of in self._few) for kind in KINDS}
        asked = [self._found(kind).statement("1", most=MOST + 1) for kind in KINDS]
        counts = (f"(SELECT COUNT(*) FROM ({sql}) AS counted)" for sql, _ in asked)  # noqa: S608 - what stands below
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
        keys: Any
        if self.among is not None:
            few = [key for key, of in self._few if self.kind in ("", of)][first : max(first, last)]
            keys = [identity(key) for key in few]
        else:
            found = self._found(self.kind, is_dense=self._is_dense(last))
            keys = RawSQL(*found.statement("id", most=max(last - first, 0), but=first, is_ordered=True))  # noqa: S611
        lines = _lines(self.viewer) if self.viewer else _lines_for_visitors(timezone.localdate())
        return sorted(lines.filter(pk__in=keys), key=lambda post: (post.published_at, post.pk), reverse=True)

    def _is_dense(self, last: int) -> bool:
        """Whether the first `last` posts of a circle are found among the newest of all, without looking through the circle."""
        if self.near is None or self.topics or last > _SOON:
            return False
        return (self.counts[self.kind] if self.kind else self.total) > MOST

    @cached_property
    def _few(self) -> list[tuple[Any, ...]]:
        """Of a board of some posts only: which of them it shows, and of what kind each is, newest first. Asked for once.

        Their identifiers are as the database keeps them: they may be a thousand, of which a page shows twenty.
        """
        return fetch(*self._found().statement("id, kind", is_ordered=True)) if self.among else []

    def newest_keys(self) -> list[UUID]:
        """The identifiers of the newest thousand, for other questions about them."""
        newest = self._found(self.kind).statement("id", most=MOST, is_ordered=True)
        return [identity(key) for (key,) in fetch(*newest)]

    def over(self, **changes: Any) -> "Board":
        """The same board with something else asked."""
        return replace(self, **changes)

    def _found(self, kind: str = "", *, is_dense: bool = False) -> Found:
        """All of the kind (empty: both) that meet what is asked; answered from an index alone.

        `is_dense`: there are many in the circle, and only the newest of them are wanted.
        """
        found = Found()
        if kind:
            found.add("kind = %s", kind)
        # Truth values are given as values: as words, SQLite would not know the indexes that are made for them again.
        found.add(f"writer_id NOT IN (SELECT id FROM {_PEOPLE} WHERE is_active = %s)", False)  # noqa: S608 - our own names
        # What may not be read is named, for that is little: of each post it is asked once, and nothing is joined.
        closed = f"SELECT id FROM {_COMMUNITIES} WHERE is_readable_by_all = %s"  # noqa: S608
        if self.viewer:
            (own,) = kept([self.viewer.pk])
            found.add(f"writer_id NOT IN (SELECT blocked_id FROM {_BLOCKS} WHERE person_id = %s)", own)  # noqa: S608
            closed += f" AND id NOT IN (SELECT community_id FROM {_MEMBERSHIPS} WHERE person_id = %s)"  # noqa: S608
            found.add(f"community_id NOT IN ({closed})", False, own)
        else:
            found.add(f"community_id NOT IN ({closed})", False)
        if self.community:
            found.add("community_id = %s", *kept([self.community.pk]))
        if self.writer:
            found.add("writer_id = %s", *kept([self.writer.pk]))
        if self.topics:
            found.add(f"topic IN ({marks(len(self.topics))})", *self.topics)
        if self.is_remote:
            found.add("is_remote = %s", True)
        if self.near:
            near = self.near
            found.within(near.latitude, near.longitude, radius_km=near.radius_km, is_dense=is_dense)
        if self.but:
            found.add(f"id NOT IN ({marks(len(self.but))})", *kept(self.but))
        if self.among is not None:
            # Of no posts there are none: a list of SQL is never empty.
            condition, values = among("id", self.among) if self.among else ("1 = 0", [])
            found.add(condition, *values)
        return found


def _lines(viewer: Person | None) -> QuerySet[Post]:
    """The posts that the viewer may read, with what lists show of them."""
    return with_answer_count(visible_to(viewer)).only(*OF_LINES).order_by()


@lru_cache(maxsize=2)
def _lines_for_visitors(_today: date) -> QuerySet[Post]:
    """The same for whoever is not signed in, as a question that is never asked itself: it is the same for all of them, for a day."""
    return _lines(None)
