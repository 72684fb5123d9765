"""Find the open posts that fit one person, by the same rules and order by which a post finds people. It only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from entraide.journeys.find_people import Houses, home_of, in_local_time, routed, zone_of
from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.parties import Match, Neighbour
from entraide.logic.routing.rank import rank
from entraide.logic.routing.reach import DEFAULT_RADIUS_KM
from entraide.logic.routing.search import topics_to_search
from entraide.records.asks.models import Answer, Ask
from entraide.records.asks.nearby import neighbours_among
from entraide.records.people import queries as people_queries
from entraide.records.people.models import Person, Say
from entraide.records.posts.models import Post
from entraide.records.posts.nearby import FARTHEST_KM, open_posts_near

# So many posts are looked at closely, and no more than so many topics are searched: the work for one person is bounded.
MOST_POSTS = 100
_MOST_TOPICS = 24


@dataclass(frozen=True)
class Found:
    """An open post about which somebody may be asked, and why."""

    post: Post
    match: Match


def find_posts(*, person: Person, now: datetime, say_id: UUID | None = None) -> list[Found]:
    """The open posts that fit this person at the aware moment `now`, best first, without those they were asked about or answered.

    `say_id`: only what this one new sentence of theirs may answer. Nobody who is paused or has used up their limits finds any.
    """
    says = list(person.says.order_by("-said_at")[:40])
    heard = [say for say in says if say.pk == say_id] if say_id else says
    me = next(iter(neighbours_among([person.pk], topics=sorted({say.topic for say in says}), now=now)), None)
    if me is None or not heard:
        return []
    posts = open_posts_near(
        place=home_of(person), farthest_km=_farthest_km(me), topics=_topics_of(heard), most=MOST_POSTS
    )
    past = _past(person, posts)
    houses = Houses()
    found = [
        Found(post, match)
        for post in posts
        if post.writer_id != person.pk and post.writer_id not in past and post.pk not in past
        for match in fit_of(post=post, neighbour=me, now=now, houses=houses)
    ]
    return sorted(found, key=lambda one: (-one.match.score, one.post.pk))


def fit_of(*, post: Post, neighbour: Neighbour, now: datetime, houses: Houses | None = None) -> list[Match]:
    """How this one neighbour fits the post: one match, or none if a rule leaves them out."""
    local = in_local_time([neighbour], zone=zone_of(post.writer))
    houses = houses or Houses()
    weights = houses.weights_of(post.community)
    return rank(post=routed(post, now=now, houses=houses), people=local, weights=weights, limit=1)


def _farthest_km(me: Neighbour) -> float:
    """How far any of their sentences reaches; a ride may start anywhere on a long way."""
    if any(said.reading.topic == "transport.rides" for said in me.says):
        return FARTHEST_KM
    said = [one.reading.place.radius_km for one in me.says if one.reading.place and one.reading.place.radius_km]
    return max([me.radius_km if me.radius_km is not None else DEFAULT_RADIUS_KM, *said])


def _topics_of(says: Sequence[Say]) -> list[str]:
    """The topics under which posts for these sentences stand, those said last first."""
    topics = [topic for say in says for topic in topics_to_search(Reading.from_dict(say.reading))]
    return list(dict.fromkeys(topics))[:_MOST_TOPICS]


def _past(person: Person, posts: Sequence[Post]) -> set[UUID]:
    """The posts they were asked about or answered, and the writers with whom they share a block."""
    keys = [post.pk for post in posts]
    asked = Ask.objects.filter(person=person, post_id__in=keys).values_list("post_id", flat=True)
    answered = Answer.objects.filter(person=person, post_id__in=keys).values_list("post_id", flat=True)
    return {*asked, *answered, *people_queries.blocked_with(person_id=person.pk)}
