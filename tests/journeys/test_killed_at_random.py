"""Two workers, killed at random again and again while many posts are routed: nobody is asked twice, no post is forgotten.

By default a few kills. ENTRAIDE_TEST_KILLS=200 kills two hundred times while five hundred posts are routed, which takes minutes;
with ENTRAIDE_TEST_DATABASE=postgresql the same on PostgreSQL.
"""

import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.cast import meet
from tests.conftest import Clock
from tests.journeys.processes import Post as Letters
from tests.journeys.processes import end_of, start, work_once

from entraide.common.ids import uuid7
from entraide.journeys.publish_post import publish_post
from entraide.journeys.read_sentence import read_sentence
from entraide.records.asks.models import Ask
from entraide.records.happenings import queries as happenings
from entraide.records.happenings.models import Happening
from entraide.records.notices.models import Notice
from entraide.records.people.models import Person, Say
from entraide.records.posts import queries as posts
from entraide.records.posts.models import Post

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    # Forked beside idle threads of the test runner and of the database's pool, none of which the child touches.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

KILLS = int(os.environ.get("ENTRAIDE_TEST_KILLS", "10"))
POSTS = KILLS * 5 // 2
WALKERS = max(8, POSTS // 5)
A_DAY, A_WEEK = 9, 40
NEED = "Je cherche quelqu’un pour promener mon chien à Ixelles"


def town() -> list[Person]:
    """Writers, and people who walk dogs: as Bruno says it, each with limits that they will reach."""
    said = meet("Bruno").says.order_by("said_at").first()
    assert said is not None
    home = {"home_latitude": 50.83, "home_longitude": 4.37, "home_cell": said.cell, "spoken_languages": ["fr"]}
    people = [
        Person(email=f"walker{n}@example.org", first_name=f"W{n}", asks_per_day=A_DAY, asks_per_week=A_WEEK, **home)
        for n in range(WALKERS)
    ]
    writers = [Person(email=f"writer{n}@example.org", first_name=f"G{n}", **home) for n in range(POSTS // 25 + 1)]
    Person.objects.bulk_create([*people, *writers])
    kept = Say.objects.filter(pk=said.pk).values().get()
    del kept["id"], kept["person_id"]
    Say.objects.bulk_create([Say(person=one, **kept) for one in people])
    return writers


def keep_working() -> None:
    """A worker that never ends by itself."""
    from entraide.console.work import work

    work(stop=threading.Event(), interval_s=0.02)


def test_nobody_is_asked_twice_and_no_post_is_forgotten(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writers = town()
    letters = Letters(tmp_path / "letters", monkeypatch)
    reading = read_sentence(NEED, now=clock.now)
    keys = [uuid7() for _ in range(POSTS)]
    chance = random.Random(11)
    # A tenth is there when the workers start; the rest is published while they die.
    ahead = list(enumerate(keys))
    running: list[int] = []
    try:
        for kill in range(KILLS):
            for n, key in ahead[kill * POSTS // KILLS : (kill + 1) * POSTS // KILLS]:
                publish_post(writer=writers[n // 25], text=NEED, reading=reading, now=clock.now, draft_key=key)
            while len(running) < 2:
                running.append(start(keep_working))
            time.sleep(chance.uniform(0.03, 0.4))
            victim = running.pop(chance.randrange(2))
            os.kill(victim, signal.SIGKILL)
            assert end_of(victim) == -signal.SIGKILL, "it was at work until it was killed"
            clock.pass_by(minutes=2)
    finally:
        for process in running:
            os.kill(process, signal.SIGKILL)
            end_of(process)
    for _ in range(40):
        clock.pass_by(minutes=7)
        assert [end_of(one) for one in (start(work_once), start(work_once))] == [0, 0]
        if happenings.waiting_since() is None and not posts.waves_due(now=clock.now).exists():
            break

    assert happenings.waiting_since() is None
    assert not happenings.given_up().exists()
    assert Post.objects.filter(pk__in=keys).count() == POSTS
    pairs = list(Ask.objects.values_list("post_id", "person_id"))
    assert len(pairs) == len(set(pairs))
    found_nobody = set(Happening.objects.filter(kind="nobody_found").values_list("post_id", flat=True))
    forgotten = set(keys) - {post_id for post_id, _ in pairs} - found_nobody
    assert not forgotten, f"{len(forgotten)} of {POSTS} posts"
    for post in Post.objects.filter(pk__in=keys):
        assert post.next_wave_at or post.next_step_at, "somebody comes back to it"
    told = list(Notice.objects.filter(kind="ask").values_list("post_id", "person_id"))
    assert sorted(told) == sorted(pairs), "each ask was told once"
    by_mail = Notice.objects.filter(is_by_mail=True, mail_at=None)
    assert not by_mail.filter(kind="ask", mailed_at=None, ask__state="waiting").exists()
    assert sum(times - 1 for times in letters.taken().values()) <= KILLS + 2, "only what was sent and not yet noted"
    steps = Counter(Post.objects.filter(pk__in=keys).values_list("steps__round", "steps__step", "pk"))
    assert max(steps.values()) == 1
    for person in Person.objects.filter(email__startswith="walker"):
        times = sorted(person.asks.values_list("asked_at", flat=True))
        assert len(times) <= A_WEEK
        assert all(
            (times[n + A_DAY] - times[n]).total_seconds() >= 24 * 3600 for n in range(max(0, len(times) - A_DAY))
        )
