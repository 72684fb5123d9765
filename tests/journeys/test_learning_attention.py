"""Attention is learned once a day from asks and answers; running it twice changes nothing; waves use it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.cast import meet_all, post_of
from tests.conftest import Clock

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.learn_attention import learn_attention
from entraide.records.asks.models import Ask, Attention

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
    assert learn_attention(now=clock.now) == 2
    bruno, amina = (Attention.objects.get(person=cast[name]) for name in ("Bruno", "Amina"))
    assert bruno.yeses > 0.9 > amina.yeses == 0
    assert bruno.asks_a_day == pytest.approx(1 / 14)
    assert 0 < bruno.price == amina.price, "an ask costs, whatever was answered"
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
