"""Transfers a second: `python benchmarks/ledger.py`. Through the journey, and by hand: two rows and a balance check, and no more.

The journey gives credits as a page does: rules, membership, measures and blocks are read, limits held, both chains go on, the diary
gets its line and the queue what follows. By hand, the plain driver of the same database moves two balances with the limits as a
condition and writes two rows, in one transaction. Both wait for the disk (PostgreSQL as it comes, SQLite with synchronous=FULL), in
turns, in the same run, on the same database, with as many clients. Bounds: the journey at least at 60 % of it, its batch of 100 at
least at four times that.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = 7
DATABASES = ("sqlite", "postgresql")
LEAST_SHARE, LEAST_BATCH = 0.6, 4.0
BATCH = 100


def main() -> int:
    """Measure on each database, print the rates; 1 if a bound is not kept or the books are not right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=2.0, help="for each measurement (2.0)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--on", choices=DATABASES, nargs="+", default=list(DATABASES))
    parser.add_argument("--keep", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.in_this_process:
        print(json.dumps(_measure(arguments)))
        return 0
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from benchmarks.machine import machine
    from benchmarks.own_database import run_on

    print(machine())
    said = [f"--members={arguments.members}", f"--seconds={arguments.seconds}", f"--rounds={arguments.rounds}"]
    said += ["--clients", *map(str, arguments.clients)]
    are_kept = True
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        for database in arguments.on:
            told = run_on(database, script=Path(__file__), place=Path(temporary) / database, arguments=said)
            are_kept &= _tell(told)
    return 0 if are_kept else 1


def _tell(told: dict[str, Any]) -> bool:
    print(f"\n{told['database']}, {told['transfers']:,} transfers; medians of the rounds, transfers a second")
    print(f"  {'clients':>8} {'by hand':>9} {'journey':>9} {'share':>7} {'batch of 100':>13} {'times by hand':>14}")
    are_kept = bool(told["is_right"])
    for clients, rates in told["rates"].items():
        share, times = rates["journey"] / rates["hand"], rates["batch"] / rates["hand"]
        is_kept = share >= LEAST_SHARE and times >= LEAST_BATCH
        are_kept &= is_kept
        print(
            f"  {clients:>8} {rates['hand']:>9,.0f} {rates['journey']:>9,.0f} {share:>6.0%} {rates['batch']:>13,.0f} {times:>13.1f}×"
            f"{'' if is_kept else '   BELOW ITS BOUND'}"
        )
    print(
        f"  the books are right: sum nought, every chain whole ({told['audit_s']:.1f} s)"
        if told["is_right"]
        else "  THE BOOKS ARE WRONG"
    )
    return are_kept


def _measure(arguments: argparse.Namespace) -> dict[str, Any]:
    """Fill the database, then measure in turns."""
    _set_up(arguments.keep)
    from django.db import connection
    from django.utils import timezone

    from entraide.records.ledgers.auditing import audit
    from entraide.records.ledgers.models import Transfer

    house, people = _town(arguments.members)
    _by_hand_tables(people)
    _know_the_tables()
    doings: dict[str, Callable[[Any, random.Random], int]] = {
        "hand": _by_hand(people),
        "journey": _by_journey(house, people),
        "batch": _by_batch(house, people),
    }
    rates: dict[int, dict[str, list[float]]] = {count: {name: [] for name in doings} for count in arguments.clients}
    for turn in range(arguments.rounds):
        for count, by_name in rates.items():
            for name in sorted(doings, key=lambda _: random.Random(turn * 31 + count).random()):
                by_name[name].append(_rate(doings[name], clients=count, seconds=arguments.seconds, turn=turn))
    began = time.perf_counter()
    faults = list(audit(house, now=timezone.now()))
    version = connection.Database.sqlite_version if connection.vendor == "sqlite" else connection.pg_version
    return {
        "database": f"{connection.display_name} {version}",
        "transfers": Transfer.objects.count(),
        "is_right": not faults,
        "audit_s": time.perf_counter() - began,
        "rates": {
            count: {name: statistics.median(each) for name, each in by_name.items()} for count, by_name in rates.items()
        },
    }


def _rate(doing: Callable[[Any, random.Random], int], *, clients: int, seconds: float, turn: int) -> float:
    """Transfers a second of so many processes that do it at once for so long. Each opens its connection first."""
    from django.db import connection, connections

    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    ends: list[tuple[int, int]] = []
    go_at = time.time() + 0.4
    for number in range(clients):
        inlet, outlet = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(inlet)
            _work(doing, random.Random(SEED + 1000 * turn + number), go_at, seconds, outlet)
        os.close(outlet)
        ends.append((process, inlet))
    done = 0.0
    for process, inlet in ends:
        with os.fdopen(inlet) as told:
            done += float(told.read() or "nan")
        os.waitpid(process, 0)
    return done


def _work(
    doing: Callable[[Any, random.Random], int], chance: random.Random, go_at: float, seconds: float, outlet: int
) -> None:
    """One client: warm up, wait for the others, then count what it does in the time. Never returns."""
    try:
        client = _client()
        doing(client, chance)
        time.sleep(max(0.0, go_at - time.time()))
        began, count = time.perf_counter(), 0
        while (passed := time.perf_counter() - began) < seconds:
            count += doing(client, chance)
        os.write(outlet, str(count / passed).encode())
    finally:
        os._exit(0)


def _client() -> Any:
    """The plain driver's own connection, for what is done by hand."""
    from django.db import connection

    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        import sqlite3

        plain = sqlite3.connect(settings["NAME"], isolation_level=None, timeout=20)
        plain.execute("PRAGMA synchronous = FULL")
        return plain
    import psycopg

    named = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "dbname": settings["NAME"]}
    return psycopg.connect(password=settings["PASSWORD"], **{name: one for name, one in named.items() if one})


