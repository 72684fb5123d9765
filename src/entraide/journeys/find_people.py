"""Find the people whom a post should reach: candidates from the index, then the rules and the order of logic.routing.

It only reads. Before publishing it tells a writer how many would be reached and why; after, it feeds ask_people.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.meaning import encode
from entraide.logic.routing.gist import Gist, Point, gist_of
from entraide.logic.routing.parties import Match, Neighbour, RoutedPost, Vector
from entraide.logic.routing.rank import best_of, rank
from entraide.logic.routing.safety import classes_of
from entraide.logic.routing.trust import SafetyRule
from entraide.logic.routing.vectors import unpack_vector
from entraide.logic.routing.weights import Weights
from entraide.records.asks.nearby import neighbours_for
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.communities.standings import standing_of
from entraide.records.people import queries as people_queries
from entraide.records.people.models import Person
from entraide.records.posts.close_up import SeenPost
from entraide.records.posts.models import Post

# A first look, as quick as somebody writes: it ends as soon as so many are found who may be asked.
FIRST_LOOK = 12
# Of all who are looked at closely more than a third may be asked; so many are looked at for each who is wanted, at most.
_LOOKED_AT_FOR_EACH = 3


@dataclass(frozen=True)
class Reach:
    """Whom a sentence would reach: how many, within how far, and the matches themselves (for the reasons in sum).

    `has_more`: so many were found at the first look, and there may be others.
    """

    count: int
    farthest_km: float | None
    matches: tuple[Match, ...]
    has_more: bool = False


def preview_reach(*, reading: Reading, text: str, viewer: Person | None, now: datetime) -> Reach:
    """How many people the sentence would reach if it were published now. Names nobody."""
    if reading.kind == "none" or reading.topic is None:
        return Reach(0, None, ())
    home = home_of(viewer)
    # Where a sentence is published unless something else is said.
    community = communities.server_wide()
    post = _routed(
        gist=gist_of(text, reading),
        place=point_of(reading) or home,
        vector=encode([text])[0],
        writer=_as_writer(viewer),
        now=now,
        community_id=community.pk,
        is_for_all=True,
    )
    matches = _matches(post, writer=viewer, exclude=(), now=now, most=FIRST_LOOK, community=community)
    distances = [m.distance_km for m in matches if m.distance_km is not None]
    return Reach(len(matches), max(distances, default=None), tuple(matches), has_more=len(matches) >= FIRST_LOOK)


def find_people(*, post: Post, exclude: Collection[UUID], now: datetime, most: int = FIRST_LOOK) -> list[Match]:
    """The people to ask for this post, best first; nobody in `exclude` (who was asked or answered before), nobody ineligible."""
    return _matches(
        routed(post, now=now),
        writer=post.writer,
        exclude=exclude,
        now=now,
        most=most,
        community=post.community,
        is_wide=is_searched_widely(post),
    )


def is_searched_widely(post: Post) -> bool:
    """Whether nobody was left, so that the search goes on among those who spoke of what it might be about as well."""
    return post.search_state not in ("waves", "wider")


class Houses:
    """What communities have decided about asking, looked up once each: for whoever holds many posts against one person."""

    def __init__(self) -> None:
        self._rules: dict[UUID, Mapping[str, SafetyRule]] = {}
        self._weights: dict[UUID, Weights] = {}

    def rules_of(self, community_id: UUID) -> Mapping[str, SafetyRule]:
        """The community's own safety rules, by class."""
        if community_id not in self._rules:
            self._rules[community_id] = communities.safety_rules_of(community_id)
        return self._rules[community_id]

    def weights_of(self, community_id: UUID) -> Weights:
        """The weights by which the community orders whom to ask."""
        if community_id not in self._weights:
            self._weights[community_id] = communities.weights_of(community_id)
        return self._weights[community_id]


def routed(post: Post, *, now: datetime, houses: Houses | None = None) -> RoutedPost:
    """The post as the rules and the order of logic.routing see it at the aware moment `now`."""
    return _routed(
        gist=gist_in(post),
        place=place_of(post),
        vector=unpack_vector(bytes(post.vector)) if post.vector else None,
        writer=_as_writer(post.writer),
        now=now,
        community_id=post.community_id,
        is_for_all=post.community.is_server_wide,
        only_verified=post.community.asks_only_verified,
        radius_km=post.radius_km,
        houses=houses,
    )


