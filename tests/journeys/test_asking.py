"""Waves: a few are asked, then the next; quiet hours are kept; nobody is asked twice, whatever runs twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.cast import DOG, NOW, asked_for, meet, meet_all, post_of
from tests.conftest import Clock

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.ask_people import ask_all_due, ask_people
from entraide.journeys.find_people import preview_reach
from entraide.journeys.read_sentence import read_sentence
from entraide.journeys.refusals import Refusal
from entraide.journeys.stop_asking import resume_asking, stop_asking
from entraide.journeys.widen_post import widen_post
from entraide.journeys.withdraw_post import withdraw_post
from entraide.records.asks.models import Ask
from entraide.records.notices.models import Notice

pytestmark = pytest.mark.django_db

DOG_PEOPLE = ("Amina", "Bruno", "Els", "Nadia", "Salomé", "Théo", "Yasmina", "Wim", "Lucie", "Gaspard")
DOG_ANY_TIME = "Je cherche quelqu’un pour promener mon chien à Ixelles"


def test_asking_again_when_nothing_is_due_asks_nobody(now: datetime) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina")
    post = post_of(cast["Ginette"])
    assert len(ask_people(post_id=post.pk, now=now)) == 2
    assert ask_people(post_id=post.pk, now=now) == []
    assert ask_people(post_id=post.pk, now=now + timedelta(days=1)) == []
    assert post.asks.count() == 2


def test_the_next_wave_asks_others(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", *DOG_PEOPLE)
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    first = asked_for(post)
    assert 3 <= len(first) <= 8
    post.refresh_from_db()
    assert post.next_wave_at
    clock.now = post.next_wave_at - timedelta(minutes=1)
    run_worker()
    assert asked_for(post) == first, "too early"
    clock.pass_by(minutes=2)
    run_worker()
    assert asked_for(post) > first
    assert set(post.asks.values_list("wave", flat=True)) == {1, 2}


def test_a_sweep_sends_the_waves_whose_alarm_clock_was_lost(clock: Clock) -> None:
    cast = meet_all("Ginette", *DOG_PEOPLE)
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    assert ask_all_due(now=clock.now) == 1
    assert ask_all_due(now=clock.now) == 0
    assert ask_all_due(now=clock.pass_by(days=1)) == 1
    assert set(post.asks.values_list("wave", flat=True)) == {1, 2}


def test_while_enough_have_said_yes_nobody_else_is_asked(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", *DOG_PEOPLE)
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    asked = asked_for(post)
    ask = post.asks.first()
    assert ask
    answer_ask(ask_id=ask.pk, kind="yes", words="", now=clock.now)
    clock.pass_by(days=1)
    run_worker()
    ask_all_due(now=clock.now)
    assert asked_for(post) == asked
    answer_ask(ask_id=ask.pk, kind="not_now", words="", now=clock.now)
    ask_all_due(now=clock.pass_by(days=1))
    assert asked_for(post) > asked, "they changed their mind: the search goes on"


def test_nobody_is_asked_at_night(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina")
    clock.now = NOW.replace(hour=23, minute=30)
    post = post_of(cast["Ginette"], now=clock.now)
    run_worker()
    assert asked_for(post) == set()
    assert not Notice.objects.exists(), "and nobody is told that nobody was found"
    post.refresh_from_db()
    assert post.next_wave_at == (NOW + timedelta(days=1)).replace(hour=7, minute=0)
    clock.now = post.next_wave_at
    run_worker()
    assert asked_for(post) == {"Bruno", "Amina"}


def test_in_a_demo_nobody_sleeps(clock: Clock, run_worker: Callable[[], int], settings: object) -> None:
    cast = meet_all("Ginette", "Bruno")
    settings.IS_DEMO = True  # type: ignore[attr-defined]
    clock.now = NOW.replace(hour=23, minute=30)
    post = post_of(cast["Ginette"], now=clock.now)
    run_worker()
    assert asked_for(post) == {"Bruno"}


def test_the_limit_of_asks_a_day_and_a_week_holds(clock: Clock, run_worker: Callable[[], int]) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno", asks_per_day=1, asks_per_week=2)
    asked = []
    for hours in (1, 25, 25, 8 * 24):
        post_of(ginette, DOG_ANY_TIME, now=clock.now)
        run_worker()
        asked.append(bruno.asks.count())
        clock.pass_by(hours=hours)
    # The first; not again the same day; the next day, for whichever post has waited; not a third time that week.
    assert asked == [1, 1, 2, 2]
    post_of(ginette, DOG_ANY_TIME, now=clock.now)
    run_worker()
    assert bruno.asks.count() == 3, "a week later there is room again"


def test_stopping_and_going_on(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", *DOG_PEOPLE)
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    first = asked_for(post)
    stop_asking(writer=cast["Ginette"], post=post, now=clock.now)
    stop_asking(writer=cast["Ginette"], post=post, now=clock.now)
    clock.pass_by(days=1)
    run_worker()
    ask_all_due(now=clock.now)
    assert asked_for(post) == first
    resume_asking(writer=cast["Ginette"], post=post, now=clock.now)
    run_worker()
    assert asked_for(post) > first


@pytest.mark.parametrize("journey", [stop_asking, resume_asking, withdraw_post, widen_post])
def test_nobody_but_the_writer_may_steer_the_search(now: datetime, journey: Callable[..., object]) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"])
    with pytest.raises(Refusal, match="not_yours"):
        journey(writer=cast["Bruno"], post=post, now=now)


@pytest.mark.parametrize("journey", [stop_asking, resume_asking, widen_post])
def test_what_is_withdrawn_cannot_be_steered(now: datetime, journey: Callable[..., object]) -> None:
    ginette = meet("Ginette")
    post = withdraw_post(writer=ginette, post=post_of(ginette), now=now)
    with pytest.raises(Refusal, match="closed"):
        journey(writer=ginette, post=post, now=now)


def test_widening_asks_further_away(clock: Clock, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno", "Gaspard")
    post = post_of(cast["Ginette"], "Je cherche quelqu’un pour promener mon chien à moins de 2 km d’Ixelles")
    run_worker()
    assert post.radius_km == 2
    assert asked_for(post) == {"Bruno"}
    wider = widen_post(writer=cast["Ginette"], post=post, now=clock.pass_by(hours=1))
    assert wider.radius_km == 4
    run_worker()
    assert asked_for(post) == {"Bruno", "Gaspard"}


def test_a_post_without_a_radius_has_none_to_widen(now: datetime) -> None:
    ginette = meet("Ginette")
    with pytest.raises(Refusal, match="closed"):
        widen_post(writer=ginette, post=post_of(ginette), now=now)


def test_withdrawing_releases_whoever_was_asked_and_asks_nobody_further(
    clock: Clock, run_worker: Callable[[], int]
) -> None:
    cast = meet_all("Ginette", *DOG_PEOPLE)
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    asked = asked_for(post)
    first = withdraw_post(writer=cast["Ginette"], post=post, now=clock.now)
    again = withdraw_post(writer=cast["Ginette"], post=post, now=clock.now)
    assert (first.state, again.state) == ("withdrawn", "withdrawn")
    clock.pass_by(days=2)
    run_worker()
    ask_all_due(now=clock.now)
    assert asked_for(post) == asked
    assert set(post.asks.values_list("state", flat=True)) == {"released"}


def test_asking_for_a_post_that_is_gone_does_nothing(now: datetime) -> None:
    assert ask_people(post_id=uuid4(), now=now) == []


def test_the_database_itself_refuses_a_second_ask(now: datetime) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"])
    row = {"post": post, "person": cast["Bruno"], "wave": 1, "score": 0.5, "asked_at": now}
    Ask.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Ask.objects.create(**row)


def test_a_preview_tells_how_many_and_writes_nothing(now: datetime) -> None:
    cast = meet_all()
    reading = read_sentence(DOG, now=now)
    for viewer, count in ((None, 3), (cast["Ginette"], 3), (cast["Bruno"], 2)):
        assert preview_reach(reading=reading, text=DOG, viewer=viewer, now=now).count == count
    assert not Ask.objects.exists()


def test_each_ask_remembers_why(now: datetime, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"])
    run_worker()
    ask = post.asks.get()
    assert ask.because["offer"]["text"] == "Je promène volontiers des chiens, j’en ai eu trois."
    assert ask.because["time"]
    assert ask.distance_km is not None
    assert 0 < ask.distance_km < 3
    assert 0 < ask.score <= 1
