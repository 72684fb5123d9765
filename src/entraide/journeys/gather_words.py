"""Gather the words with which somebody's sentences are read: those of everybody's community, and of all that they belong to."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

from entraide.logic.places import Place, Precision
from entraide.logic.reading.community_words import CommunityWords, CurrencyWord, PlaceWord, TopicWord, Worth
from entraide.records.communities import queries
from entraide.records.communities.models import Community, CommunityWord
from entraide.records.people.models import Person


def gather_words(*, person: Person | None, community: Community | None = None) -> CommunityWords:
    """The words for this person (or visitor), in one query. `community`: one whose words count besides, member or not."""
    return _gathered(tuple(map(_row, queries.words_heard_from(person, also=community))))


_Row = tuple[Any, ...]


def _row(word: CommunityWord) -> _Row:
    """What the reader needs of a word, as plain values: so that the same words are put together once."""
    return (
        *(word.sort, word.name, tuple(word.spellings), word.topic, word.worth),
        *(str(word.pk), word.precision, word.country, word.latitude, word.longitude, word.postcode, word.town),
    )


@lru_cache(maxsize=256)
def _gathered(rows: tuple[_Row, ...]) -> CommunityWords:
    return CommunityWords(
        topics=tuple(TopicWord(name, topic, said) for sort, name, said, topic, *_ in rows if sort == "topic"),
        currencies=tuple(
            CurrencyWord(name, cast(Worth, worth), said)
            for sort, name, said, _, worth, *_ in rows
            if sort == "currency"
        ),
        places=tuple(_places(row for row in rows if row[0] == "place")),
    )


def _places(rows: Iterable[_Row]) -> Iterable[PlaceWord]:
    for _, name, said, _, _, identifier, precision, country, latitude, longitude, postcode, town in rows:
        place = Place(
            id=f"C-{identifier}",
            name=name,
            precision=cast(Precision, precision),
            country=country,
            latitude=latitude,
            longitude=longitude,
            postcode=postcode or None,
            postcodes=(postcode,) if postcode else (),
            parent=town or None,
        )
        yield PlaceWord(name, place, said)
