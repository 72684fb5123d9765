"""Who may publish what where, by the rules that a community has made; and what waits until somebody has looked at it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.cast import DOG, asked_for, meet, meet_all

from entraide.common.ids import uuid7
from entraide.journeys.answer_post import answer_post
from entraide.journeys.find_people import home_of
from entraide.journeys.publish_post import publish_post
from entraide.journeys.read_sentence import Corrections, read_sentence
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.rules import Rules
from entraide.records.communities import changes
from entraide.records.communities.models import Community, Membership
from entraide.records.people.models import Person
from entraide.records.posts import queries as posts
from entraide.records.posts.models import Post
from entraide.records.reports.models import PostCheck

pytestmark = pytest.mark.django_db
PAID = "Je cherche quelqu’un pour promener mon chien samedi matin à Ixelles, pour 15 euros."


@pytest.fixture
def house(now: datetime) -> Community:
    return changes.add_community(slug="malibran", name="Malibran")


def decide(house: Community, now: datetime, **rules: object) -> None:
    changes.add_rules_version(
        community=house, rules=Rules.from_dict(rules), why="Parce que.", by=None, at=now, holds_from=now
    )


def joins(
    person: Person, house: Community, now: datetime, *, is_verified: bool = False, is_steward: bool = False
) -> None:
    changes.add_member(community=house, person=person, at=now)
    Membership.objects.filter(community=house, person=person).update(
        verified_at=now if is_verified else None, is_steward=is_steward
    )


def publish(writer: Person, house: Community, now: datetime, text: str = DOG, key: UUID | None = None) -> Post:
    reading = read_sentence(text, now=now, home=home_of(writer), language="fr", corrections=Corrections())
    return publish_post(writer=writer, text=text, reading=reading, now=now, draft_key=key or uuid7(), community=house)


def test_only_members_publish_and_everybodys_community_is_everybodys(house: Community, now: datetime) -> None:
    ginette = meet("Ginette")
    with pytest.raises(Refusal, match="not_member"):
        publish(ginette, house, now)
    joins(ginette, house, now)
    assert publish(ginette, house, now).community == house


def test_where_only_verified_members_publish_the_others_read(house: Community, now: datetime) -> None:
    people = meet_all("Ginette", "Bruno", "Chloé")
    decide(house, now, may_post="verified")
    joins(people["Ginette"], house, now)
    joins(people["Bruno"], house, now, is_verified=True)
    joins(people["Chloé"], house, now, is_steward=True)
    with pytest.raises(Refusal, match="verified_post"):
        publish(people["Ginette"], house, now)
    assert publish(people["Bruno"], house, now)
    assert publish(people["Chloé"], house, now)
    Membership.objects.filter(person=people["Bruno"]).update(verified_until=(now - timedelta(days=1)).date())
    with pytest.raises(Refusal, match="verified_post"):
        publish(people["Bruno"], house, now)


def test_where_stewards_publish_nobody_else_does(house: Community, now: datetime) -> None:
    people = meet_all("Ginette", "Chloé")
    decide(house, now, may_post="stewards")
    joins(people["Ginette"], house, now, is_verified=True)
    joins(people["Chloé"], house, now, is_steward=True)
    with pytest.raises(Refusal, match="stewards_post"):
        publish(people["Ginette"], house, now)
    assert publish(people["Chloé"], house, now)


def test_a_community_about_gardens_takes_no_dogs(house: Community, now: datetime) -> None:
    ginette = meet("Ginette")
    joins(ginette, house, now)
    decide(house, now, topics=["garden", "things"])
    with pytest.raises(Refusal, match="topic_not_here"):
        publish(ginette, house, now)
    decide(house, now, topics=["animals.walking"])
    assert publish(ginette, house, now)


def test_where_money_is_not_spoken_of_a_price_is_refused(house: Community, now: datetime) -> None:
    ginette = meet("Ginette")
    joins(ginette, house, now)
    decide(house, now, may_use_euros=False)
    with pytest.raises(Refusal, match="no_euros_here"):
        publish(ginette, house, now, PAID)
    assert publish(ginette, house, now)


def test_a_post_that_waits_is_read_by_its_writer_alone_and_nobody_is_asked(
    house: Community, now: datetime, run_worker: Callable[[], int]
) -> None:
    people = meet_all("Ginette", "Bruno", "Chloé")
    for name, person in people.items():
        joins(person, house, now, is_steward=name == "Chloé")
    decide(house, now, posts_checked="all", checkers=2)
    post = publish(people["Ginette"], house, now)
    run_worker()
    assert asked_for(post) == set()
    assert not posts.visible_to(people["Bruno"]).filter(pk=post.pk).exists()
    assert posts.visible_to(people["Ginette"]).filter(pk=post.pk).exists()
    check = PostCheck.objects.get(post=post)
    # Nobody but Chloé tends the house: two could never say yes.
    assert (check.is_held, check.needed, check.outcome) == (True, 1, "")
    own = publish(people["Chloé"], house, now)
    assert own.hidden_at is None


def test_where_only_the_first_post_waits_the_second_opens(house: Community, now: datetime) -> None:
    people = meet_all("Ginette", "Chloé")
    joins(people["Ginette"], house, now)
    joins(people["Chloé"], house, now, is_steward=True)
    decide(house, now, posts_checked="first")
    first = publish(people["Ginette"], house, now)
    assert first.hidden_at
    assert publish(people["Ginette"], house, now).hidden_at, "the first was not looked at yet"
    Post.objects.filter(pk=first.pk).update(hidden_at=None)
    assert publish(people["Ginette"], house, now).hidden_at is None


def test_where_only_verified_members_are_asked_the_others_may_not_say_yes_either(
    house: Community, now: datetime, run_worker: Callable[[], int]
) -> None:
    people = meet_all("Ginette", "Bruno", "Els")
    for name, person in people.items():
        joins(person, house, now, is_verified=name == "Els")
    decide(house, now, may_be_asked="verified")
    house.refresh_from_db()
    assert house.asks_only_verified
    post = publish(people["Ginette"], house, now)
    run_worker()
    assert asked_for(post) <= {"Els"}
    with pytest.raises(Refusal, match="only_verified"):
        answer_post(person=people["Bruno"], post=post, kind="yes", words="", now=now)
    Membership.objects.filter(community=house, person=people["Bruno"]).update(verified_at=now)
    assert answer_post(person=people["Bruno"], post=post, kind="yes", words="", now=now)
