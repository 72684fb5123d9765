"""What follows what: written with the thing itself, done once, and picked up when a worker dropped it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from inspect import getsource
from pathlib import Path

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from tests.cast import meet_all, post_of
from tests.conftest import Clock

from entraide import journeys
from entraide.journeys import flow, happen
from entraide.records.happenings import queries
from entraide.records.happenings.models import Happening

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Asking fails the first time it is tried."""
    tries: list[int] = []
    steps = flow.FOLLOWS["post_published"]

    def fail_once(happening: Happening) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("the database was away")
        for step in steps:
            step(happening)

    monkeypatch.setitem(happen._follows, "post_published", (fail_once,))
    return tries


def test_every_kind_in_the_table_is_written_by_some_journey() -> None:
    sources = "\n".join(path.read_text() for path in Path(journeys.__path__[0]).glob("*.py") if path.name != "flow.py")
    for kind in flow.FOLLOWS:
        assert f'"{kind}"' in sources


def test_every_step_says_what_it_does_in_one_call() -> None:
    steps = {step for steps in flow.FOLLOWS.values() for step in steps}
    assert all(len(getsource(step).splitlines()) <= 5 for step in steps)


def test_what_nothing_follows_is_done_at_once(now: datetime) -> None:
    written = happen.happen("settings_changed", at=now)
    assert Happening.objects.get(pk=written.pk).followed_at == now
    assert not DBTaskResult.objects.exists()


def test_what_is_undone_queues_nothing(now: datetime) -> None:
    cast = meet_all("Ginette", "Bruno")
    tasks = DBTaskResult.objects.count()
    with transaction.atomic():
        post_of(cast["Ginette"])
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == tasks
    assert not Happening.objects.filter(kind="post_published").exists()


def test_following_twice_is_following_once(now: datetime, run_worker: Callable[[], int]) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"])
    happening = Happening.objects.get(kind="post_published")
    for _ in range(3):
        happen.follow.func(str(happening.pk))
    run_worker()
    assert post.asks.count() == 1
    assert Happening.objects.filter(kind="people_asked").count() == 1


def test_a_step_that_fails_is_tried_again_until_it_is_done(
    clock: Clock, run_worker: Callable[[], int], broken_once: list[int]
) -> None:
    cast = meet_all("Ginette", "Bruno")
    post = post_of(cast["Ginette"])
    run_worker()
    assert not post.asks.exists()
    assert happen.pick_up_dropped(now=clock.now) == 0, "somebody tried just now"
    clock.pass_by(minutes=1)
    assert happen.pick_up_dropped(now=clock.now) == 1
    assert happen.pick_up_dropped(now=clock.now) == 0, "it is in the queue already"
    run_worker()
    assert post.asks.count() == 1
    assert len(broken_once) == 2
    assert queries.waiting_since() is None


def test_what_fails_for_ever_is_left_for_a_human_and_holds_up_nothing(
    clock: Clock, run_worker: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Happening) -> None:
        raise RuntimeError

    cast = meet_all("Ginette", "Bruno")
    monkeypatch.setitem(happen._follows, "post_published", (fail,))
    post_of(cast["Ginette"])
    for _ in range(20):
        run_worker()
        happen.pick_up_dropped(now=clock.pass_by(minutes=2))
    assert Happening.objects.get(kind="post_published").tries == queries.MOST_TRIES
    assert [one.kind for one in queries.given_up()] == ["post_published"]


def test_a_happening_holds_no_words(now: datetime, run_worker: Callable[[], int]) -> None:
    from entraide.journeys.answer_ask import answer_ask

    cast = meet_all()
    post = post_of(cast["Ginette"])
    run_worker()
    answer_ask(ask_id=post.asks.get(person=cast["Bruno"]).pk, kind="yes", words="Ma clé est sous le pot", now=now)
    run_worker()
    kept = " ".join(str(value) for row in Happening.objects.values() for value in row.values())
    for private in (
        post.text,
        "sous le pot",
        *(p.email for p in cast.values()),
        *(p.first_name for p in cast.values()),
    ):
        assert private not in kept


def test_dropped_means_that_nobody_tried_for_a_while(now: datetime) -> None:
    cast = meet_all("Ginette")
    post_of(cast["Ginette"])
    assert not queries.dropped(now=now + timedelta(seconds=30), after=happen.DROPPED_AFTER)
    assert queries.dropped(now=now + timedelta(seconds=60), after=happen.DROPPED_AFTER).count() == 1
