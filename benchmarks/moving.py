"""How long it takes a community to move to another server: `python benchmarks/moving.py`.

A community of 5,000 members with their sentences, 20,000 posts and 20,000 messages leaves one server as a sealed file, and arrives on
an empty one, on SQLite and on PostgreSQL; then it leaves from there, and both files are compared row by row. Its bound is two minutes.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from datetime import timedelta
from itertools import batched
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = 7
DATABASES = ("sqlite", "postgresql")
BOUND_S = 120.0
_FILE, _AGAIN, _KEY = "left.entraide.age", "again.entraide", "key"


def main() -> int:
    """Move on each database, print what it took; 1 if something was lost or it took too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, default=5_000)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--on", choices=DATABASES, nargs="+", default=list(DATABASES))
    parser.add_argument("--step", choices=("key", "leave", "arrive"), help=argparse.SUPPRESS)
    parser.add_argument("--between", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--keep", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.in_this_process:
        _set_up(arguments.keep)
        step = {"key": _key, "leave": _leave, "arrive": _arrive}[arguments.step]
        told = step(arguments) | {"memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        print(json.dumps(told))
        return 0
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from benchmarks.machine import machine

    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        moved = [_moved(database, arguments, Path(temporary)) for database in arguments.on]
        return 0 if all(moved) else 1


def _moved(database: str, arguments: argparse.Namespace, folder: Path) -> bool:
    """Move once; whether all arrived, and in time."""
    from benchmarks.own_database import run_on

    between = folder / f"{database}-between"
    between.mkdir()
    said = [f"--members={arguments.members}", f"--posts={arguments.posts}", f"--messages={arguments.messages}"]

    def step(name: str, server: str) -> dict[str, Any]:
        asked = [*said, "--step", name, "--between", str(between)]
        return run_on(database, script=Path(__file__), place=folder / f"{database}-{server}", arguments=asked)

    step("key", "new")
    left = step("leave", "old")
    arrived = step("arrive", "new")
    is_whole = left["parts"] == arrived["parts"] and not arrived["different"]
    took = left["export_s"] + left["seal_s"] + arrived["unseal_s"] + arrived["import_s"]
    rows = ", ".join(f"{count:,} {name}" for name, (count, _) in left["parts"].items() if count > 1)
    print(f"\n{left['database']}: {rows}")
    print(f"  export {left['export_s']:.1f} s, seal {left['seal_s']:.1f} s: {left['size'] / 2**20:.0f} MiB")
    print(f"  open {arrived['unseal_s']:.1f} s, import {arrived['import_s']:.1f} s")
    print(
        f"  together {took:.1f} s (bound {BOUND_S:.0f} s), at most {max(left['memory_mib'], arrived['memory_mib']):.0f} MiB of memory"
    )
    print(
        f"  {'nothing is lost: it leaves again as it came' if is_whole else 'WHAT LEFT AND WHAT ARRIVED ARE NOT THE SAME'}"
    )
    for line in arrived["different"]:
        print(f"    {line}")
    return is_whole and took <= BOUND_S


def _key(arguments: argparse.Namespace) -> dict[str, Any]:
    from entraide.adapters.archives.sealing import public_key

    (arguments.between / _KEY).write_text(public_key(arguments.keep))
    return {}


def _leave(arguments: argparse.Namespace) -> dict[str, Any]:
    """Fill the old server, and export."""
    from django.db import connection

    from benchmarks.country import country
    from benchmarks.filling import NOW, fill
    from entraide.adapters.archives.sealing import seal
    from entraide.journeys.export_community import export_community
    from entraide.records.communities.models import Community, Membership

    house = Community.objects.create(slug="town", name="Town")
    # Every second post is the community's.
    fill(country(SEED), count=arguments.members, seed=SEED, posts=2 * arguments.posts, house=house.pk)
    Membership.objects.filter(community=house).update(agrees_to_move=True)
    _talk(house, arguments.messages)
    began = time.perf_counter()
    whole = arguments.between / "whole"
    manifest = export_community(community=house, into=whole, now=NOW)
    exported = time.perf_counter()
    seal(whole, into=arguments.between / _FILE, key=(arguments.between / _KEY).read_text())
    sealed = time.perf_counter()
    (arguments.between / _FILE).chmod(0o644)
    version = connection.Database.sqlite_version if connection.vendor == "sqlite" else connection.pg_version
    return {
        "database": f"{connection.display_name} {version}",
        "parts": {part.name: (part.rows, part.sha256) for part in manifest.parts},
        "size": whole.stat().st_size,
        "export_s": exported - began,
        "seal_s": sealed - exported,
    }


def _talk(house: Any, count: int) -> None:
    """Threads of forty messages, by members in turn."""
    from benchmarks.filling import NOW
    from entraide.records.conversations.models import Message, Thread
    from entraide.records.people.models import Person

    people = list(Person.objects.values_list("pk", flat=True))
    for numbers in batched(range(count), 40):
        thread = Thread.objects.create(
            kind="forum",
            community=house,
            subject=f"Subject {numbers[0]}",
            opened_by_id=people[numbers[0] % len(people)],
            opened_at=NOW,
            latest_at=NOW,
            message_count=len(numbers),
        )
        Message.objects.bulk_create(
            Message(
                thread=thread,
                writer_id=people[number % len(people)],
                words=f"{number}: on se retrouve samedi devant la maison de quartier, avec les outils. " * 3,
                said_at=NOW + timedelta(minutes=number),
            )
            for number in numbers
        )


def _arrive(arguments: argparse.Namespace) -> dict[str, Any]:
    """Import on the new server, and export from it once more."""
    from benchmarks.filling import NOW
    from entraide.adapters.archives.sealing import unseal
    from entraide.adapters.archives.unpacking import Archive
    from entraide.journeys.export_community import export_community
    from entraide.journeys.import_community import import_community

    opened = arguments.between / "opened"
    began = time.perf_counter()
    unseal(arguments.between / _FILE, into=opened, folder=arguments.keep)
    unsealed = time.perf_counter()
    with Archive(opened) as archive:
        arrived = import_community(archive=archive, now=NOW)
    imported = time.perf_counter()
    manifest = export_community(community=arrived.community, into=arguments.between / _AGAIN, now=NOW)
    return {
        "parts": {part.name: (part.rows, part.sha256) for part in manifest.parts},
        "different": _differences(opened, arguments.between / _AGAIN),
        "unseal_s": unsealed - began,
        "import_s": imported - unsealed,
    }


def _differences(first: Path, second: Path) -> list[str]:
    """Part by part, the rows that one file has and the other has not, and the columns that differ, each with one example."""
    from entraide.adapters.archives.unpacking import Archive
    from entraide.records.moves.parts import PARTS

    found: list[str] = []
    with Archive(first) as left, Archive(second) as again:
        for part in PARTS:
            before, after = ({row["id"]: row for row in archive.rows(part.name)} for archive in (left, again))
            if missing := before.keys() - after.keys():
                found.append(f"{part.name}: {len(missing)} of {len(before)} did not arrive")
            if added := after.keys() - before.keys():
                found.append(f"{part.name}: {len(added)} arrived that had not left")
            both = [(before[key], after[key]) for key in before.keys() & after.keys()]
            for name in next(iter(before.values()), {}):
                if other := [(one[name], two[name]) for one, two in both if one[name] != two.get(name)]:
                    one, two = (repr(value)[:60] for value in other[0])
                    found.append(f"{part.name}.{name}: {len(other)} differ, such as {one}, which became {two}")
    return found


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
