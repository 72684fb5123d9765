"""Answering: by an ask or on the board; changing one's mind; choosing; what the others are told."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from tests.cast import meet, meet_all, post_of

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.answer_post import answer_post
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.refusals import Refusal
from entraide.journeys.withdraw_post import withdraw_post
from entraide.records.asks.models import Answer, Ask
from entraide.records.asks.queries import answers_for_writer, asked_for_writer
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Block, Person
from entraide.records.posts.models import Post

pytestmark = pytest.mark.django_db

Run = Callable[[], int]


@pytest.fixture
def asked(now: datetime, run_worker: Run) -> tuple[Post, dict[str, Person]]:
    """Ginette's post, for which Amina, Bruno and Els have been asked."""
    cast = meet_all()
    post = post_of(cast["Ginette"])
    run_worker()
    return post, cast


def ask_for(post: Post, name: str) -> Ask:
    """The ask of this person."""
    return post.asks.get(person__first_name=name)


def told(person: Person) -> list[str]:
    """What this person was told, in order."""
    return list(person.notices.order_by("made_at", "id").values_list("kind", flat=True))


def test_a_yes_is_told_to_the_writer(asked: tuple[Post, dict[str, Person]], now: datetime, run_worker: Run) -> None:
    post, cast = asked
    answer = answer_ask(ask_id=ask_for(post, "Bruno").pk, kind="yes", words="  9 h, ça vous va ?  ", now=now)
    run_worker()
    assert (answer.kind, answer.words) == ("yes", "9 h, ça vous va ?")
    assert ask_for(post, "Bruno").state == "accepted"
    assert told(cast["Ginette"]) == ["answer"]
    assert [a.person.first_name for a in answers_for_writer(cast["Ginette"], post=post)] == ["Bruno"]


def test_not_this_time_stays_between_the_helper_and_the_house(
    asked: tuple[Post, dict[str, Person]], now: datetime, run_worker: Run
) -> None:
    post, cast = asked
    answer_ask(ask_id=ask_for(post, "Els").pk, kind="not_now", words="", now=now)
    run_worker()
    assert told(cast["Ginette"]) == []
    assert not answers_for_writer(cast["Ginette"], post=post)
    seen = asked_for_writer(cast["Ginette"], post=post)
    assert seen
    assert (seen.in_sum.asked, seen.in_sum.answered) == (3, 0)
    assert Happening.objects.get(kind="ask_answered").person_id == cast["Els"].pk


def test_the_same_answer_twice_is_one(asked: tuple[Post, dict[str, Person]], now: datetime, run_worker: Run) -> None:
    post, cast = asked
    for _ in range(2):
        answer_ask(ask_id=ask_for(post, "Bruno").pk, kind="yes", words="Volontiers", now=now)
        run_worker()
    assert Answer.objects.count() == 1
    assert Happening.objects.filter(kind="ask_answered").count() == 1
    assert told(cast["Ginette"]) == ["answer"]


@pytest.mark.parametrize(
    "kinds", [("yes", "not_now"), ("not_now", "yes"), ("other", "yes", "not_now"), ("yes", "other")]
)
def test_one_may_change_ones_mind(
    asked: tuple[Post, dict[str, Person]], now: datetime, run_worker: Run, kinds: tuple[str, ...]
) -> None:
    post, cast = asked
    for kind in kinds:
        answer_ask(ask_id=ask_for(post, "Bruno").pk, kind=kind, words="", now=now)
        run_worker()
    assert Answer.objects.get().kind == kinds[-1]
    assert bool(answers_for_writer(cast["Ginette"], post=post)) == (kinds[-1] != "not_now")


def test_words_are_kept_to_a_thousand_signs(asked: tuple[Post, dict[str, Person]], now: datetime) -> None:
    post, _ = asked
    assert len(answer_ask(ask_id=ask_for(post, "Bruno").pk, kind="yes", words="a" * 5000, now=now).words) == 1000


def test_refusals_of_an_answer_to_an_ask(asked: tuple[Post, dict[str, Person]], now: datetime) -> None:
    post, cast = asked
    ask = ask_for(post, "Bruno")
    with pytest.raises(Refusal, match="not_answerable"):
        answer_ask(ask_id=uuid4(), kind="yes", words="", now=now)
    with pytest.raises(Refusal, match="not_answerable"):
        answer_ask(ask_id=ask.pk, kind="maybe", words="", now=now)
    withdraw_post(writer=cast["Ginette"], post=post, now=now)
    with pytest.raises(Refusal, match="closed"):
        answer_ask(ask_id=ask.pk, kind="yes", words="", now=now)
    assert not Answer.objects.exists()


def test_a_neighbour_answers_from_the_board(
    asked: tuple[Post, dict[str, Person]], now: datetime, run_worker: Run
) -> None:
    post, cast = asked
    answer = answer_post(person=cast["Chloé"], post=post, kind="other", words="J’ai un jardin clos pour lui.", now=now)
    run_worker()
    assert answer.ask is None
    assert answer.distance_km is not None
    assert told(cast["Ginette"]) == ["answer"]


def test_whoever_was_asked_answers_their_ask_on_the_board_too(
    asked: tuple[Post, dict[str, Person]], now: datetime
) -> None:
    post, cast = asked
    answer = answer_post(person=cast["Bruno"], post=post, kind="yes", words="", now=now)
    assert answer.ask == ask_for(post, "Bruno")
    assert ask_for(post, "Bruno").state == "accepted"


