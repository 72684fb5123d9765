"""Find the open posts that fit one person, by the same rules and order by which a post finds people. It only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID

from entraide.journeys.find_people import Houses, home_of, in_local_time, routed, zone_of
from entraide.logic.routing.filing import goes_km
from entraide.logic.routing.gist import Gist
from entraide.logic.routing.parties import Match, Neighbour, Vector
from entraide.logic.routing.promise import Promise, keys_of_all
from entraide.logic.routing.rank import rank
from entraide.logic.routing.vectors import unpack_vector
from entraide.records.asks.models import Answer, Ask
from entraide.records.asks.nearby import neighbours_among
from entraide.records.people import queries as people_queries
from entraide.records.people.models import Person, Say
from entraide.records.posts.models import Post
from entraide.records.posts.nearby import FARTHEST_KM, open_posts_near, posts_for_routing

# So many posts are looked at closely, some at a time until enough fit; and no more than so many keys are searched.
MOST_POSTS = 96
_AT_ONCE, _ENOUGH = 16, 8
_MOST_SAYS = 40
_MOST_TOPICS, _MOST_LANDMARKS = 24, 24


@dataclass(frozen=True)
class Found:
    """An open post about which somebody may be asked, and why."""

    post: Post
    match: Match


def find_posts(*, person: Person, now: datetime, say_id: UUID | None = None) -> list[Found]:
    """Open posts that fit this person at the aware moment `now`, best first, without those they were asked about or answered.

    The most promising are looked at, until some fit. `say_id`: only what this one new sentence of theirs may answer. Nobody who is
    paused or has used up their limits finds any.
    """
    me = next(iter(neighbours_among([person.pk], keys=None, now=now)), None)
    heard = list(person.says.filter(gist__isnull=False).order_by("-said_at")[:_MOST_SAYS])
    heard = [say for say in heard if say.pk == say_id] if say_id else heard
    if me is None or not heard:
        return []
    promises = [Promise.of_say(Gist.from_dict(say.gist or {}), _vector_of(say)) for say in heard]
    keys = open_posts_near(
        place=home_of(person),
        farthest_km=_farthest_km(me),
        keys=keys_of_all(promises, most_topics=_MOST_TOPICS, most_landmarks=_MOST_LANDMARKS),
        of=promises,
        most=MOST_POSTS,
    )
    past = _past(person, keys)
    houses = Houses()
    found: list[Found] = []
    for some in batched([key for key in keys if key not in past], _AT_ONCE):
        found += [
            Found(post, match)
            for post in posts_for_routing(some)
            if post.writer_id != person.pk and post.writer_id not in past
            for match in fit_of(post=post, neighbour=me, now=now, houses=houses)
        ]
        if len(found) >= _ENOUGH:
            break
    return sorted(found, key=lambda one: (-one.match.score, one.post.pk))


def fit_of(*, post: Post, neighbour: Neighbour, now: datetime, houses: Houses | None = None) -> list[Match]:
    """How this one neighbour fits the post: one match, or none if a rule leaves them out."""
    local = in_local_time([neighbour], zone=zone_of(post.writer))
    houses = houses or Houses()
    weights = houses.weights_of(post.community)
    return rank(post=routed(post, now=now, houses=houses), people=local, weights=weights, limit=1)


def _farthest_km(me: Neighbour) -> float:
    """How far any of their sentences reaches; a ride may start anywhere on a long way."""
    if any(said.gist.topic == "transport.rides" for said in me.says):
        return FARTHEST_KM
    return max(goes_km(said.gist, radius_km=me.radius_km) for said in me.says)


def _vector_of(say: Say) -> Vector | None:
    return unpack_vector(bytes(say.vector)) if say.vector else None


def _past(person: Person, keys: Sequence[UUID]) -> set[UUID]:
    """Those of these posts that they were asked about or answered, and the writers with whom they share a block."""
    asked = Ask.objects.filter(person=person, post_id__in=keys).values_list("post_id", flat=True)
    answered = Answer.objects.filter(person=person, post_id__in=keys).values_list("post_id", flat=True)
    return {*asked, *answered, *people_queries.blocked_with(person_id=person.pk)}
