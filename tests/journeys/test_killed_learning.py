"""Whoever learns of people's attention is killed (SIGKILL, a real process), wherever it hurts and at random: each day is learned once.

Prices would tell: learned twice, a day's asks would be charged twice.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import meet, meet_all
from tests.conftest import Clock
from tests.journeys.processes import dying_at, end_of, start

from entraide.common.ids import uuid7
from entraide.journeys.learn_attention import learn_attention
from entraide.records.asks.models import Ask, Attention
from entraide.records.communities.queries import server_wide
from entraide.records.people.models import Person
from entraide.records.posts.models import Post

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Forked beside idle threads of the test runner and of the database's pool, none of which the child touches.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

KILLS = int(os.environ.get("ENTRAIDE_TEST_KILLS", "10"))
DAYS = max(3, KILLS // 5)
PEOPLE = 40


@pytest.fixture
def asked_daily(clock: Clock) -> list[Person]:
    """People who are asked once a day, some more often; nothing has been learned of any of them."""
    ginette = meet("Ginette")
    people = [
        Person.objects.create_user(f"p{n}@example.org", f"P{n}", home_cell=ginette.home_cell) for n in range(PEOPLE)
    ]
    for day in range(DAYS):
        at = clock.now + timedelta(days=day)
        for turn in range(3):
            post = Post.objects.create(
                writer=ginette, community=server_wide(), text="…", kind="need", language="fr", code=uuid7().hex[-8:],
                reading={}, published_at=at,
            )  # fmt: skip
            asked = [one for n, one in enumerate(people) if turn == 0 or (turn == 1 and n % 3 == 0) or n == 0]
            Ask.objects.bulk_create(
                [Ask(post=post, person=one, wave=1, score=0.5, distance_km=1.0, asked_at=at) for one in asked]
            )
    Attention.objects.bulk_create([Attention(person=one, updated_day=clock.now.date()) for one in people])
    return people


def learned() -> list[dict[str, Any]]:
    """All that is known of everybody; prices but for the last digits, which depend on the order in which rows are summed."""
    rows = list(Attention.objects.order_by("person_id").values())
    return [{**row, "price": round(row["price"], 9)} for row in rows]


def undisturbed(days: list[datetime], *, most: int) -> list[dict[str, Any]]:
    """What is known after learning on each of these days, `most` people at a time, nobody dying; then all is as it was before."""
    before = list(Attention.objects.all())
    for now in days:
        while learn_attention(now=now, most=most):
            pass
    known = learned()
    Attention.objects.all().delete()
    Attention.objects.bulk_create(before)
    return known


@pytest.mark.parametrize(
    ("moment", "target", "after"),
    [
        ("nothing is read yet", "entraide.records.asks.experiences.past_asks", False),
        ("it is worked out, and not kept", "entraide.records.asks.changes.save_attention", False),
        ("it is kept, and not committed", "entraide.records.asks.changes.save_attention", True),
    ],
)
def test_killed_at_any_moment_a_day_is_learned_once(
    clock: Clock, asked_daily: list[Person], monkeypatch: pytest.MonkeyPatch, moment: str, target: str, after: bool
) -> None:
    tomorrow = clock.now + timedelta(days=1)
    expected, before = undisturbed([tomorrow], most=PEOPLE), learned()
    with monkeypatch.context() as for_the_first:
        dying_at(for_the_first, target, call=1, after=after)
        assert end_of(start(lambda: learn_attention(now=tomorrow))) == -signal.SIGKILL, f"it should die when {moment}"
    assert learned() == before
    both = [start(lambda: learn_attention(now=tomorrow)) for _ in range(2)]
    assert [end_of(one) for one in both] == [0, 0]
    assert learned() == expected
    assert any(row["price"] > 0 for row in expected)
    assert end_of(start(lambda: learn_attention(now=tomorrow + timedelta(hours=3)))) == 0
    assert learned() == expected


def test_killed_at_random_day_after_day_it_is_as_if_nobody_had_died(clock: Clock, asked_daily: list[Person]) -> None:
    days = [clock.now + timedelta(days=1 + day) for day in range(DAYS)]
    expected = undisturbed(days, most=1)
    chance = random.Random(5)
    died = 0
    for day, now in enumerate(days):
        for _ in range(KILLS // DAYS + (day < KILLS % DAYS)):
            process = start(_learning(now))
            time.sleep(chance.uniform(0.01, 0.1))
            if os.waitpid(process, os.WNOHANG) == (0, 0):
                os.kill(process, signal.SIGKILL)
                died += end_of(process) == -signal.SIGKILL
        assert [end_of(one) for one in (start(_learning(now)), start(_learning(now)))] == [0, 0]
    assert died > KILLS // 5, "it was at work when it was killed"
    assert learned() == expected


def _learning(now: datetime) -> Callable[[], None]:
    """One person at a time, so that death finds some learned and some not."""

    def learn() -> None:
        while learn_attention(now=now, most=1):
            pass

    return learn


def test_whoever_leaves_is_forgotten_with_their_attention(clock: Clock) -> None:
    bruno = meet_all("Bruno")["Bruno"]
    Attention.objects.create(person=bruno, updated_day=clock.now.date())
    bruno.delete()
    assert not Attention.objects.exists()
