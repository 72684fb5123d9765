"""Reads sentences and says what they mean.

With a sentence as argument it prints the reading for a person: the sentence with its parts underlined, the reading in words, what
would be asked, the likeliest topics. Without, it reads one sentence a line from standard input and
writes one JSON object a line, in order, as soon as each is read. A line that is a JSON object {"text": …, "at": …, "home": …}
sets its own moment and home. A line that cannot be read gives {"error": …}.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from io import BufferedReader
from typing import Any, cast
from zoneinfo import ZoneInfo

from entraide.console.places import use_operators_tables
from entraide.console.reading import use_operators_weights
from entraide.logic import places
from entraide.logic.reading import UnreadableSentence, Written, understand, understand_all
from entraide.logic.reading.understand import check

HELP = "read sentences and say what they mean"

# Sentences read together: the encoder is twice as fast in company, and nobody waits long for the first of them.
_MOST_TOGETHER = 32
_MOST_BYTES = 1 << 16


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The sentence, the moment and the home."""
    parser.add_argument("sentence", nargs="?", help="one sentence to read for a person to look at")
    parser.add_argument("--at", help="the moment of writing, local time in Brussels (2026-03-04T10:00); default now")
    parser.add_argument("--home", help="the writer's home place")
    parser.add_argument("--json", action="store_true", help="print the reading of the argument as one line of JSON")
    parser.add_argument(
        "--language",
        choices=("fr", "nl", "en", "de"),
        help="the language to tell the reading in; default the terminal's",
    )


def run(arguments: argparse.Namespace) -> int:
    """Read the argument, or every line of standard input."""
    try:
        at = _moment(arguments.at)
    except ValueError:
        print(f"--at: {arguments.at!r} is no moment such as 2026-03-04T10:00", file=sys.stderr)
        return 2
    use_operators_tables()
    use_operators_weights()
    if arguments.sentence is not None:
        return _show(
            arguments.sentence, at=at, home=arguments.home, as_json=arguments.json, language=arguments.language
        )
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=False)  # type: ignore[union-attr]
    for lines in _batches():
        for answer in _answers(lines, at=at, home=arguments.home):
            print(json.dumps(answer, ensure_ascii=False))
        sys.stdout.flush()
    return 0


def _batches() -> Iterator[list[bytes]]:
    """The lines of standard input, as many together as are there already: one from a slow writer, many from a file."""
    begun = b""
    stream = cast(BufferedReader, sys.stdin.buffer)
    while came := stream.read1(_MOST_BYTES):
        *lines, begun = (begun + came).split(b"\n")
        for start in range(0, len(lines), _MOST_TOGETHER):
            yield [line.rstrip(b"\r") for line in lines[start : start + _MOST_TOGETHER]]
    if begun:
        yield [begun.rstrip(b"\r")]


def _answers(lines: Sequence[bytes], *, at: datetime, home: str | None) -> list[dict[str, Any]]:
    """The readings of the lines in order, or what is wrong with each."""
    written = [_written(line, at=at, home=home) for line in lines]
    readings = iter(understand_all([one for one in written if isinstance(one, Written)]))
    return [next(readings).as_dict() if isinstance(one, Written) else {"error": one} for one in written]


def _written(line: bytes, *, at: datetime, home: str | None) -> Written | str:
    """The sentence of one line with its moment and home, or the code of what is wrong with it."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return "not_text"
    try:
        if text.lstrip().startswith("{"):
            try:
                row = json.loads(text)
            except ValueError:
                row = None  # a sentence may begin with a brace
            if isinstance(row, dict) and "text" in row:
                text = row["text"]
                at = _moment(row["at"]) if row.get("at") else at
                home = row.get("home") or home
        check(text)
        return Written(text, at=at, home=_home(home))
    except UnreadableSentence as unreadable:
        return unreadable.code
    except (TypeError, ValueError, KeyError, RecursionError):
        return "bad_line"


@lru_cache(maxsize=4096)
def _place(name: str) -> places.Place | None:
    found = places.find(name=name, limit=1)
    return found[0].place if found else None


def _home(home: Any) -> places.Place | tuple[float, float] | None:
    """A home as a place name or as coordinates; None if unknown."""
    if isinstance(home, dict):
        return float(home["latitude"]), float(home["longitude"])
    return _place(home) if isinstance(home, str) else None


def _moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(ZoneInfo("Europe/Brussels")).replace(tzinfo=None)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(ZoneInfo("Europe/Brussels")).replace(tzinfo=None) if moment.tzinfo else moment


def _show(sentence: str, *, at: datetime, home: str | None, as_json: bool, language: str | None) -> int:
    try:
        reading = understand(sentence, at=at, home=_home(home))
    except UnreadableSentence as unreadable:
        print(f"cannot be read: {unreadable.code}", file=sys.stderr)
        return 1
    if as_json:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        print(json.dumps(reading.as_dict(), ensure_ascii=False))
        return 0
    from entraide.console.reading_sheet import show  # Django's translations: only a person needs them

    show(sentence, reading, now=at, language=language)
    return 0
