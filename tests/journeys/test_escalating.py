"""No need stays silently unanswered: each step is taken once, told to the writer, and the truth comes in time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from tests.cast import asked_for, meet, meet_all, post_of
from tests.conftest import Clock
from tests.web import rows

from entraide.config.wiring import wire
from entraide.journeys import escalate_post as journey
from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.ask_people import ask_all_due
from entraide.journeys.correct_post import correct_post
from entraide.journeys.deliver_letters import deliver_letters
from entraide.journeys.escalate_post import ask_stewards, escalate_all_due, escalate_post
from entraide.journeys.refusals import Refusal
from entraide.journeys.stop_asking import stop_asking
from entraide.journeys.withdraw_post import withdraw_post
from entraide.records.conversations.models import Thread
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db
Run = Callable[[], int]
DOG_ANY_TIME = "Je cherche quelqu’un pour promener mon chien à Ixelles"


def live(clock: Clock, run_worker: Run, *, hours: float) -> None:
    """Let hours pass with a worker that works and sweeps each of them."""
    for _ in range(int(hours)):
        clock.pass_by(hours=1)
        ask_all_due(now=clock.now)
        escalate_all_due(now=clock.now)
        run_worker()


def steps(post: Post) -> list[str]:
    """The steps of the post, in order."""
    return list(post.steps.values_list("step", flat=True))


def test_an_unanswered_need_goes_further_step_by_step_and_hears_the_truth(
    clock: Clock, run_worker: Run, mailoutbox: list[EmailMessage]
) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina", "Chloé")
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    assert asked_for(post) == {"Bruno", "Amina"}
    live(clock, run_worker, hours=50)
    post.refresh_from_db()
    assert post.search_state == "told"
    assert steps(post)[-1] == "told"
    assert "stewards" in steps(post), "Chloé runs the community"
    assert Notice.objects.filter(kind="unanswered", person=cast["Chloé"]).count() == 1
    told = Notice.objects.get(kind="told", person=cast["Ginette"])
    assert told.made_at - post.published_at <= timedelta(hours=49)
    deliver_letters(now=clock.now + timedelta(hours=12))
    assert [m.subject for m in mailoutbox if "Personne n’a pu" in m.subject]
    live(clock, run_worker, hours=72)
    assert len(steps(post)) == len(set(steps(post)))
    assert Notice.objects.filter(kind="told").count() == 1
    assert post.asks.count() == 2, "nobody was asked twice"


def test_once_all_have_declined_the_truth_does_not_wait(clock: Clock, run_worker: Run) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    answer_ask(ask_id=post.asks.get().pk, kind="not_now", words="", now=clock.now)
    live(clock, run_worker, hours=2)
    post.refresh_from_db()
    assert post.search_state == "told"


def test_an_answer_ends_the_escalation_and_taking_it_back_resumes_it(clock: Clock, run_worker: Run) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    run_worker()
    ask = post.asks.get()
    answer_ask(ask_id=ask.pk, kind="yes", words="", now=clock.now)
    live(clock, run_worker, hours=60)
    assert "told" not in steps(post)
    answer_ask(ask_id=ask.pk, kind="not_now", words="", now=clock.now)
    live(clock, run_worker, hours=3)
    assert "told" in steps(post)


@pytest.mark.parametrize("ends", [withdraw_post, stop_asking])
def test_what_is_over_or_stopped_goes_no_further(clock: Clock, run_worker: Run, ends: Callable[..., object]) -> None:
    ginette = meet("Ginette")
    post = post_of(ginette, DOG_ANY_TIME)
    ends(writer=ginette, post=post, now=clock.now)
    live(clock, run_worker, hours=50)
    assert steps(post) == []


def test_what_is_urgent_hears_the_truth_within_hours(clock: Clock, run_worker: Run) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"], "Urgent : je cherche quelqu’un pour promener mon chien à Ixelles")
    run_worker()
    assert post.is_urgent
    live(clock, run_worker, hours=4)
    assert "told" in steps(post)


def test_an_offer_does_not_escalate(clock: Clock, run_worker: Run) -> None:
    post = post_of(meet("Farid"), "Je prête ma perceuse à Ixelles, gratuitement")
    live(clock, run_worker, hours=50)
    assert steps(post) == []


def test_a_stated_radius_is_doubled_once_and_people_keep_their_own(clock: Clock, run_worker: Run) -> None:
    cast = meet_all("Ginette")
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    Post.objects.filter(pk=post.pk).update(radius_km=1)
    live(clock, run_worker, hours=50)
    post.refresh_from_db()
    assert post.radius_km == 2
    assert post.steps.get(step="wider").facts == {"radius_km": 2}


def test_correcting_a_post_begins_a_new_round(clock: Clock, run_worker: Run) -> None:
    ginette = meet("Ginette")
    post = post_of(ginette, DOG_ANY_TIME)
    live(clock, run_worker, hours=50)
    correct_post(writer=ginette, post=post, is_urgent=True, now=clock.now)
    post.refresh_from_db()
    assert (post.search_state, post.search_round) == ("waves", 2)
    live(clock, run_worker, hours=5)
    assert steps(post).count("told") == 2
    assert Notice.objects.filter(kind="told").count() == 1, "the later news stands for the earlier"


def test_the_writer_asks_the_stewards_themselves_once(clock: Clock) -> None:
    cast = meet_all("Ginette", "Chloé", "Bruno")
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    assert ask_stewards(writer=cast["Ginette"], post=post, now=clock.now) == 1
    assert ask_stewards(writer=cast["Ginette"], post=post, now=clock.now) == 1
    assert Notice.objects.filter(kind="unanswered").count() == 1
    with pytest.raises(Refusal, match="not_yours"):
        ask_stewards(writer=cast["Bruno"], post=post, now=clock.now)


def test_where_nobody_tends_the_community_the_operators_are_told(clock: Clock) -> None:
    cast = meet_all("Ginette", "Bruno")
    Person.objects.filter(pk=cast["Bruno"].pk).update(is_staff=True)
    post = post_of(cast["Ginette"], DOG_ANY_TIME)
    ask_stewards(writer=cast["Ginette"], post=post, now=clock.now)
    assert Notice.objects.get(kind="unanswered").person == cast["Bruno"]


def test_a_forum_takes_part_once_it_is_there(clock: Clock, run_worker: Run) -> None:
    opened: list[Post] = []
    post = post_of(meet("Ginette"), DOG_ANY_TIME)
    journey.install_forum(lambda post, _now: opened.append(post))
    try:
        live(clock, run_worker, hours=50)
    finally:
        wire()
    assert [one.pk for one in opened] == [post.pk]
    assert "forum" in steps(post)


def test_a_need_nobody_could_answer_is_spoken_of_in_its_communitys_forum(clock: Clock, run_worker: Run) -> None:
    post = post_of(meet("Ginette"), DOG_ANY_TIME)
    house = rows.community()
    Post.objects.filter(pk=post.pk).update(community=house)
    live(clock, run_worker, hours=50)
    thread = Thread.objects.get(post=post)
    assert (thread.community, thread.opened_by, thread.message_count) == (house, None, 0)
    assert "forum" in steps(post)


def test_escalating_again_takes_no_step_twice(clock: Clock, run_worker: Run) -> None:
    post = post_of(meet("Ginette"), DOG_ANY_TIME)
    run_worker()
    before = steps(post)
    for _ in range(3):
        escalate_post(post_id=post.pk, now=clock.now)
    assert len(steps(post)) == len(set(steps(post)))
    assert steps(post)[: len(before)] == before


def test_somebody_whose_limit_was_used_up_is_asked_when_the_search_looks_again(clock: Clock, run_worker: Run) -> None:
    ginette, raymond = meet("Ginette"), meet("Raymond")
    bruno = meet("Bruno", asks_per_day=1)
    first = post_of(raymond, DOG_ANY_TIME)
    run_worker()
    second = post_of(ginette, DOG_ANY_TIME)
    run_worker()
    assert (asked_for(first), asked_for(second)) == ({"Bruno"}, set())
    live(clock, run_worker, hours=60)
    assert asked_for(second) == {"Bruno"}
    assert bruno.asks.count() == 2
