"""Name a word: whoever tends a community says what it calls a topic, its currency or a place, and the reader knows it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.community_words import key_of
from entraide.logic.reading.nameable import Sort, fault_of
from entraide.logic.reading.topics import topic_codes
from entraide.records.communities import changes
from entraide.records.communities.models import Community, CommunityWord
from entraide.records.communities.queries import tends, words_of
from entraide.records.people.models import Person

MOST_WORDS = 200
MOST_SPELLINGS = 6
LARGEST_REACH_KM = 10.0


@dataclass(frozen=True)
class WordPosition:
    """Where a place lies: degrees (WGS 84), how precisely, and the known place (`town`) that it lies in."""

    latitude: float
    longitude: float
    precision: str
    country: str
    town: str
    postcode: str = ""
    reach_km: float | None = None


@dataclass(frozen=True)
class NewWord:
    """A word and what it means: of a topic its `topic`, of a currency its `worth` ("h", "credit"), of a place its `position`."""

    sort: Sort
    name: str
    spellings: tuple[str, ...] = ()
    topic: str = ""
    worth: str = ""
    position: WordPosition | None = None


def name_word(*, steward: Person, community: Community, word: NewWord, now: datetime) -> CommunityWord:
    """Keep the word from the aware moment `now` on; sentences are read with it from the next one.

    Raises Refusal: not_yours (no steward of this community and no operator), too_many_words, too_many_spellings, word_is_there,
    means_nothing (no such topic or worth, or no place on earth), or what is wrong with the name (nameable.Fault).
    """
    with transaction.atomic():
        changes.lock_community(community=community)
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        names = tuple(dict.fromkeys(" ".join(name.split()) for name in (word.name, *word.spellings) if name.strip()))
        _check(word, names)
        there = list(words_of([community]))
        if len(there) >= MOST_WORDS:
            raise Refusal("too_many_words")
        taken = {key_of(name) for one in there for name in (one.name, *one.spellings)}
        if taken & {key_of(name) for name in names}:
            raise Refusal("word_is_there")
        kept = changes.add_word(
            community=community,
            by=steward,
            at=now,
            sort=word.sort,
            name=names[0],
            key=key_of(names[0]),
            spellings=list(names[1:]),
            topic=word.topic if word.sort == "topic" else "",
            worth=word.worth if word.sort == "currency" else "",
            **(vars(word.position) if word.sort == "place" and word.position else {}),
        )
        happen(
            "word_named",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            word_id=str(kept.pk),
            sort=kept.sort,
        )
        return kept


def _check(word: NewWord, names: Sequence[str]) -> None:
    """Raise Refusal unless the word may have that meaning."""
    if not names:
        raise Refusal("word_too_short")
    if len(names) > MOST_SPELLINGS + 1:
        raise Refusal("too_many_spellings")
    for name in names:
        fault = fault_of(name, sort=word.sort)
        if fault:
            raise Refusal(fault)
    means = {
        "topic": word.topic in topic_codes(),
        "currency": word.worth in ("h", "credit"),
        "place": word.position is not None and _is_on_earth(word.position),
    }
    if not means.get(word.sort):
        raise Refusal("means_nothing")


def _is_on_earth(position: WordPosition) -> bool:
    is_there = -90 <= position.latitude <= 90 and -180 <= position.longitude <= 180 and bool(position.country)
    return is_there and (position.reach_km is None or 0 < position.reach_km <= LARGEST_REACH_KM)