def _by_hand_tables(people: list[Any]) -> None:
    """The tables of the bare minimum, beside ours: accounts with their limits, and lines."""
    from django.db import connection

    identifier = "uuid" if connection.vendor == "postgresql" else "text"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE bare_account (id {identifier} PRIMARY KEY, balance bigint NOT NULL, "
            "floor bigint NOT NULL, ceiling bigint NOT NULL)"
        )
        cursor.execute(
            f"CREATE TABLE bare_line (id {identifier} PRIMARY KEY, account {identifier} NOT NULL REFERENCES bare_account, "
            f"transfer {identifier} NOT NULL, amount bigint NOT NULL)"
        )
        cursor.executemany(
            "INSERT INTO bare_account VALUES (%s, 0, -1000000000, 1000000000)",
            [[one.pk if identifier == "uuid" else one.pk.hex] for one in people],
        )


def _by_hand(people: list[Any]) -> Callable[[Any, random.Random], int]:
    from django.db import connection

    from entraide.common.ids import uuid7

    is_lite = connection.vendor == "sqlite"
    mark = "?" if is_lite else "%s"
    give = f"UPDATE bare_account SET balance = balance - {mark} WHERE id = {mark} AND balance - {mark} >= floor"
    take = f"UPDATE bare_account SET balance = balance + {mark} WHERE id = {mark} AND balance + {mark} <= ceiling"
    lines = f"INSERT INTO bare_line VALUES ({mark}, {mark}, {mark}, {mark}), ({mark}, {mark}, {mark}, {mark})"

    def kept(one: Any) -> Any:
        return one.hex if is_lite else one

    def transfer(client: Any, chance: random.Random) -> int:
        payer, payee = chance.sample(people, 2)
        one, other, key = kept(payer.pk), kept(payee.pk), kept(uuid7())
        # In one order, as anybody must who does not want to wait for ever.
        moves = sorted([(give, one), (take, other)], key=lambda move: move[1])
        if is_lite:
            client.execute("BEGIN IMMEDIATE")
        for move, account in moves:
            if client.execute(move, (5, account, 5)).rowcount != 1:
                raise RuntimeError("beyond the limits")
        client.execute(lines, (kept(uuid7()), one, key, -5, kept(uuid7()), other, key, 5))
        if is_lite:
            client.execute("COMMIT")
        else:
            client.commit()
        return 1

    return transfer


def _by_journey(house: Any, people: list[Any]) -> Callable[[Any, random.Random], int]:
    from django.utils import timezone

    from entraide.common.ids import uuid7
    from entraide.journeys.give_credits import give_credits

    def transfer(_client: Any, chance: random.Random) -> int:
        payer, payee = chance.sample(people, 2)
        give_credits(
            payer=payer, payee=payee, community=house, amount_minor=5, words="", key=uuid7(), now=timezone.now()
        )
        return 1

    return transfer


def _by_batch(house: Any, people: list[Any]) -> Callable[[Any, random.Random], int]:
    from django.utils import timezone

    from entraide.common.ids import uuid7
    from entraide.journeys.give_credits import Gift, give_many

    def transfers(_client: Any, chance: random.Random) -> int:
        pairs = [chance.sample(people, 2) for _ in range(BATCH)]
        gifts = [Gift(payer=one, payee=other, amount_minor=5, words="", key=uuid7()) for one, other in pairs]
        given = give_many(gifts=gifts, community=house, now=timezone.now())
        if any(isinstance(one, Exception) for one in given):
            raise RuntimeError("refused")
        return len(given)

    return transfers


def _town(count: int) -> tuple[Any, list[Any]]:
    """A community that counts copeaux, and its members, each with an account."""
    from django.utils import timezone

    from entraide.journeys.move_credits import open_accounts
    from entraide.logic.charter.rules import Rules
    from entraide.records.communities.models import Community, Membership, RulesVersion
    from entraide.records.ledgers.queries import terms_in_force
    from entraide.records.people.models import Person

    now = timezone.now()
    house = Community.objects.create(slug="town", name="Town")
    rules = Rules(currency="credits", currency_name="copeaux", floor=-10_000, ceiling=10_000)
    RulesVersion.objects.create(community=house, number=1, rules=rules.as_dict(), why="-", set_at=now, holds_from=now)
    people = [Person(email=f"m{n}@example.org", first_name=f"M{n}") for n in range(count)]
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create([Membership(community=house, person=one, joined_at=now) for one in people])
    terms = terms_in_force(house, now=now)
    open_accounts(community_id=house.pk, holders=[one.pk for one in people], terms=terms, at=now)
    return house, people


def _know_the_tables() -> None:
    """What PostgreSQL does by itself within a minute of such a filling: look at what is in its tables, to plan by it."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _set_up(folder: Path) -> None:
    """Django with a database of its own."""
    os.environ["ENTRAIDE_FOLDER"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "entraide.config.settings"
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
