"""`entraide route`: who would be asked about each sentence, from a file of people. For trying, judging and explaining.

It reads one JSON object a line from standard input and answers one a line; it keeps nothing and asks nobody. No database, no
Django: the same logic that the running platform uses.
"""

import argparse
import json
import math
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from entraide.console.places import use_operators_tables
from entraide.logic import places
from entraide.logic.reading import Written, understand, understand_all
from entraide.logic.reading.interpretation import Reading, UnreadableSentence
from entraide.logic.reading.meaning import encode
from entraide.logic.routing.gist import Point, gist_of
from entraide.logic.routing.parties import Match, Neighbour, RoutedPost, Spoken
from entraide.logic.routing.rank import rank

HELP = "answer needs and offers on standard input with the people to ask, best first (JSON lines)"
_ZONE = ZoneInfo("Europe/Brussels")


class WrongLine(ValueError):
    """A line that cannot be used; the message says why."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--people", required=True, type=Path, metavar="FILE", help="people, one JSON object a line")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="name at most N people for each (20)")


def run(arguments: argparse.Namespace) -> int:
    """Answer each line of standard input. Returns 0, or 2 if the people cannot be read."""
    use_operators_tables()
    try:
        told = list(_people_of(arguments.people))
    except OSError as error:
        print(f"entraide route: {arguments.people}: {error.strerror}", file=sys.stderr)
        return 2
    people: list[Neighbour] | None = None
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            data = _object(line)
            at = _moment(data.get("at"))
            # The file does not say when people said their sentences: they are read as if said with the first post.
            people = people if people is not None else _blocking_both_ways(_neighbours(told, at=at))
            answer = _answer(data, at=at, people=people, limit=max(0, arguments.limit))
        except WrongLine as error:
            answer = {"error": str(error)}
        except Exception:
            # A fault of ours in one sentence must not leave the sentences after it without an answer.
            traceback.print_exc()
            answer = {"error": "failed"}
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 0


def _answer(data: Mapping[str, Any], *, at: datetime, people: Sequence[Neighbour], limit: int) -> dict[str, Any]:
    """The answer to one post. Raises WrongLine."""
    identity = data.get("id")
    try:
        post = _post(data, at=at, people=people)
    except UnreadableSentence as error:
        return {"id": identity, "error": error.code}
    except WrongLine as error:
        return {"id": identity, "error": str(error)}
    return {"id": identity, "people": [_shown(match) for match in rank(post=post, people=people, limit=limit)]}


def _post(data: Mapping[str, Any], *, at: datetime, people: Sequence[Neighbour]) -> RoutedPost:
    text = data.get("text")
    if not isinstance(text, str):
        raise WrongLine("text must be a sentence")
    writer = None if data.get("from") is None else str(data["from"])
    known = next((person for person in people if person.identity == writer), None)
    home = _home(data.get("home")) or (known.home if known else None)
    reading = understand(text, at=at, home=home)
    return RoutedPost(
        gist=gist_of(text, reading),
        at=at,
        place=(reading.place.latitude, reading.place.longitude) if reading.place else home,
        destination=(reading.destination.latitude, reading.destination.longitude) if reading.destination else None,
        vector=encode([text])[0],
        writer=writer,
        writer_languages=known.languages if known else frozenset(),
        writer_communities=known.communities if known else frozenset(),
    )


def _shown(match: Match) -> dict[str, Any]:
    """A match as the command prints it: `because` gives each part's value, `say` the sentence that fits."""
    return {
        "id": match.identity,
        "score": round(match.score, 4),
        "distance_km": match.distance_km,
        "because": {part: facts["value"] for part, facts in match.because.items() if "value" in facts},
        "say": match.because["offer"].get("text"),
    }


