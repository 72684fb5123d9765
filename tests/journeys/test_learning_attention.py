"""Attention is learned once a day from asks and answers; running it twice changes nothing; waves use it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import asked_for, meet_all, post_of
from tests.conftest import Clock

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.change_settings import change_settings
from entraide.journeys.explain_routing import own_case
from entraide.journeys.learn_attention import learn_attention
from entraide.logic.routing.prices import FIRST
from entraide.records.asks.models import Ask, Attention
from entraide.records.posts import changes

pytestmark = pytest.mark.django_db

DOG_ANY_TIME = "Je cherche quelqu’un pour promener mon chien à Ixelles"


def test_what_was_answered_is_learned_the_day_after_once(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina")
    post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    assert learn_attention(now=clock.now) == 0, "the day is not over"
    ask = Ask.objects.get(person=cast["Bruno"])
    answer_ask(ask_id=ask.pk, kind="yes", words="", now=clock.now)
    clock.pass_by(days=1)
    assert learn_attention(now=clock.now) == 2, "those who could be asked"
    bruno, amina = (Attention.objects.get(person=cast[name]) for name in ("Bruno", "Amina"))
    assert bruno.yeses > 0.9 > amina.yeses == 0
    assert bruno.asks_a_day == pytest.approx(1 / 14)
    assert bruno.gains == amina.gains == 0, "what the post would have gained is part of the price now"
    assert bruno.price > FIRST < amina.price, "a post that suits somebody makes them dearer, whatever they answer"
    before = list(Attention.objects.order_by("pk").values())
    assert learn_attention(now=clock.now + timedelta(hours=1)) == 0
    assert list(Attention.objects.order_by("pk").values()) == before
    learn_attention(now=clock.pass_by(days=30))
    assert Attention.objects.get(person=cast["Bruno"]).price < bruno.price


def test_a_sweep_with_room_for_one_comes_back_for_the_other(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina")
    post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    clock.pass_by(days=1)
    assert [learn_attention(now=clock.now, most=1) for _ in range(3)] == [1, 1, 0]


def test_of_whoever_is_asked_no_more_nothing_is_kept_in_the_end(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina")
    post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    assert learn_attention(now=clock.pass_by(days=1)) == 2
    learn_attention(now=clock.pass_by(days=100))
    assert Attention.objects.get(person=cast["Bruno"]).exposed > 0, "it has not faded yet"
    # His asks are forgotten, but not what asking him costs.
    Attention.objects.filter(person=cast["Bruno"]).update(price=1.0)
    learn_attention(now=clock.pass_by(days=30))
    assert [(row.person.first_name, row.exposed) for row in Attention.objects.all()] == [("Bruno", 0.0)]
    learn_attention(now=clock.pass_by(days=500))
    assert not Attention.objects.exists()


def test_somebody_who_is_asked_again_on_the_day_of_forgetting_is_not_forgotten(
    clock: Clock, run_worker: Callable[[], int]
) -> None:
    cast = meet_all("Ginette", "Bruno")
    Attention.objects.create(person=cast["Bruno"], updated_day=clock.now.date() - timedelta(days=300))
    post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    assert learn_attention(now=clock.now) == 1
    assert Attention.objects.filter(person=cast["Bruno"]).exists()
    assert learn_attention(now=clock.pass_by(days=1)) == 1
    assert Attention.objects.get(person=cast["Bruno"]).asks_a_day > 0


def test_among_people_who_are_known_a_wave_is_priced(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina", "Els")
    today = clock.now.date()
    for name, price in (("Bruno", 0.9), ("Amina", 0.0), ("Els", 0.9)):
        Attention.objects.create(
            person=cast[name], exposed=10, answered=9, yeses=9, expected=1, price=price, updated_day=today
        )
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    assert {ask.person.first_name for ask in post.asks.all()} == {"Amina"}, "surest and cheapest; one is enough for now"
    post.refresh_from_db()
    assert post.next_wave_at


def test_whoever_a_wave_spares_for_their_price_alone_reads_so(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina", "Els", "Raymond")
    for name, price in (("Bruno", 0.9), ("Amina", 0.0), ("Els", 0.0)):
        Attention.objects.create(
            person=cast[name], exposed=10, answered=9, yeses=9, expected=1, price=price, updated_day=clock.now.date()
        )
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    assert not own_case(viewer=cast["Bruno"], post=post, now=clock.now).is_spared, "nobody has been passed over yet"
    run_worker()
    post.refresh_from_db()
    assert "Bruno" not in asked_for(post)

    def is_spared(name: str) -> bool:
        cast[name].refresh_from_db()
        return own_case(viewer=cast[name], post=post, now=clock.now).is_spared

    assert is_spared("Bruno")
    assert not is_spared("Raymond"), "he never spoke of such things: that is why"
    Attention.objects.filter(person=cast["Bruno"]).update(price=0.0)
    assert not is_spared("Bruno"), "he may be next"
    Attention.objects.filter(person=cast["Bruno"]).update(price=0.9)
    change_settings(person=cast["Bruno"], now=clock.now, is_paused=True)
    assert not is_spared("Bruno"), "he is away: that is why"
    change_settings(person=cast["Bruno"], now=clock.now, is_paused=False)
    changes.set_fields(post=post, is_asking=False)
    assert not is_spared("Bruno"), "nobody is asked any more"
