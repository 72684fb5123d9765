"""One place on its way into the table, and the ways to compare places while they are joined."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from entraide.logic.places.keys import name_key

LATIN_SHORTEST_ALTERNATE = 4


@dataclass
class Row:
    """A place: `names` by language, `also` names that people use too, `others` untagged alternate names (weaker)."""

    id: str
    precision: str
    country: str
    name: str
    latitude: float
    longitude: float
    names: dict[str, str] = field(default_factory=dict)
    also: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    postcodes: list[str] = field(default_factory=list)
    population: int = 0
    is_precise: bool = True
    parent: str = ""


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude) by a flat approximation good to a few hundred km."""
    across = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(a[0] - b[0], across)


def centre(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The mean of some points. Raises ZeroDivisionError if there are none."""
    latitudes, longitudes = zip(*points, strict=True)
    return sum(latitudes) / len(latitudes), sum(longitudes) / len(longitudes)


def is_good_alternate(name: str) -> bool:
    """Whether an untagged alternate name looks like what people write: Latin letters, a capital, no airport's code."""
    letters = [c for c in name if c.isalpha()]
    return (
        len(name_key(name)) >= LATIN_SHORTEST_ALTERNATE
        and name[0].isupper()
        and all(ord(c) < 0x250 for c in name)
        and not any(c.isdigit() or c in "(),/" for c in name)
        and sum(c.isupper() for c in letters) < len(letters)
    )