def _people_of(path: Path) -> Iterator[dict[str, Any]]:
    """The people of the file; a line that is none is told on standard error and passed over. Raises OSError."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                data = _object(line)
                if data.get("id") is None:
                    raise WrongLine("a person needs an id")
                yield data
            except WrongLine as error:
                print(f"entraide route: {path}, line {number}: {error}", file=sys.stderr)


def _neighbours(told: Sequence[Mapping[str, Any]], *, at: datetime) -> list[Neighbour]:
    """The people with their sentences read; a sentence that cannot be read is left out. Whoever is told twice counts once."""
    homes = [_home(data.get("home")) for data in told]
    sentences = [_texts(data.get("says")) for data in told]
    vectors = iter(encode([text for texts in sentences for text in texts]))
    neighbours: dict[str, Neighbour] = {}
    for data, home, texts in zip(told, homes, sentences, strict=True):
        says = [
            Spoken(text=text, gist=gist_of(text, reading), vector=vector)
            for text, reading, vector in zip(
                texts, _readings(texts, at=at, home=home), islice(vectors, len(texts)), strict=True
            )
            if reading is not None
        ]
        neighbours.setdefault(
            str(data["id"]),
            Neighbour(
                identity=str(data["id"]),
                home=home,
                says=tuple(says),
                radius_km=_number(data.get("radius_km")),
                languages=_words(data.get("languages")),
                free=tuple(_texts(data.get("free"))),
                terms=_words(data.get("terms")),
                communities=_words(data.get("communities")),
                blocks=_words(data.get("blocks")),
                is_verified=data.get("verified") is True,
                is_paused=data.get("paused") is True,
            ),
        )
    return list(neighbours.values())


def _readings(texts: Sequence[str], *, at: datetime, home: Point | None) -> list[Reading | None]:
    """The readings of one person's sentences, in one go if all can be read; None for one that cannot."""
    try:
        return list(understand_all([Written(text, at=at, home=home) for text in texts]))
    except UnreadableSentence:
        return [_reading(text, at=at, home=home) for text in texts]


def _reading(text: str, *, at: datetime, home: Point | None) -> Reading | None:
    try:
        return understand(text, at=at, home=home)
    except UnreadableSentence:
        return None


def _blocking_both_ways(people: Sequence[Neighbour]) -> list[Neighbour]:
    """The same people; whoever is blocked by somebody blocks them too."""
    blocked_by: dict[str, set[str]] = {}
    for person in people:
        for other in person.blocks:
            blocked_by.setdefault(other, set()).add(person.identity)
    return [replace(person, blocks=person.blocks | blocked_by.get(person.identity, set())) for person in people]


def _object(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise WrongLine("not a line of JSON in UTF-8") from error
    if not isinstance(data, dict):
        raise WrongLine("not a JSON object")
    return data


def _moment(said: Any) -> datetime:
    """The local moment of writing; now, if nothing is said. Raises WrongLine."""
    if said is None:
        return datetime.now(_ZONE).replace(tzinfo=None, second=0, microsecond=0)
    try:
        moment = datetime.fromisoformat(said)
    except (TypeError, ValueError) as error:
        raise WrongLine("at must be a moment such as 2026-03-04T10:00") from error
    return moment.astimezone(_ZONE).replace(tzinfo=None) if moment.tzinfo else moment


def _home(said: Any) -> Point | None:
    """A home given as coordinates or as the name of a place; None if it is neither, or no such place is known."""
    if isinstance(said, Mapping):
        latitude, longitude = _number(said.get("latitude")), _number(said.get("longitude"))
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            return None
        return latitude, longitude
    return _place_called(said) if isinstance(said, str) and said.strip() else None


@cache
def _place_called(name: str) -> Point | None:
    found = places.find(name=name, limit=1)
    return (found[0].place.latitude, found[0].place.longitude) if found else None


def _number(said: Any) -> float | None:
    """A finite number; None for anything else."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not math.isfinite(said):
        return None
    return float(said)


def _texts(said: Any) -> list[str]:
    return [text for text in said if isinstance(text, str)] if isinstance(said, list) else []


def _words(said: Any) -> frozenset[str]:
    return (
        frozenset(str(word) for word in said if isinstance(word, str | int)) if isinstance(said, list) else frozenset()
    )
