"""How long it takes to find and rank the people for one need among many: `python benchmarks/routing.py [--people 100000]`.

Beside it, in the same run and on the same database, the straightforward way: a bounding box and a topic filter in SQL, sorted
by distance, and everybody scored in Python. A database of its own is made in a temporary folder (SQLite, or the one that
ENTRAIDE_DATABASE names, which must be empty).
"""

import argparse
import math
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
SEED = 7


def main() -> int:
    """Fill the database, measure both ways, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="keep the database in this folder, and use it if it is there already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        _set_up(folder)
        began = time.perf_counter()
        filled = _fill(arguments.people)
        print(f"{machine()}, commit {commit()}")
        print(f"{filled:,} people, filled in {time.perf_counter() - began:.0f} s")
        measure(arguments.needs)
    return 0


def measure(needs: int) -> None:
    """Route invented needs both ways and print how long each took."""
    from benchmarks.synthetic_people import stock

    known = stock(SEED)
    chance = random.Random(SEED + 1)
    biggest = max(known.towns, key=lambda town: town.population)
    cases = [_case(known, chance) for _ in range(needs)]
    hardest = [_case(known, chance, town=biggest, topic=known.topics[0]) for _ in range(20)]
    for way in (straightforward, routed):
        for case in cases[:5]:
            way(**case)
    print(f"{'':34}{'median ms':>10}{'p99 ms':>10}{'CPU ms':>10}{'asked':>8}")
    for name, chosen in (
        (f"{needs} needs anywhere", cases),
        (f"largest city × commonest topic ({biggest.name})", hardest),
    ):
        # Turn by turn, so that whatever else the machine does falls on both alike.
        slow, quick = Took(), Took()
        for case in chosen:
            slow.time(straightforward, case)
            quick.time(routed, case)
        print(name)
        print(f"{'  box, topic, sort, score':34}{slow}")
        print(f"{'  entraide':34}{quick}")
        ratios = [slow.median / quick.median, slow.p99 / quick.p99, slow.cpu / quick.cpu]
        print(f"{'  ratio':34}" + "".join(f"{ratio:>9.1f}×" for ratio in ratios))


class Took:
    """How long one way took: milliseconds on the clock and of this process's computing, and how many people it found."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.computing: list[float] = []
        self.asked = 0

    def time(self, way: Callable[..., int], case: dict[str, Any]) -> None:
        """Go that way once."""
        began, computed = time.perf_counter(), time.process_time()
        self.asked += way(**case)
        self.clock.append(1000 * (time.perf_counter() - began))
        self.computing.append(1000 * (time.process_time() - computed))

    @property
    def median(self) -> float:
        """Milliseconds on the clock, in the median."""
        return statistics.median(self.clock)

    @property
    def p99(self) -> float:
        """Milliseconds on the clock that 99 of 100 did not exceed."""
        return sorted(self.clock)[math.ceil(0.99 * len(self.clock)) - 1]

    @property
    def cpu(self) -> float:
        """Milliseconds of computing, in the median: what a busy machine disturbs less."""
        return statistics.median(self.computing)

    def __str__(self) -> str:
        return f"{self.median:>10.2f}{self.p99:>10.2f}{self.cpu:>10.2f}{self.asked / len(self.clock):>8.1f}"


def routed(*, post: Any, topics: tuple[str, ...]) -> int:
    """The way of the platform: candidates by blocks of cells, then the rules and the order."""
    from entraide.logic.routing.rank import rank
    from entraide.records.asks.nearby import neighbours_for

    people = neighbours_for(reading=post.reading, place=post.place, topics=topics, now=NOW, exclude=())
    return len(rank(post=post, people=people, limit=50))


