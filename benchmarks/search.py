"""How long it takes to find posts by words: `python benchmarks/search.py`.

On SQLite and on PostgreSQL, among 200,000 open posts in four languages, every second one in a community for its members only. Beside
it, in the same run and on the same database, the straightforward way: every word somewhere in the sentence (icontains), newest first.
Beside the milliseconds that passed stand those that this process reckoned: other work on the machine changes them less, but what
PostgreSQL reckons is not among them. "On the board" is the list of posts that /board/?q= shows, counted, a page of it.
Databases of their own are made in a temporary folder, or in the one given by --keep, where they are found again.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SEED = 13
DATABASES = ("sqlite", "postgresql")
# What is looked for, by what makes it easy or hard.
ASKED = {
    "a common word": ("chien", "fiets", "jardin", "Kinder"),
    "two words": ("réparer vélo", "garder enfants soir", "Hilfe Garten", "walk dog"),
    "a rare word": ("raccommoder", "saxophone", "Gutachten", "trampoline"),
    "a slip": ("perseuse", "demenagmnt", "fietz", "babysiter"),
    "nothing there": ("zxqvbn", "qqqq wwww", "xyzzy plugh", "vvvvvv"),
    "a whole sentence": (
        "je cherche quelqu'un pour promener mon chien samedi",
        "ik zoek iemand om mijn fiets te herstellen",
        "wer kann mir beim Umzug helfen",
        "could somebody mend my bicycle",
    ),
}

ON_THE_BOARD = "on the board"


def main() -> int:
    """Fill the databases, ask all questions on each, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--on", choices=DATABASES, nargs="+", default=list(DATABASES))
    parser.add_argument("--times", type=int, default=10, help="how often each question is asked (10)")
    parser.add_argument("--keep", type=Path, help="keep the databases in this folder, and use them if they are there")
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.in_this_process:
        _set_up()
        print(json.dumps(measure(arguments.posts, times=arguments.times)))
        return 0
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    from benchmarks.machine import machine
    from benchmarks.own_database import run_on

    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.keep or Path(temporary)).resolve()
        for database in arguments.on:
            place = folder / f"{database}-search-{arguments.posts}"
            asked = ["--posts", str(arguments.posts), "--times", str(arguments.times)]
            _print(run_on(database, script=Path(__file__), place=place, arguments=asked))
    return 0


def _print(told: dict[str, Any]) -> None:
    print(
        f"\n{told['database']}, {told['posts']:,} open posts, {told['words']:,} words (filed in {told['filed_s']:.0f} s)"
    )
    print(f"{'':24}{'median ms':>10}{'worst ms':>10}{'reckoned':>10}{'icontains':>11}{'times':>8}")
    for sort, took in told["asked"].items():
        ours = f"{sort:24}{took['median']:>10.1f}{took['worst']:>10.1f}{took['reckoned']:>10.1f}"
        ratio = took["straightforward"] / took["median"]
        print(f"{ours}{took['straightforward']:>11.1f}{ratio:>7.1f}×" if took["straightforward"] else ours)
    sys.stdout.flush()


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.config.settings")
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def measure(posts: int, *, times: int) -> dict[str, Any]:
    """Fill the database if it is empty, and ask each question so many times, ours and the straightforward way in turn."""
    from django.db import connection

    from benchmarks.country import country
    from benchmarks.filling import file_posts, fill
    from entraide.records.communities.changes import add_community
    from entraide.records.communities.models import Community
    from entraide.records.finds.models import Find, WordKey
    from entraide.records.posts.models import Post

    if not Community.objects.filter(slug="fermee").exists():
        house = add_community(slug="fermee", name="La maison fermée", motto="Entre nous.")
        fill(country(SEED), count=max(1000, posts // 20), seed=SEED, posts=posts, house=house.pk)
        Community.objects.filter(pk=house.pk).update(is_readable_by_all=False)
    filed_s = file_posts()
    took: dict[str, dict[str, list[float]]] = {
        sort: {"ours": [], "reckoned": [], "theirs": []} for sort in (*ASKED, ON_THE_BOARD)
    }
    for turn in range(times + 1):  # the first round loads what is loaded once
        for sort, questions in (*ASKED.items(), (ON_THE_BOARD, ASKED["a common word"])):
            for words in questions:
                passed, reckoned = _timed(lambda words=words, ask=_board if sort == ON_THE_BOARD else _ours: ask(words))
                if turn:
                    took[sort]["ours"].append(passed)
                    took[sort]["reckoned"].append(reckoned)
                if turn == 1 and sort != ON_THE_BOARD:
                    took[sort]["theirs"].append(_timed(lambda words=words: _straightforward(words))[0])
    return {
        "database": connection.vendor,
        "posts": Post.objects.filter(state="open").count(),
        "finds": Find.objects.count(),
        "words": WordKey.objects.values("word").distinct().count(),
        "filed_s": filed_s,
        "asked": {
            sort: {
                "median": statistics.median(kept["ours"]),
                "worst": max(kept["ours"]),
                "reckoned": statistics.median(kept["reckoned"]),
                "straightforward": statistics.median(kept["theirs"]) if kept["theirs"] else 0.0,
            }
            for sort, kept in took.items()
        },
    }


def _timed(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that passed, and that this process reckoned."""
    began, reckoned = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - reckoned)


def _ours(words: str) -> object:
    from entraide.logic.searching.question import read_question
    from entraide.records.finds.queries import find

    return find(None, question=read_question(words), kinds=["post"], most=20)


def _board(words: str) -> object:
    from entraide.records.finds.queries import posts_by_words
    from entraide.records.posts.board import Board

    board = Board(None, among=posts_by_words(None, words=words))
    return board.counts, board[:20]


def _straightforward(words: str) -> object:
    from entraide.logic.searching.question import read_question
    from entraide.records.posts.queries import visible_to

    posts = visible_to(None).filter(state="open").order_by("-published_at", "-id")
    for word in read_question(words).words:
        posts = posts.filter(text__icontains=word)
    return list(posts[:21])


if __name__ == "__main__":
    sys.exit(main())
