"""What a place is, how far two are apart, and how a home is blurred. Degrees are WGS 84 everywhere."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Precision = Literal["address", "street", "district", "locality", "municipality", "region"]

_EARTH_RADIUS_KM = 6371.0
_KM_A_DEGREE = 111.195
_GRID_KM = 1.0


class Point(NamedTuple):
    """A point on the earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the gazetteer.

    Attributes:
        id: stays the same when the table is rebuilt ("BE-21009": official code; "G-2797532": GeoNames; "S-…": said).
        name: what the place calls itself.
        names: its names in fr, nl, en, de where they differ from `name`.
        precision: what kind of place it is, in the words of a reading.
        postcode: the one that it has, None if it has none known or several.
        postcodes: all of them.
        country: ISO 3166, two letters.
        population: people, 0 if unknown.
        is_precise: False if the coordinates are only the middle of the postcode or of an area.
        parent: the name of the place that it is a part of, None for a whole municipality.
    """

    id: str
    name: str
    precision: Precision
    country: str
    latitude: float
    longitude: float
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    postcode: str | None = None
    postcodes: tuple[str, ...] = ()
    population: int = 0
    is_precise: bool = True
    parent: str | None = None

    @property
    def point(self) -> Point:
        """Where it is."""
        return Point(self.latitude, self.longitude)

    def name_in(self, language: str | None) -> str:
        """Its name in `language` (fr, nl, en, de), or its own name where that language has none."""
        return self.names.get(language or "", self.name)


def distance_km(a: Place | tuple[float, float], b: Place | tuple[float, float]) -> float:
    """Kilometres between two places or points (latitude, longitude), along the great circle."""
    from_latitude, from_longitude = (a.latitude, a.longitude) if isinstance(a, Place) else a
    to_latitude, to_longitude = (b.latitude, b.longitude) if isinstance(b, Place) else b
    phi, psi = math.radians(from_latitude), math.radians(to_latitude)
    haversine = (
        math.sin((psi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(psi) * math.sin(math.radians(to_longitude - from_longitude) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, haversine)))


def blur(latitude: float, longitude: float) -> Point:
    """The middle of the cell, about one kilometre wide, that the point lies in: what may be kept or shown of a home.

    The same point always gives the same cell, and a blurred point stays where it is: asking again tells no more.
    Raises ValueError for degrees that are not on the earth.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"No such point on the earth: {latitude}, {longitude}")
    step = _GRID_KM / _KM_A_DEGREE
    row = min(math.floor(latitude / step), math.floor(90 / step) - 1)
    middle = (row + 0.5) * step
    across = step / max(math.cos(math.radians(middle)), 0.01)
    column = math.floor(longitude / across)
    return Point(round(middle, 5), round(max(-180.0, min(180.0, (column + 0.5) * across)), 5))
