"""From open needs and offers to links: who could help whom, what it is worth, and how likely both say yes.

A first look, quick and wide: the same topic, near enough, alike by what the sentences mean. Whether the rules of asking let a pair
pass is looked at afterwards, only for the pairs of chosen rings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from entraide.logic.clearing.links import Amounts, Links, Numbers, links_of

# (latitude, longitude) in degrees, WGS 84.
Point = tuple[float, float]

# Of a pair that could not fit better so many in a hundred say yes; of one that hardly fits, so many.
_SUREST, _LEAST_SURE = 0.9, 0.35
# At this distance nearness has fallen to a third.
_FAR_KM = 10.0
# Sentences of the same topic whose meanings are no more alike than this speak of different things.
_UNLIKE, _ALIKE = 0.15, 0.75
_UNKNOWN_LIKENESS = 0.6
_URGENT_COUNTS = 1.25
_DEGREE_KM = 111.2


@dataclass(frozen=True)
class Wish:
    """One open need or offer.

    Attributes:
        member: whose it is, a number from 0.
        topic: its topic.
        place: where; None if it can be done from anywhere.
        reach_km: how far an offer goes; of a need it does not count.
        meaning: the place of its vector among all vectors, or None.
        is_urgent: whether it is urgent; such help counts somewhat more.
    """

    member: int
    topic: str
    place: Point | None
    reach_km: float
    meaning: int | None
    is_urgent: bool = False


@dataclass(frozen=True)
class Meetings:
    """Links with the need and the offer of each: `need[links.name]` is the place of a link's need in what was given."""

    links: Links
    need: Numbers
    offer: Numbers


def meetings(*, members: int, needs: Sequence[Wish], offers: Sequence[Wish], vectors: Amounts) -> Meetings:
    """The links among members, from their needs and offers. `vectors`: the meanings, of unit length, a row each."""
    pairs: list[tuple[Numbers, Numbers]] = []
    weights, chances = [], []
    for topic in sorted({one.topic for one in needs} & {one.topic for one in offers}):
        of_needs = np.array([at for at, one in enumerate(needs) if one.topic == topic], dtype=np.int64)
        of_offers = np.array([at for at, one in enumerate(offers) if one.topic == topic], dtype=np.int64)
        asked, given = [needs[at] for at in of_needs], [offers[at] for at in of_offers]
        km = _distances(asked, given)
        reach = np.array([one.reach_km for one in given])
        alike = _likenesses(asked, given, vectors)
        apart = np.array([one.member for one in asked])[:, None] != np.array([one.member for one in given])[None, :]
        one, other = np.nonzero(apart & (km <= reach[None, :]) & (alike > 0))
        pairs.append((of_needs[one], of_offers[other]))
        fit = np.sqrt(alike[one, other] * np.exp(-km[one, other] / _FAR_KM))
        chances.append(_LEAST_SURE + (_SUREST - _LEAST_SURE) * fit)
        urgent = np.array([_URGENT_COUNTS if wish.is_urgent else 1.0 for wish in asked])
        weights.append(urgent[one])
    need = np.concatenate([pair[0] for pair in pairs]) if pairs else np.empty(0, dtype=np.int64)
    offer = np.concatenate([pair[1] for pair in pairs]) if pairs else np.empty(0, dtype=np.int64)
    links = links_of(
        members=members,
        giver=np.array([one.member for one in offers], dtype=np.int64)[offer],
        receiver=np.array([one.member for one in needs], dtype=np.int64)[need],
        weight=np.concatenate(weights) if weights else np.empty(0),
        chance=np.concatenate(chances) if chances else np.empty(0),
    )
    return Meetings(links, need, offer)


def _distances(asked: Sequence[Wish], given: Sequence[Wish]) -> Amounts:
    """Kilometres between each need and each offer, as on flat ground; 0 where one of them can be done from anywhere."""
    nowhere = (np.nan, np.nan)
    mine = np.array([one.place or nowhere for one in asked], dtype=np.float64)
    theirs = np.array([one.place or nowhere for one in given], dtype=np.float64)
    north = mine[:, None, 0] - theirs[None, :, 0]
    east = (mine[:, None, 1] - theirs[None, :, 1]) * np.cos(np.radians(mine[:, None, 0]))
    km: Amounts = np.nan_to_num(_DEGREE_KM * np.hypot(north, east), nan=0.0)
    return km


def _likenesses(asked: Sequence[Wish], given: Sequence[Wish], vectors: Amounts) -> Amounts:
    """How far each need and each offer mean the same, 0 to 1."""
    known = np.array([one.meaning is not None for one in asked])[:, None]
    known = known & np.array([one.meaning is not None for one in given])[None, :]
    if not known.any():
        return np.full(known.shape, _UNKNOWN_LIKENESS)
    mine = vectors[[one.meaning or 0 for one in asked]]
    theirs = vectors[[one.meaning or 0 for one in given]]
    alike = np.clip((mine @ theirs.T - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0)
    return np.where(known, alike, _UNKNOWN_LIKENESS)
