"""Both directions: an offer finds open needs, and whoever is new, moves or says something new finds the open posts that fit."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.cast import DOG, NOW, asked_for, meet, meet_all, post_of
from tests.conftest import Clock

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.ask_people import ask_all_due
from entraide.journeys.ask_person import ask_person
from entraide.journeys.change_settings import change_settings
from entraide.journeys.correct_post import correct_post
from entraide.journeys.find_people import home_of
from entraide.journeys.match_posts import match_posts
from entraide.journeys.read_sentence import Corrections, place_from
from entraide.journeys.refusals import Refusal
from entraide.journeys.say_like import say_like
from entraide.journeys.set_home import set_home
from entraide.logic import places
from entraide.records.asks.models import Ask
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block

pytestmark = pytest.mark.django_db
Run = Callable[[], int]

WALKS = "Je promène volontiers des chiens à Ixelles"
DOG_ANY_TIME = "Je cherche quelqu’un pour promener mon chien à Ixelles"


def test_a_new_like_is_asked_within_one_turn_of_the_worker(clock: Clock, run_worker: Run) -> None:
    ginette, farid = meet("Ginette"), meet("Farid")
    post = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    assert asked_for(post) == set()
    say_like(person=farid, text=WALKS, now=clock.pass_by(hours=1))
    run_worker()
    assert asked_for(post) == {"Farid"}
    ask = post.asks.get()
    assert ask.because["offer"]["text"] == WALKS
    assert Notice.objects.filter(kind="ask", person=farid).count() == 1
    ask_person(person_id=farid.pk, now=clock.pass_by(days=1))
    ask_all_due(now=clock.now)
    assert post.asks.count() == 1, "nobody is asked twice"


def test_whoever_moves_here_finds_what_is_open(clock: Clock, run_worker: Run) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno")
    home = places.find(name="Liège", limit=1)[0].place
    set_home(person=bruno, place=home, now=clock.now)
    post = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    assert asked_for(post) == set()
    set_home(person=bruno, place=places.find(name="Ixelles", limit=1)[0].place, now=clock.pass_by(hours=1))
    run_worker()
    assert asked_for(post) == {"Bruno"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"is_paused": True}, {"is_paused": False}),
        ({"free_hours": ["TU 10:00-11:00"]}, {"free_hours": []}),
        ({"asks_per_day": 0}, {"asks_per_day": 2}),
    ],
)
def test_whoever_changes_their_limits_finds_what_is_open(
    clock: Clock, run_worker: Run, before: dict[str, object], after: dict[str, object]
) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno", **before)
    post = post_of(ginette)
    run_worker()
    assert asked_for(post) == set()
    change_settings(person=bruno, now=clock.pass_by(hours=1), **after)
    run_worker()
    assert asked_for(post) == {"Bruno"}


def test_settings_that_reach_nobody_else_ask_nobody(clock: Clock, run_worker: Run) -> None:
    ginette, bruno = meet("Ginette"), meet("Bruno", is_paused=True)
    post = post_of(ginette)
    run_worker()
    change_settings(person=bruno, now=clock.pass_by(hours=1), theme="dark", is_paused=True)
    run_worker()
    assert asked_for(post) == set()


def test_at_night_a_new_person_is_asked_in_the_morning(clock: Clock, run_worker: Run) -> None:
    ginette, farid = meet("Ginette"), meet("Farid")
    post = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    clock.now = NOW.replace(hour=23, minute=30)
    say_like(person=farid, text=WALKS, now=clock.now)
    run_worker()
    assert asked_for(post) == set()
    post.refresh_from_db()
    assert post.next_wave_at == (NOW + timedelta(days=1)).replace(hour=7, minute=0)
    clock.now = post.next_wave_at
    run_worker()
    assert asked_for(post) == {"Farid"}


def test_quiet_hours_of_ones_own_hold_in_ones_own_time_zone(clock: Clock, run_worker: Run) -> None:
    ginette = meet("Ginette")
    meet("Bruno", quiet_from=8, quiet_until=11)
    meet("Amina", quiet_from=12, quiet_until=13, time_zone="Asia/Dubai")  # 9:12 in Brussels is 12:12 there
    meet("Els")
    post = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    assert asked_for(post) == {"Els"}
    clock.pass_by(minutes=40)
    ask_all_due(now=clock.now)
    assert asked_for(post) == {"Els"}
    clock.now = NOW.replace(hour=21)
    ask_all_due(now=clock.now)
    assert asked_for(post) == {"Els", "Bruno", "Amina"}


def test_the_limit_a_day_holds_for_a_new_person_too(clock: Clock, run_worker: Run) -> None:
    writers = meet_all("Ginette", "Raymond", "Farid")
    for writer in writers.values():
        post_of(writer, DOG_ANY_TIME)
    run_worker()
    bruno = meet("Bruno", asks_per_day=1)
    assert len(ask_person(person_id=bruno.pk, now=clock.pass_by(hours=1))) == 1
    assert ask_person(person_id=bruno.pk, now=clock.pass_by(hours=1)) == []
    assert Ask.objects.filter(person=bruno).count() == 1


def test_a_post_with_enough_helpers_asks_no_new_person(clock: Clock, run_worker: Run) -> None:
    ginette, _ = meet("Ginette"), meet("Bruno")
    post = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    answer_ask(ask_id=post.asks.get().pk, kind="yes", words="", now=clock.now)
    amina = meet("Amina")
    assert ask_person(person_id=amina.pk, now=clock.pass_by(hours=1)) == []


def test_whoever_is_blocked_finds_nothing_of_that_writer(clock: Clock, run_worker: Run) -> None:
    ginette = meet("Ginette")
    post = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    bruno = meet("Bruno")
    Block.objects.create(person=ginette, blocked=bruno, made_at=clock.now)
    assert ask_person(person_id=bruno.pk, now=clock.now) == []
    assert asked_for(post) == set()


def test_an_offer_tells_whoever_wrote_that_they_need_it_once(clock: Clock, run_worker: Run) -> None:
    ginette, farid = meet("Ginette"), meet("Farid")
    need = post_of(ginette, "Je cherche une perceuse à emprunter à Ixelles")
    run_worker()
    offer = post_of(farid, "Je prête ma perceuse à Ixelles, gratuitement", now=clock.pass_by(hours=1))
    run_worker()
    told = Notice.objects.get(kind="fits")
    assert (told.person, told.post, told.own_post) == (ginette, offer, need)
    match_posts(post_id=offer.pk, now=clock.pass_by(hours=1))
    match_posts(post_id=need.pk, now=clock.now)
    assert Notice.objects.filter(kind="fits").count() == 1


def test_a_need_hears_of_the_offers_that_are_open_already(clock: Clock, run_worker: Run) -> None:
    ginette, farid = meet("Ginette"), meet("Farid")
    offer = post_of(farid, "Je prête ma perceuse à Ixelles, gratuitement")
    post_of(farid, "Je donne des cours de piano à Ixelles", now=clock.now)
    run_worker()
    need = post_of(ginette, "Je cherche une perceuse à emprunter à Ixelles", now=clock.pass_by(hours=1))
    run_worker()
    told = Notice.objects.get(kind="fits")
    assert (told.person, told.post, told.own_post) == (ginette, offer, need)


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ("Je cherche une perceuse à emprunter samedi à Ixelles", "Je prête ma perceuse dimanche à Ixelles"),
        ("Je cherche une perceuse à emprunter à Ixelles", "Je prête ma perceuse à Liège"),
        ("Je cherche une perceuse à emprunter gratuitement à Ixelles", "Je cherche une perceuse à Ixelles"),
    ],
)
def test_another_day_or_town_or_the_same_wish_does_not_fit(
    clock: Clock, run_worker: Run, need: str, offer: str
) -> None:
    post_of(meet("Ginette"), need)
    post_of(meet("Farid"), offer)
    run_worker()
    assert not Notice.objects.filter(kind="fits").exists()


def test_whoever_offers_to_mind_children_unverified_is_recommended_to_nobody(clock: Clock, run_worker: Run) -> None:
    post_of(meet("Ginette"), "Je cherche quelqu’un pour garder mes enfants à Ixelles")
    post_of(meet("Farid"), "Je garde vos enfants à Ixelles")
    run_worker()
    assert not Notice.objects.filter(kind="fits").exists()


def test_what_turns_urgent_is_asked_further_and_nobody_twice(clock: Clock, run_worker: Run) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina", "Els", "Nadia", "Salomé", "Théo", "Yasmina", "Wim", "Lucie")
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    first = asked_for(post)
    correct_post(writer=cast["Ginette"], post=post, is_urgent=True, now=clock.pass_by(minutes=1))
    correct_post(writer=cast["Ginette"], post=post, is_urgent=True, now=clock.now)
    run_worker()
    post.refresh_from_db()
    assert post.is_urgent
    assert asked_for(post) > first
    assert post.asks.count() == len(asked_for(post))
    told = set(Notice.objects.filter(kind="changed").values_list("person__first_name", flat=True))
    assert first <= told
    assert "Ginette" not in told


def test_a_post_that_moves_is_asked_where_it_is_now(clock: Clock, run_worker: Run) -> None:
    ginette = meet("Ginette")
    meet("Bruno")
    post = post_of(ginette, "Je cherche quelqu’un pour promener mon chien à Liège")
    run_worker()
    assert asked_for(post) == set()
    where = Corrections(place=place_from({"place": "Ixelles"}))
    moved = correct_post(writer=ginette, post=post, corrections=where, now=clock.pass_by(hours=1))
    assert (moved.place_name, moved.search_state) == ("Ixelles", "waves")
    run_worker()
    assert asked_for(post) == {"Bruno"}


def test_nobody_but_the_writer_corrects_a_post(now: datetime) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"], DOG)
    with pytest.raises(Refusal, match="not_yours"):
        correct_post(writer=cast["Bruno"], post=post, is_urgent=True, now=now)


def test_a_correction_of_what_it_is_about_is_not_taken(now: datetime) -> None:
    ginette = meet("Ginette")
    post = post_of(ginette, DOG)
    same = correct_post(writer=ginette, post=post, corrections=Corrections(topic="food.cooking"), now=now)
    assert same.topic == "animals.walking"
    assert home_of(ginette)
