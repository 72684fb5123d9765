"""Several workers at once, in processes of their own: everything is done once, and nobody's limits are overrun."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from tests.cast import meet, meet_all, post_of
from tests.conftest import Clock
from tests.journeys.processes import Post, end_of, start, work_once

from entraide.journeys.answer_ask import answer_ask
from entraide.journeys.ask_people import ask_all_due, ask_people
from entraide.journeys.choose_helper import choose_helper
from entraide.journeys.deliver_letters import deliver_letters
from entraide.journeys.find_people import find_people
from entraide.journeys.refusals import Refusal
from entraide.journeys.withdraw_post import withdraw_post
from entraide.logic.routing.parties import Match
from entraide.records.asks.models import Ask
from entraide.records.happenings import queries
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person
from entraide.records.posts.models import Post as PostRow

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Forked beside idle threads of the test runner and of the database's pool, none of which the child touches.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]


@contextmanager
def refused_at_most(code: str) -> Iterator[None]:
    """Whoever comes too late is refused with this code, and with no other."""
    try:
        yield
    except Refusal as refused:
        if refused.code != code:
            raise


DOG_PEOPLE = ("Amina", "Bruno", "Els", "Nadia", "Théo")


def test_two_workers_ask_nobody_twice_and_send_no_letter_twice(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cast = meet_all("Ginette", "Raymond", "Farid", "Chloé", *DOG_PEOPLE)
    letters = Post(tmp_path / "letters", monkeypatch)
    posts = [post_of(cast[name]) for name in ("Ginette", "Raymond", "Farid", "Chloé")]
    assert [end_of(one) for one in [start(work_once), start(work_once), start(work_once)]] == [0, 0, 0]
    assert end_of(start(work_once)) == 0
    assert not DBTaskResult.objects.failed().exists()
    assert queries.waiting_since() is None
    for post in posts:
        # Those who looked first may have left nobody to ask for the last; then its search went further, and nobody was found again.
        found = list(Happening.objects.filter(post_id=post.pk).values_list("kind", flat=True))
        assert found.count("people_asked") == post.asks.values("wave").distinct().count()
        assert "people_asked" in found or "nobody_found" in found
    assert set(letters.taken().values()) == {1}
    by_mail = Notice.objects.filter(is_by_mail=True)
    assert len(letters.taken()) == by_mail.count() == by_mail.filter(mailed_at__isnull=False).count()
    # Two asks a day is what everybody allows, though four posts were looking for them.
    assert max(Ask.objects.filter(person=person).count() for person in Person.objects.all()) == 2


def test_a_limit_of_one_ask_holds_when_three_posts_look_at_the_same_moment(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers = [meet(name) for name in ("Ginette", "Raymond", "Farid")]
    bruno = meet("Bruno", asks_per_day=1)
    posts = [post_of(writer) for writer in writers]
    now = clock.now

    def find_slowly(**of: Any) -> list[Match]:
        found = find_people(**of)
        time.sleep(0.4)
        return found

    # Long enough that all three have found Bruno before any of them has asked him.
    monkeypatch.setattr("entraide.journeys.ask_people.find_people", find_slowly)
    processes = [start(lambda post=post: ask_people(post_id=post.pk, now=now)) for post in posts]  # type: ignore[misc]
    assert [end_of(one) for one in processes] == [0, 0, 0]
    assert bruno.asks.count() == 1


def test_the_same_wave_is_sent_once(clock: Clock) -> None:
    cast = meet_all("Ginette", *DOG_PEOPLE)
    post = post_of(cast["Ginette"])
    now = clock.now
    assert [end_of(one) for one in [start(lambda: ask_all_due(now=now)) for _ in range(4)]] == [0] * 4
    post.refresh_from_db()
    assert post.waves_sent == 1
    assert set(post.asks.values_list("wave", flat=True)) == {1}


def test_the_same_letters_are_delivered_once(clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cast = meet_all("Ginette", *DOG_PEOPLE)
    letters = Post(tmp_path / "letters", monkeypatch)
    now = clock.now
    asks = ask_people(post_id=post_of(cast["Ginette"]).pk, now=now)
    assert [end_of(one) for one in [start(lambda: deliver_letters(now=now)) for _ in range(4)]] == [0] * 4
    assert len(letters.taken()) == len(asks)
    assert set(letters.taken().values()) == {1}


def test_answering_and_withdrawing_at_the_same_moment_end_well(clock: Clock) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina", "Els")
    now = clock.now
    post = post_of(cast["Ginette"])
    asks = [ask.pk for ask in ask_people(post_id=post.pk, now=now)]

    def answer_all() -> None:
        for ask in asks:
            with refused_at_most("closed"):
                answer_ask(ask_id=ask, kind="yes", words="", now=now)

    processes = [
        start(answer_all),
        start(lambda: withdraw_post(writer=cast["Ginette"], post=post, now=now)),
        start(answer_all),
    ]
    assert [end_of(one) for one in processes] == [0, 0, 0]
    assert PostRow.objects.get().state == "withdrawn"
    assert not Ask.objects.filter(state="waiting").exists()


def test_one_is_chosen_though_two_are_clicked_at_once(clock: Clock) -> None:
    cast = meet_all("Ginette", "Bruno", "Amina", "Els")
    now = clock.now
    post = post_of(cast["Ginette"])
    answers = [
        answer_ask(ask_id=ask.pk, kind="yes", words="", now=now).pk for ask in ask_people(post_id=post.pk, now=now)
    ]

    def choose(answer: object) -> None:
        with refused_at_most("closed"):
            choose_helper(writer=cast["Ginette"], answer_id=answer, now=now)  # type: ignore[arg-type]

    processes = [start(lambda answer=answer: choose(answer)) for answer in answers]  # type: ignore[misc]
    assert [end_of(one) for one in processes] == [0, 0, 0]
    assert post.answers.filter(chosen_at__isnull=False).count() == 1
