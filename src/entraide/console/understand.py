"""Reads sentences and says what they mean.

With a sentence as argument it prints the reading for a person. Without, it reads one sentence a line from standard input and
writes one JSON object a line, in order, as soon as each is read. A line that is a JSON object {"text": …, "at": …, "home": …}
sets its own moment and home. A line that cannot be read gives {"error": …}.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from entraide.console.colours import painted, painted_sentence
from entraide.console.places import use_operators_tables
from entraide.logic import places
from entraide.logic.reading import Reading, UnreadableSentence, understand

HELP = "read sentences and say what they mean"


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
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)  # type: ignore[union-attr]
    for line in _lines():
        print(json.dumps(_answer(line, at=at, home=arguments.home), ensure_ascii=False), flush=True)
    return 0


def _lines() -> Iterator[bytes]:
    while line := sys.stdin.buffer.readline():
        yield line.rstrip(b"\r\n")


def _answer(line: bytes, *, at: datetime, home: str | None) -> dict[str, Any]:
    """The reading of one line, or what is wrong with it."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return {"error": "not_text"}
    if text.lstrip().startswith("{"):
        try:
            row = json.loads(text)
            if isinstance(row, dict) and "text" in row:
                text = row["text"]
                at = _moment(row["at"]) if row.get("at") else at
                home = row.get("home") or home
        except ValueError:
            pass  # a sentence may begin with a brace
        except TypeError:
            return {"error": "bad_line"}
    try:
        reading = understand(text, at=at, home=_home(home))
    except UnreadableSentence as unreadable:
        return {"error": unreadable.code}
    return reading.as_dict()


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
