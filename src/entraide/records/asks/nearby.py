"""Finding the neighbours who might be asked: near enough and having spoken of such a thing, with everything that routing looks at.

The index gives leads (leads.py), the most promising are looked at first; what the rules and the score need of them is then read in
three queries, whatever the number of people. Whether anybody may be asked is for logic.routing to say; only those whom no rule
could let pass are left out here (away, or excluded by the caller).
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import batched
from uuid import UUID

from entraide.logic.places.cells import cell_of
from entraide.logic.places.place import distance_km
from entraide.logic.routing.gist import Point
from entraide.logic.routing.parties import Neighbour, RoutedPost
from entraide.logic.routing.promise import Keys, Lead, Promise, best_first
from entraide.logic.routing.rings import Block, blocks_outward
from entraide.logic.routing.search import Search
from entraide.logic.routing.weights import DEFAULT, Weights
from entraide.records.asks.close_up import close_up
from entraide.records.asks.leads import PEOPLE, leads_anywhere
from entraide.records.rows import kept

FARTHEST_KM = 50.0
# Of a ride's way, this far to both sides somebody may get in.
_BESIDE_THE_WAY_KM = 10.0
_LONGEST_WAY_KM = 400.0
# So many are looked at together; most posts need no more.
_AT_ONCE = 22


def neighbours_for(
    *,
    post: RoutedPost,
    now: datetime,
    exclude: Collection[UUID],
    is_wide: bool = False,
    weights: Weights = DEFAULT,
    most: int = 400,
) -> Iterator[list[Neighbour]]:
    """The people near by who said something that may answer the post, the most promising first, some at a time, `most` altogether.

    `now` is an aware moment; nobody in `exclude` is among them. For a remote post distance does not count: people round the
    place come first, then anybody. Without a place, a post that is not remote finds nobody. In each neighbour `communities`
    are the communities' identifiers as text, `asked_at` the aware moments of the last four weeks. `is_wide`: also those who spoke of
    what the post is less likely to mean.
    """
    if post.place is None and not post.gist.is_remote:
        return
    promise = Promise.of_post(post.gist, post.vector)
    keys = promise.keys(is_wide=is_wide)
    left_out = set(kept(exclude))
    leads = _leads(post, keys=keys, more=len(left_out) + max(0, most - PEOPLE.enough))
    # A ride may be joined far from where it starts.
    within_km = None if post.gist.is_remote or post.gist.topic == "transport.rides" else Search(post).radius_km
    found = best_first(leads, of=[promise], place=post.place, within_km=within_km, weights=weights)
    people = [key for key in found if key not in left_out][:most]
    for some in batched(people, _AT_ONCE):
        yield close_up(some, keys=keys, now=now)


def neighbours_among(
    people: Iterable[UUID], *, keys: Keys | None, now: datetime, even_if_away: bool = False
) -> list[Neighbour]:
    """Those of these people who are there and said something that is filed under `keys`, in their order, as `neighbours_for` gives them.

    Without keys, with all that they said.
    """
    return close_up(kept(people), keys=keys, now=now, even_if_away=even_if_away)


def _leads(post: RoutedPost, *, keys: Keys, more: int) -> list[Lead]:
    """Who may have said something that answers the post."""
    gist, place, enough = post.gist, post.place, PEOPLE.enough + more
    if place is None:
        return leads_anywhere(0, keys=keys, most=enough)
    rides = gist.topic == "transport.rides"
    radius = Search(post).radius_km
    blocks = blocks_outward(
        place, farthest_km=FARTHEST_KM if gist.is_remote else min(FARTHEST_KM, radius or FARTHEST_KM)
    )
    if rides and gist.kind == "offer" and post.destination:
        blocks = (*blocks, *_along(place, post.destination))
    leads = PEOPLE.outward(blocks, keys=keys, whatever_reach=rides or gist.is_remote, more=more)
    if gist.is_remote and len({lead[0] for lead in leads}) < enough:
        leads += leads_anywhere(cell_of(*place), keys=keys, most=enough)
    return leads


def _along(start: Point, end: Point) -> Iterable[Block]:
    """The blocks beside the way from `start` to `end`, which are not already near the start."""
    length = min(distance_km(start, end), _LONGEST_WAY_KM)
    steps = int(length / (2 * _BESIDE_THE_WAY_KM))
    for step in range(1, steps + 2):
        share = min(1.0, step * 2 * _BESIDE_THE_WAY_KM / max(distance_km(start, end), 0.1))
        # Rounded, so that ways that overlap share their blocks in the cache.
        beside = (round(start[0] + (end[0] - start[0]) * share, 2), round(start[1] + (end[1] - start[1]) * share, 2))
        yield from blocks_outward(beside, farthest_km=_BESIDE_THE_WAY_KM)
