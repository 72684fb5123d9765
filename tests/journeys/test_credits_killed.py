"""Eight processes that give at once, killed at random: nothing is lost, nothing doubled, nothing out of balance; on either database.

By default a few kills. ENTRAIDE_TEST_KILLS=200 kills two hundred times.
"""

import os
import random
import signal
import time
from uuid import UUID

import pytest
from django.utils import timezone
from tests.journeys.bank import bank
from tests.journeys.processes import end_of, start

from entraide.common.ids import uuid7
from entraide.journeys.give_credits import Gift, give_many
from entraide.records.ledgers.auditing import audit
from entraide.records.ledgers.models import Account, Entry, Transfer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    # Forked beside idle threads of the test runner and of the database's pool, none of which the child touches.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

KILLS = int(os.environ.get("ENTRAIDE_TEST_KILLS", "12"))
PROCESSES = 8


def test_nothing_is_lost_doubled_or_out_of_balance(tmp_path):
    house, cast = bank("Chloé", "Bruno", "Amina", "Farid", "Els", now=timezone.now(), floor=-6, ceiling=6)
    people = list(cast.values())
    told = tmp_path / "told"
    told.touch()

    def keep_giving(seed: int) -> None:
        """Give at random, alone and in batches, some keys twice; say of each only once it is done."""
        chance = random.Random(seed)
        old: list[tuple[UUID, int]] = []
        with told.open("a", buffering=1) as book:
            while True:
                payer, payee = chance.sample(people, 2)
                if old and chance.random() < 0.2:
                    key, number = chance.choice(old)
                    payer = people[number]
                    payee = people[(number + 1) % len(people)]
                else:
                    key = uuid7()
                    if chance.random() < 0.3:
                        number = people.index(payer)
                        payee = people[(number + 1) % len(people)]
                        old.append((key, number))
                gifts = [Gift(payer=payer, payee=payee, amount_minor=chance.randint(1, 300), words="", key=key)]
                if chance.random() < 0.3:
                    pairs = [chance.sample(people, 2) for _ in range(5)]
                    gifts += [
                        Gift(payer=a, payee=b, amount_minor=chance.randint(1, 300), words="", key=uuid7())
                        for a, b in pairs
                    ]
                made = give_many(gifts=gifts, community=house, now=timezone.now())
                for one in made:
                    if isinstance(one, Transfer):
                        book.write(f"{one.pk} {one.key}\n")

    chance = random.Random(5)
    running: list[int] = []
    seed = 0
    try:
        for _ in range(KILLS):
            while len(running) < PROCESSES:
                seed += 1
                running.append(start(lambda seed=seed: keep_giving(seed)))
            time.sleep(chance.uniform(0.1, 0.5))
            victim = running.pop(chance.randrange(len(running)))
            os.kill(victim, signal.SIGKILL)
            assert end_of(victim) == -signal.SIGKILL, "it was giving until it was killed"
    finally:
        for process in running:
            os.kill(process, signal.SIGKILL)
            end_of(process)
    lines = [line.split() for line in told.read_text().splitlines() if len(line.split()) == 2 and len(line) == 73]
    assert lines, "something was given"
    kept = set(map(str, Transfer.objects.values_list("pk", flat=True)))
    assert {one for one, _ in lines} <= kept, "what was told is there"
    by_key: dict[str, set[str]] = {}
    for one, key in lines:
        by_key.setdefault(key, set()).add(one)
    assert all(len(ones) == 1 for ones in by_key.values()), "one key, one transfer"
    assert sum(Account.objects.values_list("balance_minor", flat=True)) == 0
    assert Entry.objects.count() == 2 * Transfer.objects.count()
    assert all(-600 <= balance <= 600 for balance in Account.objects.values_list("balance_minor", flat=True))
    assert list(audit(house, now=timezone.now())) == []
