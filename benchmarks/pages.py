"""How long the server takes for the pages people look at most: `python benchmarks/pages.py`.

On SQLite and on PostgreSQL, with 75,000 members and 200,000 open posts, half of them in one community that has all of the members and a
forum of 200,000 messages. Each page is asked for through Django's whole stack (middleware, access, templates), without a network.
Beside the milliseconds that passed stand those that this process reckoned: other work on the machine changes them less, but what
PostgreSQL reckons is not among them. Beside the board, in the same run, the straightforward way to list the same posts: count and
order them in the tables themselves.
Databases of their own are made in a temporary folder, or in the one given by --keep, where they are found again.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import batched
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = 11
DATABASES = ("sqlite", "postgresql")
_THREADS, _MESSAGES_EACH = 20_000, 10
_AT_ONCE = 5000


def main() -> int:
    """Fill the databases, ask for every page on each, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=75_000)
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--on", choices=DATABASES, nargs="+", default=list(DATABASES))
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked for (40)")
    parser.add_argument("--keep", type=Path, help="keep the databases in this folder, and use them if they are there")
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.in_this_process:
        _set_up(arguments.keep)
        print(json.dumps(measure(arguments.people, posts=arguments.posts, times=arguments.times)))
        return 0
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from benchmarks.machine import machine
    from benchmarks.own_database import run_on

    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.keep or Path(temporary)).resolve()
        for database in arguments.on:
            place = folder / f"{database}-{arguments.people}-{arguments.posts}"
            asked = [
                "--people",
                str(arguments.people),
                "--posts",
                str(arguments.posts),
                "--times",
                str(arguments.times),
            ]
            _print(run_on(database, script=Path(__file__), place=place, arguments=asked))
    return 0


def _print(told: dict[str, Any]) -> None:
    print(
        f"\n{told['database']}, {told['people']:,} members, {told['posts']:,} open posts, {told['messages']:,} messages "
        f"(filled in {told['filled_s']:.0f} s)"
    )
    print(f"{'':44}{'median ms':>10}{'worst ms':>10}{'reckoned':>10}{'queries':>9}{'kB':>7}")
    for page, took in told["pages"].items():
        milliseconds = "".join(f"{took[of]:>10.1f}" for of in ("median", "worst", "reckoned"))
        print(f"{page:44}{milliseconds}{took['queries']:>9}{took['kb']:>7.1f}")
    for listed, ways in told["lists"].items():
        ours, theirs = ways["entraide"], ways["straightforward"]
        print(f"{listed:44}{ours:>10.1f}{theirs:>10.1f} straightforward: {theirs / ours:.1f}×")
    sys.stdout.flush()


