"""Finding the neighbours who might be asked: near enough and having spoken of such a thing, with everything that routing looks at.

The index gives leads (leads.py), the most promising are looked at first; what the rules and the score need of them is then read in
three queries, whatever the number of people. Whether anybody may be asked is for logic.routing to say; only those whom no rule
could let pass are left out here (away, or excluded by the caller).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import batched
from operator import itemgetter
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from entraide.logic.places.cells import cell_of
from entraide.logic.places.place import distance_km
from entraide.logic.routing.gist import Gist, Point
from entraide.logic.routing.parties import Neighbour, RoutedPost, Spoken, Vector
from entraide.logic.routing.promise import Keys, Lead, Promise, best_first
from entraide.logic.routing.rings import Block, blocks_outward
from entraide.logic.routing.vectors import unpack_vectors
from entraide.logic.routing.weights import DEFAULT, Weights
from entraide.records.asks.leads import ENOUGH, leads_anywhere, leads_in
from entraide.records.asks.models import Ask
from entraide.records.communities.queries import memberships_by_person
from entraide.records.people.models import Say

FARTHEST_KM = 50.0
# Of a ride's way, this far to both sides somebody may get in.
_BESIDE_THE_WAY_KM = 10.0
_LONGEST_WAY_KM = 400.0
# So many are looked at together; most posts need no more.
_AT_ONCE = 64
_LATELY = timedelta(days=28)
_ANSWERED = ("accepted", "countered", "declined")

_PERSON = (
    "person_id", "person__home_latitude", "person__home_longitude", "person__radius_km", "person__spoken_languages",
    "person__free_hours", "person__helps_for", "person__asks_per_day", "person__asks_per_week", "person__joined_at",
)  # fmt: skip
# A person's sentences in the order in which they were said.
_ORDER = itemgetter(len(_PERSON))


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
    wanted = most + len(exclude)
    leads = _leads(post, keys=keys, enough=min(wanted, ENOUGH + len(exclude)))
    found = best_first(leads, of=[promise], place=post.place, weights=weights)
    people = [key for key in (_identity(one) for one in found) if key not in exclude]
    for some in batched(people[:most], _AT_ONCE):
        yield neighbours_among(some, keys=keys, now=now)


def neighbours_among(
    people: Sequence[UUID], *, keys: Keys | None, now: datetime, even_if_away: bool = False
) -> list[Neighbour]:
    """Those of these people who are there and said something that is filed under `keys`, in their order, as `neighbours_for` gives them.

    Without keys, with all that they said.
    """
    said = _said(people, keys=keys, now=now, even_if_away=even_if_away)
    if not said:
        return []
    memberships = memberships_by_person(said)
    asked, answered, helped = _asked(said, now=now)
    return [
        _neighbour(
            rows,
            communities=memberships[person_id],
            asked=asked[person_id],
            answered=answered[person_id],
            helped=helped[person_id],
            now=now,
        )
        for person_id, rows in said.items()
    ]


def _leads(post: RoutedPost, *, keys: Keys, enough: int) -> list[Lead]:
    """Who may have said something that answers the post."""
    gist, place = post.gist, post.place
    if place is None:
        return leads_anywhere(0, keys=keys, most=enough)
    rides = gist.topic == "transport.rides"
    radius = post.radius_km if post.radius_km is not None else gist.radius_km
    blocks = blocks_outward(
        place, farthest_km=FARTHEST_KM if gist.is_remote else min(FARTHEST_KM, radius or FARTHEST_KM)
    )
    if rides and gist.kind == "offer" and post.destination:
        blocks = (*blocks, *_along(place, post.destination))
    leads = leads_in(blocks, keys=keys, whatever_reach=rides or gist.is_remote, enough=enough)
    if gist.is_remote and len({lead.key for lead in leads}) < enough:
        leads += leads_anywhere(cell_of(*place), keys=keys, most=enough)
    return leads


def _identity(key: Any) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)


def _along(start: Point, end: Point) -> Iterable[Block]:
    """The blocks beside the way from `start` to `end`, which are not already near the start."""
    length = min(distance_km(start, end), _LONGEST_WAY_KM)
    steps = int(length / (2 * _BESIDE_THE_WAY_KM))
    for step in range(1, steps + 2):
        share = min(1.0, step * 2 * _BESIDE_THE_WAY_KM / max(distance_km(start, end), 0.1))
        # Rounded, so that ways that overlap share their blocks in the cache.
        beside = (round(start[0] + (end[0] - start[0]) * share, 2), round(start[1] + (end[1] - start[1]) * share, 2))
        yield from blocks_outward(beside, farthest_km=_BESIDE_THE_WAY_KM)


def _said(
    people: Sequence[UUID], *, keys: Keys | None, now: datetime, even_if_away: bool
) -> dict[UUID, list[tuple[Any, ...]]]:
    """For each of these people who is there, in their order, the rows of their sentences that are filed under the keys."""
    says = Say.objects.filter(person_id__in=people, person__is_active=True, gist__isnull=False)
    if keys:
        says = says.filter(Q(topic__in=keys.topics) | Q(landmark__in=keys.landmarks))
    if not even_if_away:
        today = now.astimezone(ZoneInfo("Europe/Brussels")).date()
        says = says.filter(person__is_paused=False).exclude(person__paused_until__gte=today)
    rows = says.order_by().values_list(*_PERSON, "id", "text", "gist", "vector")
    told: dict[UUID, list[tuple[Any, ...]]] = {person_id: [] for person_id in people}
    for row in rows:
        told[row[0]].append(row)
    return {person_id: sorted(kept, key=_ORDER) for person_id, kept in told.items() if kept}


def _asked(
    people: Iterable[UUID], *, now: datetime
) -> tuple[defaultdict[UUID, list[datetime]], defaultdict[UUID, int], defaultdict[UUID, int]]:
    """For each person: when they were asked in the last four weeks, how many of these asks they answered, how often they helped."""
    asked: defaultdict[UUID, list[datetime]] = defaultdict(list)
    answered: defaultdict[UUID, int] = defaultdict(int)
    helped: defaultdict[UUID, int] = defaultdict(int)
    rows = Ask.objects.filter(person_id__in=list(people), asked_at__gt=now - _LATELY).order_by("asked_at")
    for person_id, asked_at, state, chosen_at in rows.values_list(
        "person_id", "asked_at", "state", "answer__chosen_at"
    ):
        asked[person_id].append(asked_at)
        answered[person_id] += state in _ANSWERED
        helped[person_id] += chosen_at is not None
    return asked, answered, helped


def _neighbour(
    rows: Sequence[tuple[Any, ...]],
    *,
    communities: Sequence[tuple[str, bool]],
    asked: Sequence[datetime],
    answered: int,
    helped: int,
    now: datetime,
) -> Neighbour:
    """One neighbour of the rows of their sentences."""
    person_id, latitude, longitude, radius_km, languages, free, terms, a_day, a_week, joined_at, *_ = rows[0]
    return Neighbour(
        identity=str(person_id),
        home=(latitude, longitude) if latitude is not None and longitude is not None else None,
        says=tuple(
            Spoken(text=text, gist=Gist.from_dict(gist), vector=vector)
            for (*_, text, gist, _), vector in zip(rows, _vectors([row[-1] for row in rows]), strict=True)
        ),
        radius_km=radius_km,
        languages=frozenset(languages),
        free=tuple(free),
        terms=frozenset(terms),
        communities=frozenset(community for community, _ in communities),
        is_verified=any(is_verified for _, is_verified in communities),
        verified_by=frozenset(community for community, is_verified in communities if is_verified),
        asked_at=tuple(asked),
        asks_per_day=a_day,
        asks_per_week=a_week,
        helped_lately=helped,
        answer_rate=answered / len(asked) if asked else None,
        is_new=now - joined_at < _LATELY,
    )


def _vectors(packed: Sequence[bytes | memoryview | None]) -> list[Vector | None]:
    kept = iter(unpack_vectors([one for one in packed if one]))
    return [next(kept) if one else None for one in packed]
