"""Who is asked: the eligible, best first. The same for the same post and people, in whatever order they come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from entraide.logic.routing.eligibility import is_eligible
from entraide.logic.routing.encounter import Encounter
from entraide.logic.routing.parties import Match, Neighbour, RoutedPost
from entraide.logic.routing.score import score
from entraide.logic.routing.search import Search
from entraide.logic.routing.vectors import likenesses
from entraide.logic.routing.weights import DEFAULT, Weights


def rank(
    *, post: RoutedPost, people: Iterable[Neighbour], weights: Weights = DEFAULT, limit: int | None = None
) -> list[Match]:
    """The eligible among `people`, best first, at most `limit`. Whoever merely lives near is not among them.

    A sentence that wants nothing (kind `none`) reaches nobody.
    """
    if post.gist.kind == "none":
        return []
    matches = [
        score(meeting, weights=weights) for meeting in encounters(post=post, people=people) if is_eligible(meeting)
    ]
    return best_of(matches)[:limit]


def best_of(matches: Iterable[Match]) -> list[Match]:
    """The matches in the order in which people are asked: by score, then the nearest, and always the same."""
    return sorted(matches, key=lambda match: (-match.score, match.distance_km or 0.0, match.identity))


def encounters(*, post: RoutedPost, people: Iterable[Neighbour]) -> list[Encounter]:
    """The post with each of the people; all their sentences are compared with the post's in one go."""
    everybody = list(people)
    search = Search(post)
    cosines = iter(likenesses(post.vector, [say.vector for person in everybody for say in person.says]))
    return [Encounter(search, person, tuple(islice(cosines, len(person.says)))) for person in everybody]


@dataclass(frozen=True)
class Sum:
    """What a writer is told before and after publishing: how many may be asked, and why them, in sum.

    Attributes:
        people: how many may be asked.
        free_then: how many of them said that they are free at that time.
        nearest_km: how far the nearest lives, in whole kilometres rounded up; None if unknown.
        within_km: how far the furthest of them lives, likewise.
        newcomers: how many joined lately.
        by_topic: how many said something about each topic, most first.
    """

    people: int
    free_then: int
    nearest_km: int | None
    within_km: int | None
    newcomers: int
    by_topic: tuple[tuple[str, int], ...]


def sum_up(matches: Sequence[Match]) -> Sum:
    """The numbers of a preview. They name nobody."""
    distances = [
        m.because["nearness"]["distance_km"] for m in matches if "distance_km" in m.because.get("nearness", {})
    ]
    topics = [str(m.because.get("offer", {}).get("topic", "")) for m in matches]
    counted = sorted({t: topics.count(t) for t in topics if t}.items(), key=lambda pair: (-pair[1], pair[0]))
    return Sum(
        people=len(matches),
        free_then=sum(bool(m.because.get("time", {}).get("is_said")) for m in matches),
        nearest_km=min(distances, default=None),
        within_km=max(distances, default=None),
        newcomers=sum(bool(m.because.get("fairness", {}).get("is_new")) for m in matches),
        by_topic=tuple(counted),
    )
