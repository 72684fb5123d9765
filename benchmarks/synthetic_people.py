"""Synthetic people, clustered like Belgium and France: a seeded generator that benchmarks and tests share.

Towns come from the gazetteer with their populations, so that most people live in few places; each person says one to four
sentences of a small stock, whose topics are as uneven as in life. Readings are built by hand: what is measured is routing.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from entraide.logic.places.cells import cell_of
from entraide.logic.places.gazetteer import gazetteer
from entraide.logic.places.place import Place
from entraide.logic.reading.interpretation import Candidate, Reading, Terms
from entraide.logic.reading.topics import topic_codes

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WORDS = ("volontiers", "le soir", "près de chez moi", "depuis dix ans", "avec plaisir", "le week-end", "pour dépanner")


@dataclass(frozen=True)
class Stock:
    """The towns with the running sum of their populations, the topics with that of their weights, a vector for each topic."""

    towns: tuple[Place, ...]
    town_sums: tuple[float, ...]
    topics: tuple[str, ...]
    topic_sums: tuple[float, ...]
    vectors: NDArray[float32]


@dataclass(frozen=True)
class Invented:
    """One invented person. `says` are (text, reading, vector)."""

    number: int
    town: Place
    latitude: float
    longitude: float
    cell: int
    radius_km: int | None
    languages: tuple[str, ...]
    free: tuple[str, ...]
    terms: tuple[str, ...]
    is_paused: bool
    is_verified: bool
    says: tuple[tuple[str, Reading, NDArray[float32]], ...]


def stock(seed: int) -> Stock:
    """Where people live and what they speak of. Topics follow Zipf's law in a shuffled order."""
    towns = tuple(
        place
        for table in gazetteer().tables
        for place in (table.place(number) for number in range(len(table.lines)))
        if place.country in ("BE", "FR") and place.precision == "municipality" and place.population
    )
    order = random.Random(seed)
    topics = sorted(topic_codes())
    order.shuffle(topics)
    weights = [1 / (rank + 2) for rank in range(len(topics))]
    vectors = np.random.default_rng(seed).normal(size=(len(topics), 512)).astype(float32)
    return Stock(
        towns=towns,
        town_sums=tuple(accumulate(place.population for place in towns)),
        topics=tuple(topics),
        topic_sums=tuple(accumulate(weights)),
        vectors=vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
    )


def invented_people(count: int, *, seed: int = 1, using: Stock | None = None) -> Iterator[Invented]:
    """`count` people, the same ones for the same seed."""
    known = using or stock(seed)
    chance = random.Random(seed)
    noise = np.random.default_rng(seed)
    for number in range(count):
        town = _drawn(known.towns, known.town_sums, chance)
        # Settlements spread with the root of their population: about one kilometre for a village, ten for Paris.
        spread = 0.004 * (1 + (town.population / 2000) ** 0.35)
        latitude, longitude = town.latitude + chance.gauss(0, spread), town.longitude + chance.gauss(0, 1.5 * spread)
        dutch = town.country == "BE" and town.latitude > 50.78
        languages = ("nl",) if dutch else ("fr",)
        yield Invented(
            number=number,
            town=town,
            latitude=latitude,
            longitude=longitude,
            cell=cell_of(latitude, longitude),
            radius_km=chance.choice((None, None, None, 2, 5, 8, 12, 20, 30)),
            languages=(*languages, "en") if chance.random() < 0.3 else languages,
            free=tuple(f"{day} 18:00-22:00" for day in chance.sample(DAYS, 3)) if chance.random() < 0.35 else (),
            terms=chance.choice(((), (), ("free",), ("money",), ("free", "credits"))),
            is_paused=chance.random() < 0.05,
            is_verified=chance.random() < 0.4,
            says=tuple(_say(known, languages[0], chance, noise) for _ in range(chance.choice((1, 2, 2, 3, 4)))),
        )


def invented_reading(topic: str, *, kind: str = "offer", language: str = "fr", second: str | None = None) -> Reading:
    """A reading of a sentence about this topic, as sure as readings are."""
    candidates = [Candidate(topic, 0.8)] + ([Candidate(second, 0.1)] if second else [])
    action = "lend" if topic.startswith(("things.", "places.")) else "service"
    return Reading(
        language=language,  # type: ignore[arg-type]
        kind=kind,  # type: ignore[arg-type]
        action=action,  # type: ignore[arg-type]
        topic=topic,
        subject=topic.replace(".", " "),
        terms=Terms(),
        confidence=0.8,
        candidates=tuple(candidates),
    )


def invented_vector(known: Stock, topic: str, noise: np.random.Generator) -> NDArray[float32]:
    """A vector of unit length whose cosine with others of its topic is about a half."""
    vector = known.vectors[known.topics.index(topic)] + noise.normal(size=512, scale=1 / 22).astype(float32)
    length: NDArray[float32] = vector / np.linalg.norm(vector)
    return length


def _say(
    known: Stock, language: str, chance: random.Random, noise: np.random.Generator
) -> tuple[str, Reading, NDArray[float32]]:
    topic, second = _drawn(known.topics, known.topic_sums, chance), _drawn(known.topics, known.topic_sums, chance)
    kind = "need" if chance.random() < 0.3 else "offer"
    text = f"{topic.replace('.', ' ')} {chance.choice(_WORDS)} {chance.choice(_WORDS)}"
    return (
        text,
        invented_reading(topic, kind=kind, language=language, second=second),
        invented_vector(known, topic, noise),
    )


def _drawn[Thing](things: tuple[Thing, ...], sums: tuple[float, ...], chance: random.Random) -> Thing:
    return things[min(bisect(sums, chance.random() * sums[-1]), len(things) - 1)]
