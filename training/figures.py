"""The figures of the reader: what share is right by field, language and topic, how honest its confidence is, what it confuses.

Everything is counted from (label, read) pairs of plain data; nothing here reads a sentence or a clock.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from training.comparing import FIELDS, Facts, is_asked, is_right

LANGUAGES = ("fr", "nl", "en", "de")
SHOWN = (*FIELDS, "everything")


@dataclass(frozen=True)
class Judged:
    """One labelled sentence and what was read in it."""

    text: str
    label: Facts
    read: Facts

    def is_right(self, field: str) -> bool:
        """Whether this field was read as it is labelled."""
        return is_right(field, label=self.label, read=self.read)

    def is_asked(self, field: str) -> bool:
        """Whether this field counts for this sentence."""
        return is_asked(field, label=self.label)


def figures_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures, as data for JSON; shares from 0 to 1, rounded to four decimals."""
    return {
        "sentences": len(judged),
        "fields": _shares(judged),
        "by_language": {code: _shares(j for j in judged if j.label["language"] == code) for code in LANGUAGES},
        "by_family": _by_family(judged),
        "calibration": _calibration(judged),
        "confusions": {field: _confusions(judged, field) for field in ("topic", "action", "kind")},
        "examples": {field: _examples(judged, field) for field in ("time", "place", "terms", "quantity")},
    }


def _shares(judged: Iterable[Judged]) -> dict[str, list[float]]:
    """For each field [share right, of how many]."""
    some = list(judged)
    counted = {field: [j.is_right(field) for j in some if j.is_asked(field)] for field in SHOWN}
    return {field: [_share(right), len(right)] for field, right in counted.items() if right}


def _by_family(judged: Sequence[Judged]) -> dict[str, Any]:
    """For each family of topics: how many, the shares, and the topics that were missed as {topic: [right, of]}."""
    families: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if one.label["topic"]:
            families[one.label["topic"].split(".")[0]].append(one)
    return {family: _family(some) for family, some in sorted(families.items())}


def _family(some: Sequence[Judged]) -> dict[str, Any]:
    topics: dict[str, list[bool]] = defaultdict(list)
    for one in some:
        topics[one.label["topic"]].append(one.is_right("topic"))
    return {
        "sentences": len(some),
        **{field: _share([j.is_right(field) for j in some]) for field in ("topic", "topic in five", "everything")},
        "missed": {topic: [sum(right), len(right)] for topic, right in sorted(topics.items()) if not all(right)},
    }


def _calibration(judged: Sequence[Judged]) -> dict[str, Any]:
    """Ten steps of confidence: [mean said, share right, how many]; and the error, their mean distance weighed by how many."""
    steps: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in judged:
        said = float(one.read["confidence"])
        right = one.is_right("kind") and (one.label["kind"] == "none" or one.is_right("topic"))
        steps[min(9, int(10 * said))].append((said, right))
    table = [
        [round(sum(said for said, _ in some) / len(some), 4), _share([right for _, right in some]), len(some)]
        for _, some in sorted(steps.items())
    ]
    error = sum(abs(said - right) * count for said, right, count in table) / max(1, len(judged))
    return {"steps": table, "error": round(error, 4)}


def _confusions(judged: Sequence[Judged], field: str) -> list[dict[str, Any]]:
    """What was taken for what: {right, read, times, example}, most often first, the shortest sentence as example."""
    wrong = [j for j in judged if j.is_asked(field) and not j.is_right(field)]
    counted = Counter((j.label[field], j.read[field]) for j in wrong)
    shortest: dict[tuple[str, str | None], str] = {}
    for one in sorted(wrong, key=lambda j: -len(j.text)):
        shortest[one.label[field], one.read[field]] = one.text
    ordered = sorted(counted, key=lambda pair: (-counted[pair], len(shortest[pair])))
    return [
        {"right": pair[0], "read": pair[1], "times": counted[pair], "example": shortest[pair]} for pair in ordered[:10]
    ]


def _examples(judged: Sequence[Judged], field: str) -> list[dict[str, Any]]:
    """The three shortest sentences in which an exact field was misread: {text, right, read}."""
    wrong = sorted((j for j in judged if j.is_asked(field) and not j.is_right(field)), key=lambda j: len(j.text))
    return [
        {"text": j.text, "right": in_short(field, j.label[field]), "read": in_short(field, j.read[field])}
        for j in wrong[:3]
    ]


def in_short(field: str, value: Mapping[str, Any] | None) -> str:
    """A part of a reading in a few words: "2026-03-07T08:00 – …", "Ixelles 1050, 5 km", "money 10 EUR per hour"."""
    if value is None:
        return "nothing"
    if field == "time":
        span = " – ".join(str(value[part] or "…").replace("T00:00", "") for part in ("start", "end"))
        return f"{span}, {value['recurrence']}" if value["recurrence"] else span
    if field == "place":
        radius = f", {value['radius_km']:g} km around" if value.get("radius_km") else ""
        return " ".join(str(value[part]) for part in ("name", "postcode") if value.get(part)) + radius
    if field == "terms":
        amount = f"{value['amount']:g} {value['currency']}" if value["amount"] is not None else None
        per = f"per {value['per']}" if value["per"] else None
        return " ".join(part for part in (value["mode"], amount, per) if part)
    return f"{value['value']:g} {value['unit']}"


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / len(right), 4) if right else 0.0
