"""How long it takes to find the people for one need, and the posts for one person: `python benchmarks/routing.py`.

On SQLite and on PostgreSQL, among 100,000 people and among 1,000,000 (each with an open post), on the functions by which the platform
routes: candidates, rules, score and reasons. Beside it, in the same run and on the same database, the straightforward way: a
bounding box and a topic filter in SQL, sorted by distance, and everybody scored in Python. Databases of their own are made in a
temporary folder, or in the one given by --keep, where they are found again.
"""

import argparse
import json
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
SEED = 7
DATABASES = ("sqlite", "postgresql")
STRAIGHTFORWARD = "box, topic, sort, score"
# Asked of the straightforward way in the largest city; one takes seconds.
_SLOW_CASES = 5


def main() -> int:
    """Fill the databases, measure both ways on each, print a table, and how the time grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--on", choices=DATABASES, nargs="+", default=list(DATABASES))
    parser.add_argument(
        "--cases", type=int, default=300, help="how many needs, and how many people, are measured (300)"
    )
    parser.add_argument(
        "--keep", type=Path, help="keep the databases in this folder, and use them if they are there already"
    )
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.in_this_process:
        _set_up(arguments.keep)
        print(json.dumps(measure(arguments.people[0], cases=arguments.cases)))
        return 0
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from benchmarks.machine import machine

    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        for database in arguments.on:
            medians = [
                _measured(database, people, cases=arguments.cases, folder=folder.resolve())
                for people in arguments.people
            ]
            _print_growth(arguments.people, medians)
    return 0


def _measured(database: str, people: int, *, cases: int, folder: Path) -> dict[str, float]:
    """Measure on one database of one size, in a process of its own; print the table; our medians by question."""
    from benchmarks.own_database import run_on

    asked = ["--people", str(people), "--cases", str(cases)]
    told = run_on(database, script=Path(__file__), place=folder / f"{database}-{people}", arguments=asked)
    print(
        f"\n{told['database']}, {told['people']:,} people, {told['posts']:,} open posts (filled in {told['filled_s']:.0f} s)"
    )
    print(f"{'':52}{'median ms':>10}{'p99 ms':>10}{'CPU ms':>10}{'found':>8}")
    for question, ways in told["questions"].items():
        print(question)
        for way, took in ways.items():
            print(f"  {way:50}{took['median']:>10.2f}{took['p99']:>10.2f}{took['cpu']:>10.2f}{took['found']:>8.1f}")
        if STRAIGHTFORWARD not in ways:
            continue
        slow, quick = ways[STRAIGHTFORWARD], ways["entraide"]
        print(f"  {'ratio':50}" + "".join(f"{slow[name] / quick[name]:>9.1f}×" for name in ("median", "p99", "cpu")))
    sys.stdout.flush()
    return {question: ways["entraide"]["median"] for question, ways in told["questions"].items()}


def _read_once(place: Path) -> None:
    """Read all files of a kept database, so that they lie in the machine's memory as on a server that has been running for a while."""
    for path in place.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                while file.read(1 << 24):
                    pass


def _print_growth(sizes: Sequence[int], medians: Sequence[dict[str, float]]) -> None:
    if len(sizes) > 1:
        grown = {question: medians[-1][question] / medians[0][question] for question in medians[0]}
        print(f"from {sizes[0]:,} to {sizes[-1]:,} people: " + ", ".join(f"{q} {by:.2f}×" for q, by in grown.items()))


