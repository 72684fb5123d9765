"""How far somebody goes, and whether a place lies on the way of a trip."""

from entraide.logic.places.place import distance_km
from entraide.logic.routing.gist import Point

DEFAULT_RADIUS_KM = 10.0


def detour_km(*, start: Point, end: Point, via: Point) -> float:
    """How many kilometres longer the trip from `start` to `end` gets by passing `via`, as the crow flies; never negative."""
    return max(0.0, distance_km(start, via) + distance_km(via, end) - distance_km(start, end))


def is_on_the_way(*, start: Point, end: Point, via: Point, detour_at_most_km: float) -> bool:
    """Whether `via` lies along the corridor from `start` to `end`: between the two, with a small enough detour."""
    return (
        distance_km(start, via) <= distance_km(start, end)
        and detour_km(start=start, end=end, via=via) <= detour_at_most_km
    )
