"""Reads sentences and says what they mean.

With a sentence as argument it prints the reading for a person. Without, it reads one sentence a line from standard input and
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

from entraide.console.colours import painted, painted_sentence
from entraide.console.places import use_operators_tables
from entraide.logic import places
from entraide.logic.reading import Reading, UnreadableSentence, Written, understand, understand_all
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


def run(arguments: argparse.Namespace) -> int:
    """Read the argument, or every line of standard input."""
    try:
        at = _moment(arguments.at)
    except ValueError:
        print(f"--at: {arguments.at!r} is no moment such as 2026-03-04T10:00", file=sys.stderr)
        return 2
    use_operators_tables()
    if arguments.sentence is not None:
        return _show(arguments.sentence, at=at, home=arguments.home)
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


def _show(sentence: str, *, at: datetime, home: str | None) -> int:
    try:
        reading = understand(sentence, at=at, home=_home(home))
    except UnreadableSentence as unreadable:
        print(f"cannot be read: {unreadable.code}", file=sys.stderr)
        return 1
    print(painted_sentence(sentence, reading.spans))
    for label, value in _rows(reading):
        print(f"  {painted(label, 'faint'):<24} {value}" if sys.stdout.isatty() else f"  {label:<12} {value}")
    return 0


def _rows(reading: Reading) -> Iterator[tuple[str, str]]:
    yield "language", reading.language
    yield "kind", f"{reading.kind}  (confidence {reading.confidence:.2f})"
    if reading.kind == "none":
        return
    yield "action", str(reading.action)
    yield "topic", str(reading.topic)
    yield "subject", str(reading.subject)
    for name in ("place", "destination"):
        place = getattr(reading, name)
        if place:
            radius = f", within {place.radius_km:g} km" if place.radius_km else ""
            yield name, f"{place.name} {place.postcode or ''} ({place.country}, {place.precision}{radius})"
    if reading.remote:
        yield "remote", "yes"
    if reading.time:
        yield "time", f"{reading.time.start} – {reading.time.end}  {reading.time.recurrence or ''}"
    yield "urgency", reading.urgency
    terms = reading.terms
    parts = (terms.amount, terms.currency, terms.per and f"per {terms.per}", terms.in_return, terms.in_return_topic)
    yield "terms", " ".join([terms.mode, *(str(part) for part in parts if part is not None)])
    if reading.quantity:
        yield "quantity", f"{reading.quantity.value:g} {reading.quantity.unit}"
    if reading.questions:
        yield "to ask", ", ".join(reading.questions)
    yield "candidates", ", ".join(f"{c.topic} {c.score:.2f}" for c in reading.candidates)