def straightforward(*, post: Any, topics: tuple[str, ...]) -> int:
    """A bounding box of 50 km and a topic filter, sorted by distance in SQL, all of them scored in Python."""
    from entraide.logic.routing.rank import rank
    from entraide.records.asks import nearby
    from entraide.records.people.models import Say

    latitude, longitude = post.place
    high, wide = nearby.FARTHEST_KM / 111.2, nearby.FARTHEST_KM / (111.2 * math.cos(math.radians(latitude)))
    # Flat enough for sorting; what both databases can compute without an extension.
    away = (
        f"(home_latitude - {latitude}) * (home_latitude - {latitude}) + "
        f"(home_longitude - {longitude}) * (home_longitude - {longitude}) * {math.cos(math.radians(latitude)) ** 2}"
    )
    found = (
        Say.objects.filter(
            topic__in=topics,
            person__home_latitude__range=(latitude - high, latitude + high),
            person__home_longitude__range=(longitude - wide, longitude + wide),
        )
        .extra(select={"away": away}, order_by=["away"])
        .values_list("person_id", flat=True)
    )
    ids: list[UUID] = list(dict.fromkeys(found))
    people = []
    for start in range(0, len(ids), 5000):
        said = nearby._said(ids[start : start + 5000], topics=topics, now=NOW)
        memberships, (asked, answered, helped) = nearby._memberships(said), nearby._asked(said, now=NOW)
        people += [
            nearby._neighbour(
                rows,
                communities=memberships[person_id],
                asked=asked[person_id],
                answered=answered[person_id],
                helped=helped[person_id],
                now=NOW,
            )
            for person_id, rows in said.items()
        ]
    return len(rank(post=post, people=people, limit=50))


def _case(known: Any, chance: random.Random, *, town: Any = None, topic: str | None = None) -> dict[str, Any]:
    """A need of somebody in one of the towns, drawn as people are."""
    import numpy as np

    from benchmarks.synthetic_people import _drawn, invented_reading, invented_vector
    from entraide.logic.routing.parties import RoutedPost
    from entraide.logic.routing.search import topics_to_search

    town = town or _drawn(known.towns, known.town_sums, chance)
    topic = topic or _drawn(known.topics, known.topic_sums, chance)
    reading = invented_reading(topic, kind="need")
    post = RoutedPost(
        reading=reading,
        at=NOW.replace(tzinfo=None),
        text=topic.replace(".", " "),
        place=(town.latitude + chance.gauss(0, 0.02), town.longitude + chance.gauss(0, 0.02)),
        vector=invented_vector(known, topic, np.random.default_rng(chance.randrange(1 << 30))),
        writer_languages=frozenset({"fr", "nl"}),
    )
    return {"post": post, "topics": topics_to_search(reading)}


def _set_up(folder: Path) -> None:
    """Django with a database of its own."""
    os.environ["ENTRAIDE_FOLDER"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "entraide.config.settings"
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _fill(count: int) -> int:
    """Fill an empty database with invented people; the number of people in it."""
    from django.db import connection

    from benchmarks.synthetic_people import invented_people, stock
    from entraide.common.ids import uuid7
    from entraide.logic.routing.vectors import pack_vector
    from entraide.records.communities.models import Membership
    from entraide.records.communities.queries import server_wide
    from entraide.records.people.models import Person, Say

    already = Person.objects.count()
    if already:
        return already
    community = server_wide()
    people: list[Person] = []
    says: list[Say] = []
    members: list[Membership] = []

    def keep() -> None:
        Person.objects.bulk_create(people, batch_size=500)
        Say.objects.bulk_create(says, batch_size=500)
        Membership.objects.bulk_create(members, batch_size=500)
        for kept in (people, says, members):
            kept.clear()

    for one in invented_people(count, seed=SEED, using=stock(SEED)):
        person = Person(
            id=uuid7(),
            first_name=f"P{one.number}",
            email=f"p{one.number}@example.org",
            spoken_languages=list(one.languages),
            home_latitude=one.latitude,
            home_longitude=one.longitude,
            home_cell=one.cell,
            radius_km=one.radius_km,
            free_hours=list(one.free),
            helps_for=list(one.terms),
            is_paused=one.is_paused,
            joined_at=NOW,
        )
        people.append(person)
        members.append(
            Membership(community=community, person=person, joined_at=NOW, verified_at=NOW if one.is_verified else None)
        )
        says.extend(
            Say(
                person=person,
                text=text,
                kind=reading.kind,
                topic=reading.topic or "",
                cell=one.cell,
                reading=reading.as_dict(),
                vector=pack_vector(vector),
                said_at=NOW,
            )
            for text, reading, vector in one.says
        )
        if len(people) >= 2000:
            keep()
    keep()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return count


def machine() -> str:
    """The machine in a few words."""
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def commit() -> str:
    """The commit measured, with a mark if the working tree differs."""
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
