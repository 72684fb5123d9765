"""A synthetic country: people who live as unevenly as Belgium and France do, and say what people say; seeded.

Towns come from the gazetteer with their populations, so that most people live in few places. What they say, and what is asked,
are training sentences as the reader reads them, some topics far more often than others (Zipf's law). Nobody in it is anybody.
"""

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from numpy import float32
from numpy.typing import NDArray

from entraide.logic.places.cells import cell_of
from entraide.logic.places.gazetteer import gazetteer
from entraide.logic.places.place import Place
from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.learning.rows import sentences_in, training_folder
from entraide.logic.reading.meaning import encode
from entraide.logic.reading.understand import Written, understand_all

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SPOKEN = ("fr", "nl")
_OF_EACH_TOPIC = 14
# A Wednesday morning, local time.
_WHEN = datetime(2026, 3, 4, 10)


@dataclass(frozen=True)
class Sentence:
    """One sentence of the stock, read and encoded. Places named in it are left out: everybody speaks of where they live."""

    number: int
    text: str
    reading: Reading
    vector: NDArray[float32]


@dataclass(frozen=True)
class Country:
    """Towns with the running sum of their populations; sentences by language, kind and topic; topics, the commonest first."""

    towns: tuple[Place, ...]
    town_sums: tuple[float, ...]
    sentences: tuple[Sentence, ...]
    said: Mapping[tuple[str, str, str], Sequence[Sentence]]
    topics: Mapping[tuple[str, str], tuple[Sequence[str], Sequence[float]]]

    @property
    def largest(self) -> Place:
        """The town with most people."""
        return max(self.towns, key=lambda town: town.population)

    def sentence(self, language: str, kind: str, chance: random.Random) -> Sentence:
        """A sentence of that language and kind, the common topics more often."""
        topics, sums = self.topics[language, kind]
        return chance.choice(self.said[language, kind, _drawn(topics, sums, chance)])


@dataclass(frozen=True)
class Somebody:
    """One of the people. `says` are sentences of the stock."""

    number: int
    latitude: float
    longitude: float
    cell: int
    radius_km: int | None
    language: str
    languages: tuple[str, ...]
    free: tuple[str, ...]
    terms: tuple[str, ...]
    is_paused: bool
    is_verified: bool
    says: tuple[Sentence, ...]


def country(seed: int) -> Country:
    """The country of this seed; its stock of sentences is read and encoded, which takes a quarter of a minute."""
    towns = tuple(
        place
        for table in gazetteer().tables
        for place in (table.place(number) for number in range(len(table.lines)))
        if place.country in ("BE", "FR") and place.precision == "municipality" and place.population
    )
    sentences = _stock(seed)
    said = defaultdict[tuple[str, str, str], list[Sentence]](list)
    for sentence in sentences:
        reading = sentence.reading
        said[reading.language, reading.kind, reading.topic or ""].append(sentence)
    order = sorted({topic for _, _, topic in said})
    random.Random(seed).shuffle(order)
    topics = {}
    for language in SPOKEN:
        for kind in ("need", "offer"):
            there = [(rank, topic) for rank, topic in enumerate(order) if (language, kind, topic) in said]
            sums = tuple(accumulate(1 / (rank + 2) for rank, _ in there))
            topics[language, kind] = (tuple(topic for _, topic in there), sums)
    return Country(towns, tuple(accumulate(town.population for town in towns)), sentences, said, topics)


def people_of(known: Country, *, count: int, seed: int) -> Iterator[Somebody]:
    """`count` people, the same ones for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        town = _drawn(known.towns, known.town_sums, chance)
        # Settlements spread with the root of their population: about one kilometre for a village, ten for Paris.
        spread = 0.004 * (1 + (town.population / 2000) ** 0.35)
        latitude, longitude = town.latitude + chance.gauss(0, spread), town.longitude + chance.gauss(0, 1.5 * spread)
        language = "nl" if town.country == "BE" and town.latitude > 50.78 else "fr"
        yield Somebody(
            number=number,
            latitude=latitude,
            longitude=longitude,
            cell=cell_of(latitude, longitude),
            radius_km=chance.choice((None, None, None, 2, 5, 8, 12, 20, 30)),
            language=language,
            languages=(language, "en") if chance.random() < 0.3 else (language,),
            free=tuple(f"{day} 18:00-22:00" for day in chance.sample(DAYS, 3)) if chance.random() < 0.35 else (),
            terms=chance.choice(((), (), ("free",), ("money",), ("free", "credits"))),
            is_paused=chance.random() < 0.05,
            is_verified=chance.random() < 0.4,
            says=tuple(
                known.sentence(language, "need" if chance.random() < 0.25 else "offer", chance)
                for _ in range(chance.choice((1, 1, 2, 2, 3)))
            ),
        )


def _stock(seed: int) -> tuple[Sentence, ...]:
    """Some training sentences of each language, kind and topic, as the reader reads them."""
    rows = [row for row in sentences_in(training_folder()) if row.language in SPOKEN and row.kind in ("need", "offer")]
    random.Random(seed).shuffle(rows)
    of = defaultdict[tuple[str, str, str], list[str]](list)
    for row in rows:
        if len(of[row.language, row.kind, row.topic]) < _OF_EACH_TOPIC:
            of[row.language, row.kind, row.topic].append(row.sentence)
    texts = [text for _, some in sorted(of.items()) for text in some]
    read = [
        (text, reading)
        for text, reading in zip(texts, understand_all([Written(text, at=_WHEN) for text in texts]), strict=True)
        if reading.kind in ("need", "offer") and reading.topic and reading.language in SPOKEN and not reading.place
    ]
    vectors = encode([text for text, _ in read])
    return tuple(
        Sentence(number, text, reading, vector)
        for number, ((text, reading), vector) in enumerate(zip(read, vectors, strict=True))
    )


def _drawn[Thing](things: Sequence[Thing], sums: Sequence[float], chance: random.Random) -> Thing:
    return things[min(bisect(sums, chance.random() * sums[-1]), len(things) - 1)]
