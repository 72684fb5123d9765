"""A simulated town: its members, with habits that nobody tells the router, and the needs that arrive over 90 days. Seeded.

Members live in a few quarters, like some topics more than others, say only part of it (and sometimes what they like less), look
at messages at some hours of their week and not at others, are tired for a while after an ask, and leave for good if they are
asked far too often. The router sees their sentences (`fit`), distances, and what they answered; the rest is hidden.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

DAYS = 90
TOPICS = 56
# Needs for each member and day: eight thousand, and two thousand, for 4,000 members in 28 days.
LEVELS = {"busy": 8000 / (4000 * 28), "quiet": 2000 / (4000 * 28)}
RECOVERY_H = 72.0


@dataclass(frozen=True)
class Members:
    """Who lives in the town. What the router never sees is marked (hidden).

    Attributes:
        home: (members, 2) kilometres from the market place.
        radius_km: how far each goes.
        likes: (hidden) members × topics, how gladly they help with it; zero for not at all.
        says: members × topics, how well their sentences fit it; zero where they said nothing of it.
        kindness: (hidden) the chance of a yes to what they like most, next door, once they look.
        far_km: (hidden) at this distance it has fallen to a third.
        looks: (hidden) members × 168 hours of the week from Monday 0:00, the chance to look at a message sent then.
        recovery_h: (hidden) mean hours until they look again after an ask.
        patience: (hidden) asks a week that they bear.
        leaves_day: (hidden) the day on which they silently stop looking at messages; beyond the end for most.
    """

    home: Floats
    radius_km: Floats
    likes: Floats
    says: Floats
    kindness: Floats
    far_km: Floats
    looks: Floats
    recovery_h: Floats
    patience: Floats
    leaves_day: Floats

    def __len__(self) -> int:
        return len(self.home)


@dataclass(frozen=True)
class Needs:
    """The needs in the order of their arrival, with their candidates in rows that are padded at the end.

    Attributes:
        arrives_h, ends_h: hours since Monday 0:00 of the first week; after its end a yes helps nobody.
        is_urgent: whether its writer said so.
        who: needs × places, the member at each place, nearest first; 0 where there is none.
        is_there: whether there is one.
        away_km: how far each lives.
        fit: how well their sentences fit.
        kind: (hidden) their chance of a yes once they look.
    """

    arrives_h: Floats
    ends_h: Floats
    is_urgent: Bools
    who: Ints
    is_there: Bools
    away_km: Floats
    fit: Floats
    kind: Floats

    def __len__(self) -> int:
        return len(self.arrives_h)


def members(*, seed: int, count: int = 2000) -> Members:
    """The members of the town of this seed."""
    chance = np.random.default_rng([seed, 1])
    likes, says = np.zeros((count, TOPICS)), np.zeros((count, TOPICS))
    popular = popularity()
    for one in range(count):
        liked = chance.choice(TOPICS, size=chance.integers(3, 8), replace=False, p=popular)
        likes[one, liked] = chance.uniform(0.3, 1.0, len(liked))
        told = liked[chance.random(len(liked)) < 0.65]
        if not len(told):
            told = liked[:1]
        says[one, told] = np.clip(0.35 + 0.5 * likes[one, told] + chance.normal(0, 0.15, len(told)), 0.22, 1.0)
        if chance.random() < 0.3:
            other = int(chance.integers(TOPICS))
            likes[one, other] = max(likes[one, other], 0.1)
            says[one, other] = max(says[one, other], chance.uniform(0.3, 0.8))
    sigma = 0.5
    return Members(
        home=_places(chance, count),
        radius_km=chance.choice([3.0, 5.0, 8.0, 10.0, 10.0, 10.0, 15.0], count),
        likes=likes,
        says=says,
        kindness=chance.beta(1.2, 3.0, count),
        far_km=chance.uniform(3.0, 12.0, count),
        looks=_weeks(chance, count),
        recovery_h=RECOVERY_H * np.exp(chance.normal(-(sigma**2) / 2, sigma, count)),
        patience=6.0 * np.exp(chance.normal(0, 0.5, count)),
        leaves_day=chance.exponential(DAYS / 0.12, count),
    )


def needs(town: Members, *, seed: int, level: str, is_drifting: bool) -> Needs:
    """The needs of 90 days at this level of demand. Drifting: other topics than the members', growing, and one week of crisis."""
    chance = np.random.default_rng([seed, 2, list(LEVELS).index(level)])
    count = int(LEVELS[level] * len(town) * DAYS)
    arrives = _arrivals(chance, count, is_drifting=is_drifting)
    where = _places(chance, count)
    popular = popularity()
    if is_drifting:
        popular = popular * chance.gamma(2.0, size=TOPICS)
        # A quarter of the town is flooded in the sixth week: one need in three of that week comes from there, for few topics.
        flooded = (arrives // 168 == 5) & (chance.random(count) < 0.33)
        where[flooded] = np.array([2.5, -1.0]) + chance.normal(0, 0.6, (int(flooded.sum()), 2))
    topics = chance.choice(TOPICS, size=count, p=popular / popular.sum())
    if is_drifting:
        topics[flooded] = chance.choice(5, size=int(flooded.sum())) * 3
    is_urgent = chance.random(count) < (0.35 if is_drifting else 0.25)
    lasts = np.where(is_urgent, 5.0 * np.exp(chance.normal(0, 0.5, count)), 36.0 * np.exp(chance.normal(0, 0.6, count)))
    return _with_candidates(town, arrives, lasts, is_urgent, where, topics)


def popularity() -> Floats:
    """How often each topic is spoken of: some twice as often as others, none a hundred times."""
    weights = 1.0 / (np.arange(TOPICS) + 8.0) ** 0.6
    return np.asarray(weights / weights.sum())


def _with_candidates(
    town: Members, arrives: Floats, lasts: Floats, is_urgent: Bools, where: Floats, topics: Ints
) -> Needs:
    rows = []
    saying = [np.flatnonzero(town.says[:, topic]) for topic in range(TOPICS)]
    for place, topic in zip(where, topics, strict=True):
        who = saying[topic]
        away = np.hypot(*(town.home[who] - place).T)
        near = np.flatnonzero(away <= town.radius_km[who])
        near = near[np.argsort(away[near])]
        rows.append((who[near], away[near]))
    wide = max(len(who) for who, _ in rows)
    who, away, is_there = (
        np.zeros((len(rows), wide), np.int64),
        np.zeros((len(rows), wide)),
        np.zeros((len(rows), wide), bool),
    )
    for row, (found, distance) in enumerate(rows):
        who[row, : len(found)], away[row, : len(found)], is_there[row, : len(found)] = found, distance, True
    topic_of = topics[:, None]
    kind = town.kindness[who] * town.likes[who, topic_of] * np.exp(-away / town.far_km[who])
    return Needs(
        arrives, arrives + lasts, is_urgent, who, is_there, away, town.says[who, topic_of] * is_there, kind * is_there
    )


def _places(chance: np.random.Generator, count: int) -> Floats:
    """Homes round four quarters."""
    quarters = np.array([[0.0, 0.0], [2.5, -1.0], [-2.0, 2.0], [-1.0, -3.0]])
    return np.asarray(quarters[chance.choice(4, count, p=[0.4, 0.25, 0.2, 0.15])] + chance.normal(0, 1.3, (count, 2)))


def _weeks(chance: np.random.Generator, count: int) -> Floats:
    """The chance to look, hour by hour of a week, for members who work by day, are at home, live in the evening, or at weekends."""
    hour, day = np.arange(168) % 24, np.arange(168) // 24
    is_weekend = day >= 5
    awake = (hour >= 7) & (hour < 22)
    by_day = awake * np.where(is_weekend, 0.6, np.where((hour >= 9) & (hour < 17), 0.3, 0.8))
    at_home = awake * np.where((hour >= 9) & (hour < 18), 0.85, 0.4)
    evening = awake * np.where(hour >= 17, 0.9, 0.3)
    weekend = awake * np.where(is_weekend, 0.9, 0.3)
    manners = np.stack([by_day, at_home, evening, weekend])
    drawn = manners[chance.choice(4, count, p=[0.4, 0.25, 0.2, 0.15])] * chance.uniform(0.5, 1.1, (count, 1))
    return np.asarray(np.clip(drawn + 0.05 * awake, 0.0, 1.0))


def _arrivals(chance: np.random.Generator, count: int, *, is_drifting: bool) -> Floats:
    """When the needs arrive, sorted: by day more than at night; drifting, more at weekends, more and more, and most in one week."""
    hours = np.arange(DAYS * 24)
    of_day, day = hours % 24, hours // 24
    rate = np.where((of_day >= 7) & (of_day < 22), 1.0, 0.08)
    if is_drifting:
        rate = rate * np.where(day % 7 >= 5, 1.6, 1.0) * (0.6 + 0.8 * day / DAYS) * np.where(day // 7 == 5, 2.0, 1.0)
    drawn = chance.choice(len(hours), size=count, p=rate / rate.sum())
    return np.sort(drawn + chance.random(count))
