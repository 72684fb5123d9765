"""Naming a community's words and taking them back: who may, what is refused, and whose sentences are read with them."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.cast import meet

from entraide.journeys.gather_words import gather_words
from entraide.journeys.join_community import join_community
from entraide.journeys.name_word import MOST_WORDS, NewWord, WordPosition, name_word
from entraide.journeys.read_sentence import read_sentence
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_like import say_like
from entraide.journeys.take_back_word import take_back_word
from entraide.records.communities.changes import add_community, make_steward
from entraide.records.communities.models import Community, CommunityWord
from entraide.records.communities.queries import server_wide
from entraide.records.happenings.models import Happening
from entraide.records.people.models import Person

pytestmark = pytest.mark.django_db

PARTY = NewWord("topic", "guindaille", ("guinze",), topic="leisure.events")
GRAIN = NewWord("currency", "grain", worth="h")
HALL = NewWord(
    "place", "le hall B", position=WordPosition(50.66712, 4.61912, "address", "BE", "Louvain-la-Neuve", "1348")
)


@pytest.fixture
def house() -> Community:
    return add_community(slug="cite", name="La Cité")


@pytest.fixture
def els(house: Community, now: datetime) -> Person:
    person = meet("Els")
    make_steward(membership=join_community(person=person, community=house, now=now))
    return person


def refusal(word: NewWord, *, steward: Person, house: Community, now: datetime) -> str:
    """Why this word is refused."""
    before = CommunityWord.objects.count()
    with pytest.raises(Refusal) as refused:
        name_word(steward=steward, community=house, word=word, now=now)
    assert CommunityWord.objects.count() == before
    return refused.value.code


def test_a_named_word_is_kept_and_written_down(house: Community, els: Person, now: datetime) -> None:
    kept = name_word(steward=els, community=house, word=replace(PARTY, name="  La  Guindaille "), now=now)
    assert (kept.name, kept.key, kept.spellings, kept.topic, kept.worth) == (
        "La Guindaille",
        "guindaille",
        ["guinze"],
        "leisure.events",
        "",
    )
    happened = Happening.objects.get(kind="word_named")
    assert (happened.actor_id, happened.facts["word_id"]) == (els.pk, str(kept.pk))


def test_only_its_stewards_and_operators_name_words(house: Community, els: Person, now: datetime) -> None:
    bruno = meet("Bruno")
    join_community(person=bruno, community=house, now=now)
    assert refusal(PARTY, steward=bruno, house=house, now=now) == "not_yours"
    assert refusal(PARTY, steward=els, house=server_wide(), now=now) == "not_yours"
    word = name_word(steward=els, community=house, word=PARTY, now=now)
    with pytest.raises(Refusal):
        take_back_word(steward=bruno, community=house, word_id=word.pk, now=now)
    bruno.is_staff = True
    assert name_word(steward=bruno, community=house, word=GRAIN, now=now)


def test_what_a_word_may_not_be(house: Community, els: Person, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def code(word: NewWord) -> str:
        return refusal(word, steward=els, house=house, now=now)

    assert code(replace(PARTY, name="chien")) == "word_is_ordinary"
    assert code(replace(PARTY, name="demain")) == "word_is_time"
    assert code(replace(PARTY, name="douze")) == "word_is_number"
    assert code(replace(PARTY, name=" ", spellings=())) == "word_too_short"
    assert code(replace(PARTY, spellings=("chien",))) == "word_is_ordinary"
    assert code(replace(PARTY, spellings=tuple(f"guinze{letter}" for letter in "abcdefg"))) == "too_many_spellings"
    assert code(replace(PARTY, topic="no.such")) == "means_nothing"
    assert code(replace(GRAIN, worth="gold")) == "means_nothing"
    assert code(replace(HALL, position=None)) == "means_nothing"
    assert code(replace(HALL, position=WordPosition(500.0, 4.0, "address", "BE", ""))) == "means_nothing"
    name_word(steward=els, community=house, word=PARTY, now=now)
    assert code(replace(GRAIN, name="La GUINZE")) == "word_is_there"
    assert MOST_WORDS == 200
    monkeypatch.setattr("entraide.journeys.name_word.MOST_WORDS", 1)
    assert code(GRAIN) == "too_many_words"


def test_the_next_sentence_is_read_with_it_and_the_one_after_taking_it_back_is_not(
    house: Community, els: Person, now: datetime
) -> None:
    text = "Je cherche de l'aide pour ma guindaille au hall B, 3 grains de l'heure"

    def read() -> tuple[str | None, str | None, str | None]:
        reading = read_sentence(text, now=now, words=gather_words(person=els))
        return reading.topic, reading.place.name if reading.place else None, reading.terms.currency

    before = read()
    assert before[1] is None
    assert before[2] != "h"
    kept = [name_word(steward=els, community=house, word=word, now=now) for word in (PARTY, GRAIN, HALL)]
    assert read() == ("leisure.events", "le hall B", "h")
    taken = [take_back_word(steward=els, community=house, word_id=word.pk, now=now) for word in kept]
    assert taken == [PARTY, GRAIN, HALL]
    assert take_back_word(steward=els, community=house, word_id=kept[0].pk, now=now) is None
    assert read() == before
    assert Happening.objects.filter(kind="word_taken_back").count() == 3


def test_words_are_heard_from_members_and_those_of_the_server_from_everybody(
    house: Community, els: Person, now: datetime
) -> None:
    name_word(steward=els, community=house, word=GRAIN, now=now)
    bruno = meet("Bruno", is_staff=True)
    name_word(steward=bruno, community=server_wide(), word=PARTY, now=now)
    assert [len(gather_words(person=person).currencies) for person in (None, bruno, els)] == [0, 0, 1]
    assert [len(gather_words(person=person).topics) for person in (None, bruno, els)] == [1, 1, 1]
    assert gather_words(person=bruno, community=house).currencies
    say = say_like(person=els, text="J'organise volontiers une guindaille", now=now)
    assert say.topic == "leisure.events"


def test_gathering_is_one_query(
    house: Community, els: Person, now: datetime, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    name_word(steward=els, community=house, word=GRAIN, now=now)
    with django_assert_num_queries(1):  # type: ignore[operator]
        first = gather_words(person=els)
    assert gather_words(person=els) is first
