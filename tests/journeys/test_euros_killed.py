"""Statements that are read while whoever reads them, and whoever does what follows, is killed at random: each payment counts once.

By default a few kills. ENTRAIDE_TEST_KILLS=200 kills two hundred times; with ENTRAIDE_TEST_DATABASE=postgresql the same on PostgreSQL.
"""

import io
import os
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Sum
from django.utils import timezone
from tests.conftest import Clock
from tests.journeys.bank import balances, bank
from tests.journeys.euros import take_file
from tests.journeys.processes import end_of, start, work_once
from tests.statements import ACCOUNT, made_to_measure

from entraide.journeys.reconcile_statement import reconcile_statement
from entraide.journeys.send_bills import ask_to_buy
from entraide.journeys.set_bank_account import set_bank_account
from entraide.logic.euros.camt053 import entries_of
from entraide.records.happenings import queries as happenings
from entraide.records.happenings.models import Happening
from entraide.records.ledgers.auditing import audit
from entraide.records.ledgers.models import Transfer
from entraide.records.notices.models import Notice
from entraide.records.payments.models import Bill, Match, PaymentSeen

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    # Forked beside idle threads of the test runner and of the database's pool, none of which the child touches.
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]

KILLS = int(os.environ.get("ENTRAIDE_TEST_KILLS", "10"))
READERS, WORKERS = 2, 2


class Slow(io.BytesIO):
    """A file that comes as slowly as from a telephone, so that death finds its reader in the midst of it."""

    def read(self, size: int | None = -1, /) -> bytes:
        """A little of it, after a moment."""
        time.sleep(0.001)
        return super().read(1024 if size is None or size < 0 else min(size, 1024))


def keep_working() -> None:
    """A worker that never ends by itself."""
    from entraide.console.work import work

    work(stop=threading.Event(), interval_s=0.02)


def test_each_payment_counts_once_and_none_is_lost(clock: Clock, tmp_path: Path) -> None:
    house, cast = bank("Chloé", "Bruno", "Amina", "Els", "Farid", credit_cents=50)
    steward, members = cast["Chloé"], [one for name, one in cast.items() if name != "Chloé"]
    set_bank_account(steward=steward, community=house, iban=ACCOUNT, holder="L'Établi asbl", now=clock.now)
    payments: list[tuple[int, str, str]] = []
    come: list[int] = []
    told = tmp_path / "told"
    told.touch()

    def buy(number: int) -> None:
        """Every member wants some; the second pays in two times, and somebody sends money without saying for which bill."""
        for place, member in enumerate(members):
            bill = ask_to_buy(member=member, community=house, amount_minor=100 * (number + 1), now=clock.now)
            half = bill.cents // 2 if place == 1 else 0
            payments.extend((cents, bill.reference, member.first_name) for cents in (half, bill.cents - half) if cents)
        payments.append((700 + number, "merci", "G"))
        come.append(len(payments))

    def keep_reading(day: int) -> None:
        """Take in what has come by that day, or an older file: the bank tells of the beginning again and again."""
        chance = random.Random(day)
        with told.open("a", buffering=1) as book:
            while True:
                file = made_to_measure(*payments[: chance.choice((come[day], chance.randint(1, come[day])))])
                done = reconcile_statement(
                    steward=steward, community=house, entries=entries_of(Slow(file)), now=timezone.now()
                )
                book.write(f"{done.matched + done.waiting}\n")
                # Somebody else gets a turn: SQLite lets no queue form.
                time.sleep(chance.uniform(0.02, 0.1))

    for number in range(KILLS):
        buy(number)
    chance = random.Random(7)
    running: list[tuple[int, bool]] = []
    try:
        for day in range(KILLS):
            while sum(reads for _, reads in running) < READERS:
                running.append((start(lambda day=day: keep_reading(day)), True))
            while sum(not reads for _, reads in running) < WORKERS:
                running.append((start(keep_working), False))
            time.sleep(chance.uniform(0.05, 0.5))
            victim, _ = running.pop(chance.randrange(len(running)))
            os.kill(victim, signal.SIGKILL)
            assert end_of(victim) == -signal.SIGKILL, "it was at work until it was killed"
            clock.pass_by(minutes=2)
    finally:
        for process, _ in running:
            os.kill(process, signal.SIGKILL)
            end_of(process)
    take_file(steward, house, made_to_measure(*payments), now=clock.now)
    for _ in range(40):
        clock.pass_by(minutes=7)
        assert end_of(start(work_once)) == 0
        if happenings.waiting_since() is None:
            break

    assert happenings.waiting_since() is None
    assert not happenings.given_up().exists()
    assert sum(int(line) for line in told.read_text().split()) <= len(payments), "nothing was told to be new twice"
    assert PaymentSeen.objects.count() == len(payments)
    assert PaymentSeen.objects.filter(state="waiting").count() == KILLS, "what says no bill waits for somebody"
    bills = list(Bill.objects.all())
    assert len(bills) == KILLS * len(members)
    assert {(bill.state, bill.paid_cents - bill.cents) for bill in bills} == {("paid", 0)}
    taken = dict(Match.objects.values_list("bill").annotate(all=Sum("cents")))
    assert taken == {bill.pk: bill.cents for bill in bills}
    keys = {str(bill.pk): 1 for bill in bills}
    received = Happening.objects.filter(kind="euros_received")
    assert Counter(one.facts["bill_id"] for one in received) == keys
    heard = Notice.objects.filter(kind="bill_paid").values_list("about", flat=True)
    assert Counter(map(str, heard)) == keys, "each payer hears of it once"
    bought = Transfer.objects.filter(kind="purchase")
    assert bought.count() == len(bills)
    each = sum(bill.credits_minor or 0 for bill in bills) // len(members)
    assert balances(house) == {**{one.first_name: each for one in members}, "commons": -each * len(members)}
    assert list(audit(house, now=clock.now)) == []
