"""Fills a demo town in a folder of its own and starts it: about seventy people in Brussels and beyond, and what they need and offer.

The first start takes some seconds; after that it is there at once. No mail leaves: all letters lie in /dev/mail.
"""

import argparse
import os
import shutil
import socket
import sqlite3
import sys
import threading
import webbrowser
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

HELP = "fill a demo town and start it"
_GROWS_OLD_AFTER = timedelta(days=4)
# Lies in the folder of a demo, so that nobody fills or empties the folder of a real server by mistake.
_MARK = ".demo-town"
_WAYS_IN = (("Ginette", "who writes"), ("Bruno", "who is asked"), ("Els", "in Dutch"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether to begin anew."""
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--fresh", action="store_true", help="forget the town and fill it anew")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def run(arguments: argparse.Namespace) -> int:
    """Fill the town if it is empty, say where it is, and serve until told to stop."""
    folder = _surroundings(port=arguments.port)
    if _is_taken(arguments.port):
        print(
            f"Port {arguments.port} is taken by another program. Try: entraide demo --port {arguments.port + 1}",
            file=sys.stderr,
        )
        return 1
    if arguments.fresh and not _forget(folder):
        return 1
    if not _was_filled_before(folder) and not _is_ready(folder):
        return 1
    from entraide.console.serve import run_server

    _greet(folder, port=arguments.port)
    if not arguments.no_browser and _has_screen():
        threading.Timer(1.5, webbrowser.open, (f"http://localhost:{arguments.port}/",)).start()
    return run_server(port=arguments.port, live_port=arguments.port + 1)


def _surroundings(*, port: int) -> Path:
    """Set the environment of a demo, before any setting is read; the demo's folder."""
    os.environ["ENTRAIDE_DEMO"] = "yes"
    # Whatever is set for a real server: the people of a demo are invented, no mail may leave for them.
    os.environ["ENTRAIDE_MAIL"] = os.environ["ENTRAIDE_DATABASE"] = ""
    os.environ.setdefault("ENTRAIDE_FOLDER", str(Path("var") / "demo"))
    os.environ.setdefault("ENTRAIDE_ADDRESS", f"http://localhost:{port}")
    from entraide.console.serve import say_where_live_is

    say_where_live_is(port=port, live_port=port + 1)
    return Path(os.environ["ENTRAIDE_FOLDER"]).expanduser().resolve()


def _is_taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _forget(folder: Path) -> bool:
    """Empty the demo's folder. False, with a word about it, if it is not the folder of a demo."""
    if os.environ.get("ENTRAIDE_DATABASE"):
        print("--fresh works with the embedded database only: unset ENTRAIDE_DATABASE.", file=sys.stderr)
        return False
    if not folder.exists() or not any(folder.iterdir()):
        return True
    if not (folder / _MARK).exists():
        print(f"{folder} is not the folder of a demo; nothing was deleted.", file=sys.stderr)
        return False
    for name in ("entraide.sqlite3", "entraide.sqlite3-wal", "entraide.sqlite3-shm", ".prepared"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "mail", ignore_errors=True)
    return True


def _was_filled_before(folder: Path) -> bool:
    """Whether a town is there and nothing has changed since: told without loading Django, which the server does by itself."""
    from entraide.console.setup import is_prepared

    kept = folder / "entraide.sqlite3"
    if os.environ.get("ENTRAIDE_DATABASE") or not (folder / _MARK).exists() or not kept.exists() or not is_prepared():
        return False
    with closing(sqlite3.connect(f"{kept.as_uri()}?mode=ro", uri=True)) as database:
        return database.execute("SELECT 1 FROM people_person LIMIT 1").fetchone() is not None


def _is_ready(folder: Path) -> bool:
    """Whether the town is there, filled if need be. False, with a word about it, if a real server lives in the folder."""
    from entraide.console.setup import prepare

    prepare()
    from django.utils import timezone

    from entraide.records.people.models import Person

    is_inhabited = Person.objects.exists()
    if is_inhabited and not (folder / _MARK).exists():
        print(f"{folder} holds a real server, not a demo. Set ENTRAIDE_FOLDER to another folder.", file=sys.stderr)
        return False
    if not is_inhabited:
        from entraide.console.demo_filling import fill_town

        now = timezone.now()
        (folder / _MARK).write_text(now.isoformat())
        print("The town wakes up: its people move in and read one another's sentences (once only).", flush=True)
        fill_town(now=now, progress=_show)
        _show(1.0, "")
    return True


def _show(share: float, words: str) -> None:
    """A line that grows, on a terminal; nothing in a log."""
    if not sys.stdout.isatty():
        return
    width = 32
    filled = round(share * width)
    end = "\n" if share >= 1 else ""
    print(f"\r  {'━' * filled}{'┄' * (width - filled)} {share:4.0%}  {words[:24]:<24}", end=end, flush=True)


def _greet(folder: Path, *, port: int) -> None:
    from entraide.console.colours import painted
    from entraide.console.demo_town import town

    address = f"http://localhost:{port}"
    print(f"\n  Entraide is at {painted(address + '/', 'bold')}")
    print(f"  Every letter, sign-in codes too, lies at {painted(address + '/dev/mail/', 'bold')}\n")
    print("  Sign in with one of these addresses, then take the code from /dev/mail/:")
    for name, words in _WAYS_IN:
        print(f"    {town().people[name].email:<22} {name}, {words}")
    print("\n  Try: « Je cherche quelqu’un pour promener mon chien samedi matin à Ixelles »")
    age = _age(folder)
    if age and age > _GROWS_OLD_AFTER:
        print(f"  This town is {age.days} days old and much of it is over; `entraide demo --fresh` fills it anew.")
    print("  Ctrl-C stops it.\n", flush=True)


def _age(folder: Path) -> timedelta | None:
    try:
        filled_at = datetime.fromisoformat((folder / _MARK).read_text().strip())
    except (OSError, ValueError):
        return None
    return datetime.now(filled_at.tzinfo) - filled_at


def _has_screen() -> bool:
    """Whether a browser can be opened that is not one of the terminal."""
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