def test_refusals_of_an_answer_on_the_board(asked: tuple[Post, dict[str, Person]], now: datetime) -> None:
    post, cast = asked
    Block.objects.create(person=cast["Ginette"], blocked=cast["Farid"], made_at=now)
    for person, kind, code in (
        ("Ginette", "yes", "own_post"),
        ("Farid", "yes", "blocked"),
        ("Chloé", "not_now", "not_answerable"),
    ):
        with pytest.raises(Refusal, match=code):
            answer_post(person=cast[person], post=post, kind=kind, words="", now=now)
    withdraw_post(writer=cast["Ginette"], post=post, now=now)
    with pytest.raises(Refusal, match="closed"):
        answer_post(person=cast["Chloé"], post=post, kind="yes", words="", now=now)
    assert not Answer.objects.exists()


def test_only_verified_people_answer_where_a_child_is_entrusted(now: datetime) -> None:
    post = post_of(meet("Zoé"), "Je cherche quelqu’un pour garder mes jumeaux mercredi après-midi à Etterbeek")
    with pytest.raises(Refusal, match="not_verified"):
        answer_post(person=meet("Lucie"), post=post, kind="yes", words="", now=now)
    assert answer_post(person=meet("Anouk"), post=post, kind="yes", words="", now=now)


def test_choosing_tells_everybody_what_concerns_them(
    asked: tuple[Post, dict[str, Person]], now: datetime, run_worker: Run
) -> None:
    post, cast = asked
    bruno = answer_ask(ask_id=ask_for(post, "Bruno").pk, kind="yes", words="", now=now)
    answer_ask(ask_id=ask_for(post, "Amina").pk, kind="other", words="Plutôt à 11 h", now=now)
    for _ in range(2):
        agreed = choose_helper(writer=cast["Ginette"], answer_id=bruno.pk, now=now)
        run_worker()
    assert agreed.state == "agreed"
    assert told(cast["Bruno"]) == ["ask", "chosen"]
    assert told(cast["Amina"]) == ["ask", "not_chosen"]
    assert told(cast["Els"]) == ["ask"], "whoever did not answer is only released"
    assert ask_for(post, "Els").state == "released"
    assert told(cast["Ginette"]) == ["answer", "answer"]
    assert Happening.objects.filter(kind="helper_chosen").count() == 1


def test_many_helpers_are_chosen_until_there_are_enough(now: datetime, run_worker: Run) -> None:
    farid = meet("Farid")
    post = post_of(farid, "Je cherche deux personnes pour porter des meubles samedi à Ixelles", kind="need")
    answers = [
        answer_post(person=meet(name), post=post, kind="yes", words="", now=now) for name in ("Omar", "Wim", "Bruno")
    ]
    assert choose_helper(writer=farid, answer_id=answers[0].pk, now=now).state == "open"
    assert choose_helper(writer=farid, answer_id=answers[0].pk, now=now).state == "open"
    assert choose_helper(writer=farid, answer_id=answers[1].pk, now=now).state == "agreed"
    with pytest.raises(Refusal, match="closed"):
        choose_helper(writer=farid, answer_id=answers[2].pk, now=now)


def test_refusals_of_a_choice(asked: tuple[Post, dict[str, Person]], now: datetime) -> None:
    post, cast = asked
    bruno = answer_ask(ask_id=ask_for(post, "Bruno").pk, kind="yes", words="", now=now)
    declined = answer_ask(ask_id=ask_for(post, "Els").pk, kind="not_now", words="", now=now)
    for writer, answer_id, code in (
        ("Ginette", uuid4(), "no_such_answer"),
        ("Bruno", bruno.pk, "not_yours"),
        ("Ginette", declined.pk, "no_such_answer"),
    ):
        with pytest.raises(Refusal, match=code):
            choose_helper(writer=cast[writer], answer_id=answer_id, now=now)
    assert Post.objects.get().state == "open"


def test_a_chosen_helper_does_not_answer_again(asked: tuple[Post, dict[str, Person]], now: datetime) -> None:
    post, cast = asked
    ask = ask_for(post, "Bruno")
    answer = answer_ask(ask_id=ask.pk, kind="yes", words="", now=now)
    choose_helper(writer=cast["Ginette"], answer_id=answer.pk, now=now)
    with pytest.raises(Refusal, match="already_agreed"):
        answer_ask(ask_id=ask.pk, kind="not_now", words="", now=now)


def test_whoever_answered_hears_that_a_post_was_withdrawn(
    asked: tuple[Post, dict[str, Person]], now: datetime, run_worker: Run
) -> None:
    post, cast = asked
    answer_ask(ask_id=ask_for(post, "Bruno").pk, kind="yes", words="", now=now)
    answer_ask(ask_id=ask_for(post, "Els").pk, kind="not_now", words="", now=now)
    run_worker()
    withdraw_post(writer=cast["Ginette"], post=post, now=now)
    run_worker()
    assert told(cast["Bruno"]) == ["ask", "withdrawn"]
    assert told(cast["Els"]) == ["ask"]
    assert told(cast["Amina"]) == ["ask"]
    assert Notice.objects.filter(kind="withdrawn").count() == 1