def _set_up(place: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.config.settings")
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    # Pages name their files as they lie in the source: nothing has to be collected for a measurement.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    print(f"database in {place}", file=sys.stderr)


def measure(people: int, *, posts: int, times: int) -> dict[str, Any]:
    """Fill the database if it is empty, and ask for each page so many times, in turn."""
    from django.db import connection

    from benchmarks.country import country
    from benchmarks.filling import file_posts, fill
    from entraide.records.communities.changes import add_community
    from entraide.records.communities.models import Community
    from entraide.records.conversations.models import Message
    from entraide.records.posts.models import Post

    began = time.perf_counter()
    house = Community.objects.filter(slug="grande").first()
    if house is None:
        house = add_community(slug="grande", name="Tout le pays s'entraide", motto="D'un village à l'autre.")
        known = country(SEED)
        fill(known, count=people, seed=SEED, posts=posts, house=house.pk)
        _fill_forum(house, people=people)
    file_posts()
    filled_s = time.perf_counter() - began
    pages, lists = _pages(house), _lists()
    took: dict[str, list[float]] = {name: [] for name in (*pages, *lists)}
    reckoned: dict[str, list[float]] = {name: [] for name in pages}
    seen: dict[str, Any] = {}
    for turn in range(times + 2):
        for name, ask in pages.items():
            began, begun = time.perf_counter(), time.process_time()
            answer = ask()
            passed, own = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - begun)
            if turn > 1:  # the first two rounds load what is loaded once
                took[name].append(passed)
                reckoned[name].append(own)
            seen[name] = answer
    for turn in range(max(3, times // 8)):
        for name, ask in lists.items():
            began = time.perf_counter()
            ask()
            if turn:
                took[name].append(1000 * (time.perf_counter() - began))
    return {
        "database": connection.vendor,
        "people": people,
        "posts": Post.objects.filter(state="open").count(),
        "messages": Message.objects.count(),
        "filled_s": filled_s,
        "pages": {
            name: {
                "median": statistics.median(took[name]),
                "worst": max(took[name]),
                "reckoned": statistics.median(reckoned[name]),
                "queries": _queries(pages[name]),
                "kb": len(seen[name].content) / 1000,
            }
            for name in pages
        },
        "lists": {
            name.removesuffix(" "): {
                "entraide": statistics.median(took[name]),
                "straightforward": statistics.median(took[f"{name} "]),
            }
            for name in lists
            if not name.endswith(" ")
        },
    }


def _pages(house: Any) -> dict[str, Callable[[], Any]]:
    """Each page by what it is called here, as a question to the server."""
    from django.test import Client

    from entraide.records.conversations.models import Thread
    from entraide.records.people.models import Person

    # Somebody in the largest city, in whose surroundings there is most to look at.
    near_paris = {"home_latitude__range": (48.85, 48.87), "home_longitude__range": (2.33, 2.37)}
    person = Person.objects.filter(**near_paris).order_by("pk")[0]
    visitor, member = Client(), Client()
    member.force_login(person)
    thread = Thread.objects.filter(community=house).order_by("-latest_at")[0]
    asked = {
        "home, visitor": (visitor, "/"),
        "home, member in Paris": (member, "/"),
        "board, visitor": (visitor, "/board/"),
        "board, page 40": (visitor, "/board/?page=40"),
        "board, one topic": (visitor, "/board/?topic=animals.walking"),
        "board, needs within 10 km of Paris": (visitor, "/board/?place=Paris&radius=10&kind=need"),
        "board, within 50 km of Paris": (visitor, "/board/?place=Paris&radius=50"),
        "board, words": (visitor, "/board/?q=chien"),
        "community, visitor": (visitor, f"/c/{house.slug}/"),
        "community, member": (member, f"/c/{house.slug}/"),
        "communities": (visitor, "/communities/"),
        "forum, visitor": (visitor, f"/c/{house.slug}/forum/"),
        "forum, member": (member, f"/c/{house.slug}/forum/"),
        "thread, member": (member, f"/t/{thread.code}/"),
        "members": (member, f"/c/{house.slug}/members/"),
        "search, one word": (member, "/search/?q=chien"),
        "search, with a slip": (visitor, "/search/?q=promener+chein"),
        "my exchanges": (member, "/mine/"),
    }

    def page(client: Client, address: str) -> Callable[[], Any]:
        def ask() -> Any:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answers {answer.status_code}")
            return answer

        return ask

    return {name: page(*of) for name, of in asked.items()}


def _lists() -> dict[str, Callable[[], Any]]:
    """The board's list beside the straightforward way to it (its name ends with a space)."""
    from entraide.records.posts.board import Board, Circle
    from entraide.records.posts.queries import visible_to, with_answer_count

    def ours(**asked: Any) -> Callable[[], Any]:
        def look() -> Any:
            board = Board(None, **asked)
            return board.counts, board[:20]

        return look

    def straightforward(**asked: Any) -> Callable[[], Any]:
        def look() -> Any:
            posts = visible_to(None).filter(state="open", **asked)
            posts = with_answer_count(posts).order_by("-published_at", "-id")
            return posts.filter(kind="need").count(), posts.filter(kind="offer").count(), list(posts[:20])

        return look

    box = {"latitude__range": (48.7669, 48.9467), "longitude__range": (2.2156, 2.4888)}
    return {
        "the newest twenty, counted": ours(),
        "the newest twenty, counted ": straightforward(),
        "the same within 10 km of Paris": ours(near=Circle(48.8566, 2.3522, 10)),
        "the same within 10 km of Paris ": straightforward(**box),
    }


def _queries(ask: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


def _fill_forum(house: Any, *, people: int) -> None:
    """A forum of so many threads, each with its messages, over two years."""
    from benchmarks.filling import NOW, Table, prepared, row_id
    from entraide.records.conversations.models import Message, Thread

    chance = random.Random(SEED)
    subjects = (
        "Nos tarifs, mis en commun",
        "Un local à partager",
        "Qui connaît un bon réparateur ?",
        "La fête des voisins",
    )
    opened = Thread(kind="forum", community=house, subject="?", opened_at=NOW, latest_at=NOW)
    said = Message(
        words="Merci, c'est noté. Je passe demain matin avec mon chien, dites-moi si cela vous va.", said_at=NOW
    )
    thread_row, message_row = prepared(opened), prepared(said)

    def threads() -> Iterator[dict[str, Any]]:
        for number in range(_THREADS):
            at = _kept(NOW - timedelta(minutes=chance.randrange(2 * 365 * 24 * 60)))
            yield {
                **thread_row,
                "id": row_id(6, number),
                "code": f"t{number}",
                "subject": f"{chance.choice(subjects)} ({number})",
                "opened_by_id": row_id(1, chance.randrange(people)),
                "opened_at": at,
                "latest_at": at,
                "message_count": _MESSAGES_EACH,
            }

    def messages() -> Iterator[dict[str, Any]]:
        for number in range(_THREADS * _MESSAGES_EACH):
            yield {
                **message_row,
                "id": row_id(7, number),
                "thread_id": row_id(6, number // _MESSAGES_EACH),
                "writer_id": row_id(1, chance.randrange(people)),
            }

    for model, rows in ((Thread, threads()), (Message, messages())):
        table = Table(model)
        table.drop_indexes()
        for some in batched(rows, _AT_ONCE):
            table.add(iter(some))
        table.make_indexes()


def _kept(moment: Any) -> Any:
    from django.db import connection

    return connection.ops.adapt_datetimefield_value(moment)


if __name__ == "__main__":
    raise SystemExit(main())
