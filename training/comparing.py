"""Whether a reading is right, field by field: what is read against the label that a sentence of tests/logic/reading bears.

Both are plain data as `Reading.as_dict` gives them; a label may add `also` (other topics that would do) and, to a place,
`within_km` (how far its coordinates may be off).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

Facts = Mapping[str, Any]

_NEAR_KM = 5.0
# A start may be this far off if an hour is said; whole days must be exact. An end may be twice as far off.
_SLACK = timedelta(hours=2)
# Together these make a reading that nobody would have to correct.
EVERYTHING = ("kind", "action", "topic", "place", "time", "terms")


def is_right(field: str, *, label: Facts, read: Facts) -> bool:
    """Whether `read` says of `field` what the label says. `field`: one of FIELDS, or `everything`."""
    if field == "everything":
        return all(FIELDS[one](label, read) for one in EVERYTHING if is_asked(one, label=label))
    return FIELDS[field](label, read)


def is_asked(field: str, *, label: Facts) -> bool:
    """Whether a field counts for this sentence: of what is neither need nor offer only language and kind; barter where it is said."""
    if label["kind"] == "none":
        return field in ("language", "kind", "everything")
    return field != "barter" or label["terms"]["mode"] in ("barter", "mixed")


def _same(field: str) -> Callable[[Facts, Facts], bool]:
    return lambda label, read: label.get(field) == read.get(field)


def _topic(label: Facts, read: Facts) -> bool:
    return read["topic"] in (label["topic"], *label.get("also", ()))


def _in_five(label: Facts, read: Facts) -> bool:
    return label["topic"] in [candidate["topic"] for candidate in read["candidates"][:5]]


def _place_in(field: str) -> Callable[[Facts, Facts], bool]:
    def same(label: Facts, read: Facts) -> bool:
        right, got = label.get(field), read.get(field)
        if right is None or got is None:
            return right is got
        is_near = _distance_km(right, got) <= right.get("within_km", _NEAR_KM)
        return is_near and right.get("radius_km") == got.get("radius_km")

    return same


def _distance_km(one: Facts, other: Facts) -> float:
    (north_1, east_1), (north_2, east_2) = ((radians(p["latitude"]), radians(p["longitude"])) for p in (one, other))
    return (
        2
        * 6371
        * asin(sqrt(sin((north_2 - north_1) / 2) ** 2 + cos(north_1) * cos(north_2) * sin((east_2 - east_1) / 2) ** 2))
    )


def _time(label: Facts, read: Facts) -> bool:
    right, got = label.get("time"), read.get("time")
    if right is None or got is None:
        return right is got
    has_hours = any(moment and not moment.endswith("T00:00") for moment in (right["start"], right["end"]))
    slack = _SLACK if has_hours else timedelta(0)
    return (
        _near(right["start"], got["start"], slack)
        and _near(right["end"], got["end"], 2 * slack)
        and _rhythm(right["recurrence"]) == _rhythm(got["recurrence"])
    )


def _near(one: str | None, other: str | None, slack: timedelta) -> bool:
    if one is None or other is None:
        return one is other
    return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other)) <= slack


def _rhythm(rule: str | None) -> set[tuple[str, frozenset[str]]]:
    """How often and on which days; the rest of a rule is not compared."""
    parts = [part.split("=", 1) for part in (rule or "").split(";") if part]
    return {(name, frozenset(value.split(","))) for name, value in parts if name in ("FREQ", "BYDAY")}


def _terms(label: Facts, read: Facts) -> bool:
    right, got = label["terms"], read["terms"]
    has_sum = right["mode"] in ("credits", "money", "mixed")
    return right["mode"] == got["mode"] and (
        not has_sum or all(right[part] == got[part] for part in ("amount", "currency", "per"))
    )


def _barter(label: Facts, read: Facts) -> bool:
    return bool(label["terms"]["in_return_topic"] == read["terms"]["in_return_topic"])


def _quantity(label: Facts, read: Facts) -> bool:
    right, got = label.get("quantity"), read.get("quantity")
    if right is None or got is None:
        return right is got
    return bool(right["value"] == got["value"] and right["unit"] == got["unit"])


FIELDS: dict[str, Callable[[Facts, Facts], bool]] = {
    "language": _same("language"),
    "kind": _same("kind"),
    "action": _same("action"),
    "topic": _topic,
    "topic in five": _in_five,
    "place": _place_in("place"),
    "destination": _place_in("destination"),
    "remote": lambda label, read: bool(label.get("remote")) == read["remote"],
    "time": _time,
    "urgency": lambda label, read: label.get("urgency", "normal") == read["urgency"],
    "terms": _terms,
    "barter": _barter,
    "quantity": _quantity,
}
