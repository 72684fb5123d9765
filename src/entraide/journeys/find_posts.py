"""Find the open posts that fit one person, by the same rules and order by which a post finds people. It only reads."""

from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID
from zoneinfo import ZoneInfo

from entraide.journeys.find_people import Houses, home_of, in_local_time, routed, routed_seen, zone_of
from entraide.logic.routing.filing import goes_km
from entraide.logic.routing.parties import Match, Neighbour, RoutedPost
from entraide.logic.routing.promise import Promise, keys_of_all
from entraide.logic.routing.rank import rank
from entraide.logic.routing.weights import Weights
from entraide.records.asks import queries as asks_queries
from entraide.records.asks.nearby import neighbours_among
from entraide.records.people import queries as people_queries
from entraide.records.people.models import Person
from entraide.records.posts.close_up import see_posts
from entraide.records.posts.models import Post
from entraide.records.posts.nearby import FARTHEST_KM, open_posts_near

# So many posts are looked at closely, some at a time until enough fit; and no more than so many keys are searched.
MOST_POSTS = 48
_AT_ONCE, _ENOUGH = 12, 6
_MOST_SAYS = 40
_MOST_TOPICS, _MOST_LANDMARKS = 14, 10


@dataclass(frozen=True)
class Found:
    """An open post about which somebody may be asked, and why."""

    post_id: UUID
    match: Match


def find_posts(*, person: Person, now: datetime, say_id: UUID | None = None) -> list[Found]:
    """Open posts that fit this person at the aware moment `now`, best first, without those they were asked about or answered.

    The most promising are looked at, until some fit. `say_id`: only what this one new sentence of theirs may answer. Nobody who is
    paused or has used up their limits finds any.
    """
    me = next(iter(neighbours_among([person.pk], keys=None, now=now)), None)
    heard = people_queries.filed_says_of(person_id=person.pk, say_id=say_id, most=_MOST_SAYS)
    if me is None or not heard:
        return []
    promises = [Promise.of_say(gist, vector) for gist, vector in heard]
    keys = open_posts_near(
        place=home_of(person),
        farthest_km=_farthest_km(me),
        keys=keys_of_all(promises, most_topics=_MOST_TOPICS, most_landmarks=_MOST_LANDMARKS),
        of=promises,
        most=MOST_POSTS,
    )
    past = asks_queries.posts_behind(person_id=person.pk, post_ids=keys)
    others = {person.pk, *people_queries.blocked_with(person_id=person.pk)}
    houses = Houses()
    found: list[Found] = []
    for some in batched([key for key in keys if key not in past], _AT_ONCE):
        for seen in see_posts(some):
            if seen.writer_id not in others:
                post = routed_seen(seen, now=now, houses=houses)
                matches = _fit(post, me, zone=ZoneInfo(seen.time_zone), weights=houses.weights_of(seen.community_id))
                found += [Found(seen.identity, match) for match in matches]
        if len(found) >= _ENOUGH:
            break
    return sorted(found, key=lambda one: (-one.match.score, one.post_id))


def fit_of(*, post: Post, neighbour: Neighbour, now: datetime, houses: Houses | None = None) -> list[Match]:
    """How this one neighbour fits the post: one match, or none if a rule leaves them out."""
    houses = houses or Houses()
    weights = houses.weights_of(post.community_id)
    return _fit(routed(post, now=now, houses=houses), neighbour, zone=zone_of(post.writer), weights=weights)


def _fit(post: RoutedPost, neighbour: Neighbour, *, zone: ZoneInfo, weights: Weights) -> list[Match]:
    return rank(post=post, people=in_local_time([neighbour], zone=zone), weights=weights, limit=1)


def _farthest_km(me: Neighbour) -> float:
    """How far any of their sentences reaches; a ride may start anywhere on a long way."""
    if any(said.gist.topic == "transport.rides" for said in me.says):
        return FARTHEST_KM
    return max(goes_km(said.gist, radius_km=me.radius_km) for said in me.says)
