"""Who may read what: everything that can be private is asked for by its reader, and others get nothing."""

from datetime import datetime

import pytest
from tests.cast import meet_all, post_of

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.ask_people import ask_people
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.withdraw_post import withdraw_post
from entraide.records.asks import queries as asks
from entraide.records.notices import queries as notices
from entraide.records.people import queries as people
from entraide.records.people.models import Block, Person
from entraide.records.posts import queries as posts
from entraide.records.posts.board import Board
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(now: datetime) -> dict[str, Person]:
    """Everybody."""
    return meet_all()


@pytest.fixture
def post(cast: dict[str, Person], now: datetime) -> Post:
    """Ginette's post: Bruno said yes, Els not this time, Amina has not answered."""
    kept = post_of(cast["Ginette"])
    ask_people(post_id=kept.pk, now=now)
    for name, kind in (("Bruno", "yes"), ("Els", "not_now")):
        answer_ask(ask_id=kept.asks.get(person=cast[name]).pk, kind=kind, words="", now=now)
    return kept


def test_answers_are_for_the_writer_and_declines_for_nobody(cast: dict[str, Person], post: Post) -> None:
    assert [a.person.first_name for a in asks.answers_for_writer(cast["Ginette"], post=post)] == ["Bruno"]
    for other in ("Bruno", "Els", "Farid"):
        assert not asks.answers_for_writer(cast[other], post=post)


def test_who_was_asked_is_told_to_the_writer_in_sum_only(cast: dict[str, Person], post: Post) -> None:
    seen = asks.asked_for_writer(cast["Ginette"], post=post)
    assert seen
    assert (seen.in_sum.asked, seen.in_sum.answered) == (3, 1)
    assert asks.asked_for_writer(cast["Bruno"], post=post) is None


def test_an_ask_is_seen_by_whoever_was_asked(cast: dict[str, Person], post: Post) -> None:
    assert asks.ask_of(cast["Bruno"], post=post)
    assert asks.ask_of(cast["Farid"], post=post) is None
    assert [ask.post_id for ask in asks.asks_of(cast["Amina"])] == [post.pk]
    assert not asks.asks_of(cast["Ginette"])
    assert asks.ask_with_key("nonsense") is None
    assert asks.ask_with_key("") is None


def test_an_agreement_is_seen_by_those_who_agreed(cast: dict[str, Person], post: Post, now: datetime) -> None:
    answer = post.answers.get(person=cast["Bruno"])
    choose_helper(writer=cast["Ginette"], answer_id=answer.pk, now=now)
    seen = {name: len(asks.agreed_answers(person, post=post)) for name, person in cast.items()}
    assert {name for name, count in seen.items() if count} == {"Ginette", "Bruno"}
    assert asks.agreed_answers(None, post=post) == []


def test_a_withdrawn_post_is_seen_by_its_writer_only(cast: dict[str, Person], post: Post, now: datetime) -> None:
    assert posts.with_code(None, code=post.code) == post
    withdraw_post(writer=cast["Ginette"], post=post, now=now)
    assert posts.with_code(cast["Ginette"], code=post.code) == post
    for viewer in (None, cast["Bruno"], cast["Chloé"]):
        assert posts.with_code(viewer, code=post.code) is None
        assert not Board(viewer)
    assert posts.is_withdrawn(code=post.code)


def test_answers_on_the_board_count_neither_declines_nor_those_taken_back(post: Post, now: datetime) -> None:
    seen = posts.with_code(None, code=post.code)
    assert seen
    assert seen.answer_count == 1  # type: ignore[attr-defined]
    post.answers.update(withdrawn_at=now)
    again = posts.with_code(None, code=post.code)
    assert again
    assert again.answer_count == 0  # type: ignore[attr-defined]


def test_notices_are_each_persons_own(cast: dict[str, Person], post: Post) -> None:
    assert {notice.kind for notice in notices.notices_of(cast["Bruno"])} == {"ask"}
    assert notices.unseen_count(cast["Bruno"]) == 1
    assert not notices.notices_of(cast["Farid"])


def test_a_block_is_seen_from_both_sides(cast: dict[str, Person], now: datetime) -> None:
    Block.objects.create(person=cast["Els"], blocked=cast["Farid"], made_at=now)
    assert people.blocked_with(person_id=cast["Els"].pk) == {cast["Farid"].pk}
    assert people.blocked_with(person_id=cast["Farid"].pk) == {cast["Els"].pk}
    assert people.blocked_with(person_id=cast["Amina"].pk) == set()


def test_people_are_found_by_their_address_in_any_case(cast: dict[str, Person]) -> None:
    assert people.by_address(email=" BRUNO@Example.org ") == cast["Bruno"]
    assert people.by_address(email="nobody@example.org") is None
