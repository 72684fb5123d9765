"""A worker is killed (SIGKILL, a real process) wherever it hurts: nothing is lost, nobody is asked or told twice."""

import os
import random
import signal
import time
from pathlib import Path

import pytest
from tests.cast import asked_for, meet_all, post_of
from tests.conftest import Clock
from tests.journeys.processes import Post, dying_at, end_of, start, work_once

from entraide.journeys.answer_post import answer_post
from entraide.records.happenings import queries
from entraide.records.notices.models import Notice

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Forked beside idle threads of the test runner and of the database's pool, none of which the child touches.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

DOG_PEOPLE = ("Amina", "Bruno", "Els", "Nadia", "Théo")


@pytest.mark.parametrize(
    ("moment", "target", "call", "after"),
    [
        (
            "a task was claimed, and not begun",
            "django_tasks_db.management.commands.db_worker.Worker.run_task",
            1,
            False,
        ),
        ("the asks are written, and not yet committed", "entraide.records.notices.changes.tell_all", 1, True),
        (
            "the wave is committed, and what follows not noted",
            "entraide.records.happenings.changes.note_followed",
            1,
            False,
        ),
        ("a letter is claimed, and not sent", "entraide.journeys.deliver_letters.send_letter", 2, False),
        ("a letter was sent, and it is not noted", "entraide.records.notices.changes.note_mailed", 2, False),
        (
            "all letters were sent, and what follows not noted",
            "entraide.records.happenings.changes.note_followed",
            2,
            False,
        ),
        ("everything is done but the task", "django_tasks_db.models.DBTaskResult.set_successful", 2, False),
    ],
)
def test_wherever_a_worker_dies_another_one_finishes_its_work(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, moment: str, target: str, call: int, after: bool
) -> None:
    cast = meet_all("Ginette", *DOG_PEOPLE[:3])
    letters = Post(tmp_path / "letters", monkeypatch)
    post = post_of(cast["Ginette"])
    with monkeypatch.context() as for_the_first:
        dying_at(for_the_first, target, call=call, after=after)
        assert end_of(start(work_once)) == -signal.SIGKILL, f"it should have died when {moment}"
    clock.pass_by(minutes=7)
    assert end_of(start(work_once)) == 0

    assert asked_for(post) == set(DOG_PEOPLE[:3])
    assert post.asks.count() == 3
    assert set(Notice.objects.values_list("kind", flat=True)) == {"ask"}
    assert not Notice.objects.filter(mailed_at=None).exists()
    assert queries.waiting_since() is None
    taken = letters.taken()
    assert len(taken) == 3
    # The one gap that nobody can close: sent, and killed before it was noted. Then it is the same letter again.
    twice = [letter for letter, times in taken.items() if times > 1]
    assert len(twice) == (1 if moment.startswith("a letter was sent") else 0)


def test_workers_that_keep_being_killed_get_there_in_the_end(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cast = meet_all("Ginette", "Raymond", "Farid", *DOG_PEOPLE)
    letters = Post(tmp_path / "letters", monkeypatch)
    posts = [post_of(cast[name]) for name in ("Ginette", "Raymond", "Farid")]
    answer_post(person=cast["Bruno"], post=posts[0], kind="yes", words="", now=clock.now)
    chance = random.Random(7)
    kills = 0
    for _ in range(12):
        process = start(work_once)
        time.sleep(chance.uniform(0.02, 0.25))
        if os.waitpid(process, os.WNOHANG) == (0, 0):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            kills += 1
        clock.pass_by(minutes=7)
    assert end_of(start(work_once)) == 0
    assert queries.waiting_since() is None
    for post in posts:
        people = list(post.asks.values_list("person", flat=True))
        assert len(people) == len(set(people))
    assert not Notice.objects.filter(is_by_mail=True, mailed_at=None).exists()
    notices = {f"notice-{key}" for key in Notice.objects.filter(mailed_at__isnull=False).values_list("pk", flat=True)}
    assert set(letters.taken()) == notices
    assert sum(letters.taken().values()) <= len(notices) + kills
