"""Find rings: among a community's open needs and offers, members who can each help the next; proposed to all of them.

Chosen by logic.clearing for the help to be hoped for. A pair of a chosen ring that the rules of asking do not let pass is left out and
the choice made again. Nobody is proposed to who is away, is in a ring that waits, or was asked for one in the last days; no ring is
proposed twice, and nobody meets somebody whom they block.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from entraide.journeys.find_people import Houses, place_of
from entraide.journeys.pair_posts import fitting_pairs, reach_of
from entraide.journeys.propose_ring import propose_ring
from entraide.journeys.refusals import Refusal
from entraide.journeys.ring_key import key_of
from entraide.logic.clearing.clear import clear
from entraide.logic.clearing.links import Links
from entraide.logic.clearing.wishes import Meetings, Wish, meetings
from entraide.logic.routing.vectors import LENGTH, unpack_vectors
from entraide.records.communities.models import Community
from entraide.records.people import queries as people_queries
from entraide.records.posts.models import Post
from entraide.records.rings import changes, queries
from entraide.records.rings.changes import Pair
from entraide.records.rings.models import Ring

# Of each community so many open sentences are looked at, the latest; so many rings are proposed at once.
MOST_POSTS, MOST_PROPOSED = 6000, 100
# Longer rings almost never stand: at four yeses in five, one of five members does in one case of three.
LONGEST = 4
EVERY = timedelta(days=1)
_COMMUNITIES_AT_ONCE = 5
# Whoever was asked for a ring is left in peace for a while; what begins too soon cannot wait for everybody's answer.
_REST, _NOT_BEFORE = timedelta(days=7), timedelta(hours=36)
_TIMES_ANEW = 6


def find_all_rings(*, now: datetime) -> int:
    """Look in some communities in which nobody has looked for a day; how many rings were proposed at the aware moment `now`."""
    found = 0
    for community in queries.to_look_in(before=now - EVERY, most=_COMMUNITIES_AT_ONCE):
        if changes.note_search(community_id=community.pk, at=now, before=now - EVERY):
            found += find_rings(community=community, now=now)
    return found


def find_rings(*, community: Community, now: datetime) -> int:
    """Propose the best rings of a community at the aware moment `now`; how many."""
    posts = list(queries.open_posts_in(community, most=MOST_POSTS, not_before=now + _NOT_BEFORE))
    asked = queries.asked_since({post.writer_id for post in posts}, since=now - _REST)
    return _propose_best([post for post in posts if post.writer_id not in asked], community=community, now=now)


def find_in(*, community_id: UUID, now: datetime) -> int:
    """The same for the community of this identifier; none in one that is not there or closed."""
    community = Community.objects.filter(pk=community_id, closed_at=None).first()
    return find_rings(community=community, now=now) if community else 0


def find_instead(*, ring_id: UUID, now: datetime) -> int:
    """Look at once for other rings of those who said yes to a ring that fell, or had not answered; how many were proposed.

    They were asked already, and only whoever lost nothing by a no is left in peace.
    """
    ring = Ring.objects.select_related("community").filter(pk=ring_id, state="fallen", ending="declined").first()
    if ring is None or ring.instead.exists():
        return 0
    willing = {link.giver_id for link in queries.links_of(ring) if link.reply != "no"}
    posts = list(queries.open_posts_in(ring.community, most=MOST_POSTS, not_before=now + _NOT_BEFORE))
    asked = queries.asked_since({post.writer_id for post in posts}, since=now - _REST)
    mine = [post for post in posts if post.writer_id in willing or post.writer_id not in asked]
    return _propose_best(mine, community=ring.community, now=now, after=ring, with_one_of=willing)


@dataclass
class _Market:
    """What is open, as clearing sees it; pairs are places in `meet`."""

    needs: list[Post]
    offers: list[Post]
    meet: Meetings
    left_out: set[int] = field(default_factory=set)

    def chosen(self) -> list[tuple[int, ...]]:
        """The best rings among the pairs that are not left out, the likeliest to stand first."""
        links = self.meet.links
        kept = ~np.isin(links.name, np.fromiter(self.left_out, dtype=np.int64, count=len(self.left_out)))
        # Without a search to the end: it would add a thousandth, and keep the sweep of a small machine waiting for many times as long.
        found = clear(links=links.among(kept), longest=LONGEST, branches=0)
        return sorted(found.rings, key=lambda ring: -self.chance(ring))

    def chance(self, ring: Sequence[int]) -> float:
        """How likely all say yes to it."""
        links: Links = self.meet.links
        return float(np.prod(links.chance[np.isin(links.name, ring)]))

    def posts(self, pair: int) -> tuple[Post, Post]:
        """The need and the offer of a pair."""
        return self.needs[int(self.meet.need[pair])], self.offers[int(self.meet.offer[pair])]

    def offers_in(self, ring: Sequence[int]) -> list[Post]:
        """The offers of a ring: one of each of its members."""
        return [self.posts(pair)[1] for pair in ring]

    def pairs(self, ring: Sequence[int]) -> list[Pair]:
        """The same for a whole ring, round it."""
        return [Pair(*self.posts(pair)) for pair in ring]


def _propose_best(
    posts: Sequence[Post],
    *,
    community: Community,
    now: datetime,
    after: Ring | None = None,
    with_one_of: Collection[UUID | None] = (),
) -> int:
    market = _market(posts)
    rings: list[tuple[int, ...]] = []
    holding: dict[int, bool] = {}
    blocks = _Blocks()
    houses = Houses()
    for _ in range(_TIMES_ANEW):
        chosen = market.chosen()
        new = [pair for ring in chosen for pair in ring if pair not in holding]
        holding |= _hold(market, new, now=now, houses=houses)
        apart = {ring for ring in chosen if blocks.part([post.writer_id for post in market.offers_in(ring)])}
        keys = {ring: key_of(market.pairs(ring)) for ring in chosen}
        known = queries.known_keys(keys.values())
        spoilt = {ring for ring in chosen if keys[ring] in known} | apart
        rings = [ring for ring in chosen if ring not in spoilt and all(holding[pair] for pair in ring)]
        wrong = {pair for pair in new if not holding[pair]} | {ring[0] for ring in spoilt}
        if not wrong:
            break
        market.left_out |= wrong
    if with_one_of:
        rings = [ring for ring in rings if any(market.posts(pair)[1].writer_id in with_one_of for pair in ring)]
    return sum(_propose(market, ring, community=community, now=now, after=after) for ring in rings[:MOST_PROPOSED])


def _propose(
    market: _Market, ring: tuple[int, ...], *, community: Community, now: datetime, after: Ring | None
) -> bool:
    try:
        propose_ring(community=community, pairs=market.pairs(ring), chance=market.chance(ring), now=now, after=after)
    except Refusal:
        return False
    return True


def _hold(market: _Market, pairs: Sequence[int], *, now: datetime, houses: Houses) -> dict[int, bool]:
    """Whether the rules of asking let each of these pairs pass."""
    posts = {pair: market.posts(pair) for pair in pairs}
    fitting = fitting_pairs(pairs=list(posts.values()), now=now, houses=houses)
    passed = {(need.pk, offer.pk) for _, need, offer in fitting}
    return {pair: (need.pk, offer.pk) in passed for pair, (need, offer) in posts.items()}


class _Blocks:
    """Who does not want to meet whom, each person asked about once."""

    def __init__(self) -> None:
        self._of: dict[UUID, set[UUID]] = {}

    def part(self, people: Sequence[UUID]) -> bool:
        """Whether one of these people blocks another."""
        for person in people:
            if person not in self._of:
                self._of[person] = people_queries.blocked_with(person_id=person)
        return any(not self._of[person].isdisjoint(people) for person in people)


def _market(posts: Sequence[Post]) -> _Market:
    """Needs and offers as clearing sees them: only of people who have both, for others are in no ring."""
    of_kind = {kind: {post.writer_id for post in posts if post.kind == kind} for kind in ("need", "offer")}
    both = of_kind["need"] & of_kind["offer"]
    some = [post for post in posts if post.writer_id in both]
    number = {key: at for at, key in enumerate(sorted(both))}
    packed = [bytes(post.vector) for post in some if post.vector]
    row = {post.pk: at for at, post in enumerate(post for post in some if post.vector)}
    vectors = unpack_vectors(packed).astype(np.float64) if packed else np.empty((0, LENGTH))
    wishes = {
        post.pk: Wish(
            member=number[post.writer_id],
            topic=post.topic,
            place=None if post.is_remote else place_of(post),
            reach_km=reach_of(post),
            meaning=row.get(post.pk),
            is_urgent=post.is_urgent,
        )
        for post in some
        if post.is_remote or place_of(post)
    }
    needs, offers = ([post for post in some if post.kind == kind and post.pk in wishes] for kind in ("need", "offer"))
    meet = meetings(
        members=len(both),
        needs=[wishes[post.pk] for post in needs],
        offers=[wishes[post.pk] for post in offers],
        vectors=vectors,
    )
    return _Market(needs, offers, meet)
