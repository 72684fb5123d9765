"""Find the people whom a post should reach: candidates from the index, then the rules and the order of logic.routing.

It only reads. Before publishing it tells a writer how many would be reached and why; after, it feeds ask_people.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.meaning import encode
from entraide.logic.routing.parties import Match, Point, RoutedPost, Vector
from entraide.logic.routing.rank import rank
from entraide.logic.routing.search import topics_to_search
from entraide.logic.routing.vectors import unpack_vector
from entraide.records.asks.nearby import neighbours_for
from entraide.records.people import queries as people_queries
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

MOST_SHOWN = 50


@dataclass(frozen=True)
class Reach:
    """Whom a sentence would reach: how many, within how far, and the matches themselves (for the reasons in sum)."""

    count: int
    farthest_km: float | None
    matches: tuple[Match, ...]


def preview_reach(*, reading: Reading, text: str, viewer: Person | None, now: datetime) -> Reach:
    """How many people the sentence would reach if it were published now. Names nobody."""
    if reading.kind == "none" or reading.topic is None:
        return Reach(0, None, ())
    home = home_of(viewer)
    matches = _matches(
        reading=reading,
        text=text,
        place=point_of(reading) or home,
        vector=encode([text])[0],
        writer=viewer,
        exclude=(),
        now=now,
        most=MOST_SHOWN,
    )
    distances = [m.distance_km for m in matches if m.distance_km is not None]
    return Reach(len(matches), max(distances) if distances else None, tuple(matches))


def find_people(*, post: Post, exclude: Collection[UUID], now: datetime, most: int = MOST_SHOWN) -> list[Match]:
    """The people to ask for this post, best first; nobody in `exclude` (who was asked or answered before), nobody ineligible."""
    place = (post.latitude, post.longitude) if post.latitude is not None and post.longitude is not None else None
    reading = Reading.from_dict(post.reading)
    if reading.place and reading.place.radius_km != post.radius_km:
        # The writer has widened the post since.
        reading = replace(reading, place=replace(reading.place, radius_km=post.radius_km))
    return _matches(
        reading=reading,
        text=post.text,
        place=place,
        vector=unpack_vector(bytes(post.vector)) if post.vector else None,
        writer=post.writer,
        exclude=exclude,
        now=now,
        most=most,
        communities=frozenset() if post.community.is_server_wide else frozenset({str(post.community_id)}),
        radius_km=post.radius_km,
    )


def _matches(
    *,
    reading: Reading,
    text: str,
    place: Point | None,
    vector: Vector | None,
    writer: Person | None,
    exclude: Collection[UUID],
    now: datetime,
    most: int,
    communities: frozenset[str] = frozenset(),
    radius_km: float | None = None,
) -> list[Match]:
    zone = ZoneInfo(writer.time_zone if writer else "Europe/Brussels")
    post = RoutedPost(
        reading=reading,
        at=now.astimezone(zone).replace(tzinfo=None),
        text=text,
        place=place,
        destination=(reading.destination.latitude, reading.destination.longitude) if reading.destination else None,
        vector=vector,
        writer=str(writer.pk) if writer else None,
        writer_languages=frozenset(writer.spoken_languages) if writer else frozenset(),
        communities=communities,
        radius_km=radius_km,
    )
    people = neighbours_for(
        reading=reading,
        place=place,
        topics=topics_to_search(reading),
        now=now,
        exclude={*exclude, writer.pk, *people_queries.blocked_with(person_id=writer.pk)} if writer else set(exclude),
    )
    # The post's moment is local, and so must theirs be: what was asked yesterday is measured against it.
    local = [
        replace(one, asked_at=tuple(at.astimezone(zone).replace(tzinfo=None) for at in one.asked_at)) for one in people
    ]
    return rank(post=post, people=local, limit=most)


def point_of(reading: Reading) -> Point | None:
    """Where the sentence says that it happens."""
    return (reading.place.latitude, reading.place.longitude) if reading.place else None


def home_of(person: Person | None) -> Point | None:
    """The person's blurred home."""
    if person is None or person.home_latitude is None or person.home_longitude is None:
        return None
    return person.home_latitude, person.home_longitude
