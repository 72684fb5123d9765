"""Who is worth a closer look: what the index tells of a sentence (topic, landmark, stance, cell) promises, before it is read.

An estimate of the very score that `rank` works out, from four columns; it only decides in which order candidates are looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any, NamedTuple

from entraide.logic.routing.fit import COMPANION_TOPICS, TONGUE_TOPICS, logistic
from entraide.logic.routing.gist import Gist, Point
from entraide.logic.routing.kinship import likeness as topic_likeness
from entraide.logic.routing.landmarks import landmarks_near, likeness_to_landmarks
from entraide.logic.routing.parties import Vector
from entraide.logic.routing.rings import distance_to_cell_km
from entraide.logic.routing.score import nearness_at
from entraide.logic.routing.search import topics_to_search
from entraide.logic.routing.weights import DEFAULT, FIT, Weights

# Under so many landmarks like sentences are looked for; more find little more (training/landmarks.py).
_MOST_LANDMARKS = 6
_MOST_LANDMARKS_WIDELY = 12
# How like a sentence is to another, if that one is this like the landmark of the first: the landmark is its middle, not itself.
_OF_ITS_LANDMARK = 0.7
# A home lies as far as this from the middle of its cell, at most.
_WIDTH_KM = 0.7
# Sorts that count no more than this answer only where people do something together.
_TOGETHER = 0.2
# How much sorts of sentences count: people's own (by stance) for a post, posts (by kind) for a person's own sentence.
_FOR_POST: Mapping[str, Mapping[str, float]] = {
    "need": {"gives": 1.0, "both": 1.0, "likes": 0.75, "asks": 0.2},
    "offer": {"asks": 1.0, "both": 1.0, "likes": 0.75, "gives": 0.3},
}
_FOR_SAY: Mapping[str, Mapping[str, float]] = {
    "gives": {"need": 1.0, "offer": 0.3},
    "asks": {"offer": 1.0, "need": 0.2},
    "both": {"need": 1.0, "offer": 1.0},
    "likes": {"need": 0.75, "offer": 0.75},
}


class Lead(NamedTuple):
    """One line of the index: somebody, or a post, and under what their sentence is filed.

    `key` is the database's; `sort` a person's stance, or the kind of a post; `reach_km` how far they go, or it asks for people, None
    if that does not matter.
    """

    key: Any
    topic: str
    landmark: int | None
    sort: str
    cell: int | None
    reach_km: float | None


@dataclass(frozen=True)
class Keys:
    """Under what those who may answer a sentence are looked for: topics, landmarks of meaning, and sorts (see `Lead`)."""

    topics: tuple[str, ...]
    landmarks: tuple[int, ...]
    sorts: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """What one sentence may expect of others by what the index says of them. `counts`: how much each sort of them counts."""

    gist: Gist
    vector: Vector | None
    counts: Mapping[str, float]

    @classmethod
    def of_post(cls, gist: Gist, vector: Vector | None) -> "Promise":
        """What a post may expect of people's own sentences."""
        return cls(gist, vector, _FOR_POST.get(gist.kind, {}))

    @classmethod
    def of_say(cls, gist: Gist, vector: Vector | None) -> "Promise":
        """What a person's own sentence may expect of posts."""
        return cls(gist, vector, _FOR_SAY[gist.stance])

    @classmethod
    def of_other_post(cls, gist: Gist, vector: Vector | None) -> "Promise":
        """What a post may expect of other posts: a need of offers, an offer of needs."""
        return cls(gist, vector, {"offer" if gist.kind == "need" else "need": 1.0})

    @cached_property
    def _cosines(self) -> list[float]:
        return [] if self.vector is None else likeness_to_landmarks(self.vector)

    def keys(self, *, is_wide: bool = False) -> Keys:
        """Under what to look. `is_wide`: also under what the sentence is less likely to mean."""
        most = _MOST_LANDMARKS_WIDELY if is_wide else _MOST_LANDMARKS
        likely = self.counts
        if not (COMPANION_TOPICS | TONGUE_TOPICS) & self.gist.topics.keys():
            # Only where people do something together, or swap a language for another, do two who want the same find each other.
            likely = {sort: count for sort, count in likely.items() if count > _TOGETHER}
        return Keys(
            topics_to_search(self.gist, is_wide=is_wide), landmarks_near(self._cosines, most=most), tuple(likely)
        )

    def fitting(self, topic: str, landmark: int | None, sort: str) -> float:
        """About how well a sentence that is filed so answers this one, 0 to 1."""
        like = topic_likeness(self.gist.topics, {topic: 1.0}) if topic else 0.0
        cosine = _OF_ITS_LANDMARK * self._cosines[landmark] if self._cosines and landmark is not None else None
        return logistic(like, cosine, 0, FIT) * self.counts.get(sort, 0.0)


def best_first(
    leads: Iterable[Lead],
    *,
    of: Sequence[Promise],
    place: Point | None,
    within_km: float | None = None,
    weights: Weights = DEFAULT,
) -> list[Any]:
    """The keys of the leads, each once, the most promising for any of the sentences `of` first; of equal ones the lesser key.

    Those who surely do not reach as far as the place, or surely are not `within_km` of it, are left out. Without a place, distance is
    nothing.
    """
    fitting: dict[tuple[str, int | None, str], float] = {}
    away: dict[int, float] = {}
    within = inf if within_km is None else within_km
    best: dict[Any, float] = {}
    for key, topic, landmark, sort, cell, reach_km in leads:
        filed = (topic, landmark, sort)
        if filed not in fitting:
            fitting[filed] = weights.offer * max(promise.fitting(*filed) for promise in of)
        promised = fitting[filed]
        if place is not None and cell is not None:
            if cell not in away:
                away[cell] = distance_to_cell_km(place, cell)
            if away[cell] > min(within, inf if reach_km is None else reach_km) + _WIDTH_KM:
                continue
            promised += weights.nearness * nearness_at(away[cell])
        if promised > best.get(key, -1.0):
            best[key] = promised
    return sorted(best, key=lambda key: (-best[key], key))


def keys_of_all(sentences: Sequence[Promise], *, most_topics: int, most_landmarks: int) -> Keys:
    """Under what to look for all of these sentences together; of each kind of key at most so many, those of the first first."""
    keys = [sentence.keys() for sentence in sentences]
    return Keys(
        tuple(dict.fromkeys(topic for one in keys for topic in one.topics))[:most_topics],
        tuple(dict.fromkeys(number for one in keys for number in one.landmarks))[:most_landmarks],
        tuple(dict.fromkeys(sort for one in keys for sort in one.sorts)),
    )