def routed_seen(post: SeenPost, *, now: datetime, houses: Houses) -> RoutedPost:
    """The same for a post of which only the needful was read."""
    return _routed(
        gist=post.gist,
        place=post.place,
        vector=post.vector,
        writer=Writer(post.writer_id, post.spoken_languages, ZoneInfo(post.time_zone)),
        now=now,
        community_id=post.community_id,
        is_for_all=post.is_server_wide,
        only_verified=post.asks_only_verified,
        radius_km=post.radius_km,
        houses=houses,
    )


def gist_in(post: Post) -> Gist:
    """The gist of the post's sentence, as it was filed; of one that was never filed, from its reading."""
    return Gist.from_dict(post.gist) if post.gist else gist_of(post.text, Reading.from_dict(post.reading))


def reading_of(post: Post) -> Reading:
    """The post's reading, with the radius that its writer, or the search, has widened since."""
    reading = Reading.from_dict(post.reading)
    if reading.place and reading.place.radius_km != post.radius_km:
        return replace(reading, place=replace(reading.place, radius_km=post.radius_km))
    return reading


def place_of(post: Post) -> Point | None:
    """Where the post is: the place it names, or else its writer's blurred home."""
    return (post.latitude, post.longitude) if post.latitude is not None and post.longitude is not None else None


def in_local_time(people: Iterable[Neighbour], *, zone: ZoneInfo) -> list[Neighbour]:
    """The same people, their past asks in the local time in which a post's moment is given."""
    return [
        replace(one, asked_at=tuple(at.astimezone(zone).replace(tzinfo=None) for at in one.asked_at))
        if one.asked_at
        else one
        for one in people
    ]


def _matches(
    post: RoutedPost,
    *,
    writer: Person | None,
    exclude: Collection[UUID],
    now: datetime,
    most: int,
    community: Community,
    is_wide: bool = False,
) -> list[Match]:
    """The eligible among the most promising neighbours, best first, at most `most`: no more are looked at than it takes."""
    weights = communities.weights_of(community.pk)
    zone = zone_of(writer)
    matches: list[Match] = []
    for people in neighbours_for(
        post=post,
        now=now,
        exclude={*exclude, writer.pk, *people_queries.blocked_with(person_id=writer.pk)} if writer else set(exclude),
        is_wide=is_wide,
        weights=weights,
        most=_LOOKED_AT_FOR_EACH * most,
    ):
        matches += rank(post=post, people=in_local_time(people, zone=zone), weights=weights)
        if len(matches) >= most:
            break
    return best_of(matches)[:most]


@dataclass(frozen=True)
class Writer:
    """What routing knows of who wrote a post: the languages that they said they speak, and their time zone."""

    identity: UUID
    languages: Sequence[str]
    zone: ZoneInfo


def _as_writer(person: Person | None) -> Writer | None:
    return None if person is None else Writer(person.pk, person.spoken_languages, zone_of(person))


def _routed(
    *,
    gist: Gist,
    place: Point | None,
    vector: Vector | None,
    writer: Writer | None,
    now: datetime,
    community_id: UUID,
    is_for_all: bool,
    only_verified: bool = False,
    radius_km: float | None = None,
    houses: Houses | None = None,
) -> RoutedPost:
    at = now.astimezone(writer.zone if writer else zone_of(None)).replace(tzinfo=None)
    # Who offers to mind a child is the one to be trusted, not who looks for somebody to do it.
    is_entrusted = gist.kind == "offer" and bool(classes_of(gist, at=at))
    return RoutedPost(
        gist=gist,
        at=at,
        place=place,
        destination=gist.destination,
        vector=vector,
        writer=str(writer.identity) if writer else None,
        writer_languages=frozenset(writer.languages) if writer else frozenset(),
        communities=frozenset() if is_for_all else frozenset({str(community_id)}),
        radius_km=radius_km,
        house=str(community_id),
        safety_rules=(houses or Houses()).rules_of(community_id),
        only_verified=only_verified,
        writer_standing=standing_of(writer.identity, today=at.date()) if writer and is_entrusted else None,
    )


def zone_of(person: Person | None) -> ZoneInfo:
    """The time zone in which somebody's clock shows; without anybody, that of Brussels."""
    return ZoneInfo(person.time_zone if person else "Europe/Brussels")


def point_of(reading: Reading) -> Point | None:
    """Where the sentence says that it happens."""
    return (reading.place.latitude, reading.place.longitude) if reading.place else None


def home_of(person: Person | None) -> Point | None:
    """The person's blurred home."""
    if person is None or person.home_latitude is None or person.home_longitude is None:
        return None
    return person.home_latitude, person.home_longitude