def measure(people: int, *, cases: int) -> dict[str, Any]:
    """Fill the database with a country of so many people if it is empty, and time both questions both ways."""
    from django.db import connection

    from benchmarks.country import country
    from benchmarks.filling import fill
    from entraide.records.posts.models import Post

    known = country(SEED)
    began = time.perf_counter()
    filled = fill(known, count=people, seed=SEED)
    filled_s = time.perf_counter() - began
    chance = random.Random(SEED + 2)
    commonest = known.topics["fr", "need"][0][0]
    largest = known.largest
    posts = _some(_needs(), filled, chance, most=cases)
    posts_in_city = _some(_needs(topic=commonest, near=largest), filled, chance, most=cases // 3)
    persons = _some(_people(), filled, chance, most=cases)
    persons_in_city = _some(
        _people(topic=known.topics["fr", "offer"][0][0], near=largest), filled, chance, most=cases // 3
    )
    questions = {
        "one need": _both(people_for, straightforward_people, posts, slow_cases=cases // 10),
        f"one need, {largest.name} × commonest topic": _both(
            people_for, straightforward_people, posts_in_city, slow_cases=_SLOW_CASES
        ),
        "a wave chosen among a hundred": _both(wave_for, None, posts, slow_cases=0),
        "one person": _both(posts_for, straightforward_posts, persons, slow_cases=cases // 10),
        f"one person, {largest.name} × commonest topic": _both(
            posts_for, straightforward_posts, persons_in_city, slow_cases=_SLOW_CASES
        ),
    }
    version = connection.Database.sqlite_version if connection.vendor == "sqlite" else connection.pg_version
    return {
        "database": f"{connection.display_name} {version}",
        "people": filled,
        "posts": Post.objects.count(),
        "filled_s": filled_s,
        "questions": questions,
    }


def people_for(post: Any) -> int:
    """The way of the platform, from a post to the people to ask: candidates, rules, score, reasons. A first look, as before publishing."""
    from benchmarks.filling import NOW
    from entraide.journeys.find_people import find_people

    return len(find_people(post=post, exclude=(), now=NOW))


def wave_for(post: Any) -> int:
    """The same for a wave, which is chosen among a hundred by what their attention is worth."""
    from benchmarks.filling import NOW
    from entraide.journeys.ask_people import CHOSEN_AMONG
    from entraide.journeys.find_people import find_people

    return len(find_people(post=post, exclude=(), now=NOW, most=CHOSEN_AMONG))


def posts_for(person: Any) -> int:
    """The way of the platform, from a person to the open posts that fit them."""
    from benchmarks.filling import NOW
    from entraide.journeys.find_posts import find_posts

    return len(find_posts(person=person, now=NOW))


def straightforward_people(post: Any) -> int:
    """Everybody in a box of 50 km who spoke of one of the topics, sorted by distance in SQL, all of them scored in Python."""
    from benchmarks.filling import NOW
    from entraide.journeys.find_people import gist_in, in_local_time, routed, zone_of
    from entraide.logic.routing.promise import Promise
    from entraide.logic.routing.rank import rank
    from entraide.records.asks.nearby import neighbours_among
    from entraide.records.people.models import Say

    keys = Promise.of_post(gist_in(post), None).keys()
    found = (
        Say.objects.filter(topic__in=keys.topics, **_box("person__home_", post.latitude, post.longitude))
        .extra(select={"away": _away("home_", post.latitude, post.longitude)}, order_by=["away"])
        .values_list("person_id", flat=True)
    )
    ids: list[UUID] = list(dict.fromkeys(found))
    people = [
        one
        for start in range(0, len(ids), 2000)
        for one in neighbours_among(ids[start : start + 2000], keys=keys, now=NOW)
    ]
    return len(rank(post=routed(post, now=NOW), people=in_local_time(people, zone=zone_of(post.writer)), limit=50))


def straightforward_posts(person: Any) -> int:
    """Every open post in the box about one of the topics, sorted by distance in SQL, each scored in Python."""
    from benchmarks.filling import NOW
    from entraide.journeys.find_people import Houses
    from entraide.journeys.find_posts import fit_of
    from entraide.logic.routing.gist import Gist
    from entraide.logic.routing.promise import Promise, keys_of_all
    from entraide.records.asks.nearby import neighbours_among
    from entraide.records.posts.models import Post

    promises = [Promise.of_say(Gist.from_dict(say.gist), None) for say in person.says.all()]
    keys = keys_of_all(promises, most_topics=24, most_landmarks=0)
    me = next(iter(neighbours_among([person.pk], keys=None, now=NOW)), None)
    posts = (
        Post.objects.filter(
            state="open", is_asking=True, topic__in=keys.topics, **_box("", person.home_latitude, person.home_longitude)
        )
        .select_related("writer", "community")
        .extra(select={"away": _away("posts_post.", person.home_latitude, person.home_longitude)}, order_by=["away"])
    )
    houses = Houses()
    return sum(len(fit_of(post=post, neighbour=me, now=NOW, houses=houses)) for post in posts.iterator()) if me else 0


def _box(prefix: str, latitude: float, longitude: float) -> dict[str, tuple[float, float]]:
    from entraide.records.asks.nearby import FARTHEST_KM

    high, wide = FARTHEST_KM / 111.2, FARTHEST_KM / (111.2 * math.cos(math.radians(latitude)))
    return {
        f"{prefix}latitude__range": (latitude - high, latitude + high),
        f"{prefix}longitude__range": (longitude - wide, longitude + wide),
    }


def _away(prefix: str, latitude: float, longitude: float) -> str:
    """Flat enough for sorting; what both databases can compute without an extension."""
    return (
        f"({prefix}latitude - {latitude}) * ({prefix}latitude - {latitude}) + "
        f"({prefix}longitude - {longitude}) * ({prefix}longitude - {longitude}) * {math.cos(math.radians(latitude)) ** 2}"
    )


def _needs(topic: str | None = None, near: Any = None) -> Any:
    from entraide.records.posts.models import Post

    posts = Post.objects.filter(kind="need").select_related("writer", "community")
    return posts.filter(topic=topic, **_around(near)) if topic else posts


def _people(topic: str | None = None, near: Any = None) -> Any:
    from entraide.records.people.models import Person

    people = Person.objects.filter(is_paused=False)
    return people.filter(says__topic=topic, **_around(near, "home_")).distinct() if topic else people


def _around(town: Any, prefix: str = "") -> dict[str, tuple[float, float]]:
    return {
        f"{prefix}latitude__range": (town.latitude - 0.03, town.latitude + 0.03),
        f"{prefix}longitude__range": (town.longitude - 0.045, town.longitude + 0.045),
    }


def _some(rows: Any, count: int, chance: random.Random, *, most: int) -> list[Any]:
    """Some of these rows by chance, the same ones for the same seed."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    return list(rows.filter(pk__in=chance.sample(keys, min(most, len(keys)))).order_by("pk"))


def _both(
    quick: Callable[[Any], int], slow: Callable[[Any], int] | None, cases: Sequence[Any], *, slow_cases: int
) -> dict[str, Any]:
    """Both ways, ours first: the other reads so much that it leaves nothing else in the memory of the machine."""
    _read_once(Path(os.environ["ENTRAIDE_FOLDER"]))
    for case in cases[:20]:
        quick(case)
    ours, theirs = _Took(), _Took()
    for case in cases:
        ours.time(quick, case)
    for case in cases[:slow_cases] if slow else ():
        theirs.time(slow, case)
    return {**({STRAIGHTFORWARD: theirs.told()} if slow else {}), "entraide": ours.told()}


class _Took:
    """How long one way took: milliseconds on the clock and of this process's computing, and how many it found."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.computing: list[float] = []
        self.found = 0

    def time(self, way: Callable[[Any], int], case: Any) -> None:
        """Go that way once."""
        began, computed = time.perf_counter(), time.process_time()
        self.found += way(case)
        self.clock.append(1000 * (time.perf_counter() - began))
        self.computing.append(1000 * (time.process_time() - computed))

    def told(self) -> dict[str, float]:
        """The median, what 99 of 100 did not exceed, the median of this process's computing, and how many were found."""
        return {
            "median": statistics.median(self.clock),
            "p99": sorted(self.clock)[math.ceil(0.99 * len(self.clock)) - 1],
            "cpu": statistics.median(self.computing),
            "found": self.found / len(self.clock),
        }


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
