"""Reading GeoNames' own files into a table: postal codes (12 columns), places (19) and alternate names (8 or more).

Lines in, a table's parts out; opening files and telling progress is for whoever calls.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from entraide.logic.places.keys import name_key

FileKind = Literal["postal", "places", "names"]

LANGUAGES = ("fr", "nl", "en", "de")
_POSTAL_COLUMNS, _PLACE_COLUMNS, _NAME_COLUMNS = 12, 19, range(4, 11)
_COUNTRY = re.compile(r"[A-Z]{2}")
_ESTIMATED = "1"
# Beyond towns and villages (class P): airports, stations, hospitals and universities, which people name as places too.
_ALSO_KEPT = {"AIRP": "locality", "RSTN": "street", "HSP": "district", "UNIV": "district"}


class NotGeoNames(ValueError):
    """A line that is not of the form that its file should have."""


@dataclass
class _Entry:
    id: str
    precision: str
    country: str
    name: str
    points: list[tuple[float, float]]
    names: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    postcodes: list[str] = field(default_factory=list)
    population: int = 0
    is_precise: bool = True


@dataclass(frozen=True)
class TableParts:
    """What `write_table` writes: lines of places, and their numbers by name and by postcode."""

    lines: list[str]
    names: dict[str, str]
    postcodes: dict[str, str]


def kind_of(line: str) -> FileKind:
    """Which of GeoNames' files a line is from. Raises NotGeoNames if from none."""
    fields = line.rstrip("\n").split("\t")
    if len(fields) == _POSTAL_COLUMNS and _COUNTRY.fullmatch(fields[0]):
        return "postal"
    if len(fields) == _PLACE_COLUMNS and fields[0].isdigit() and len(fields[6]) <= 1:
        return "places"
    if len(fields) in _NAME_COLUMNS and fields[0].isdigit() and fields[1].isdigit():
        return "names"
    raise NotGeoNames(
        f"{len(fields)} columns, where GeoNames' files have 12 (postal codes), 19 (places) or 8 to 10 (names)"
    )


def table_of_postal(lines: Iterable[str]) -> TableParts:
    """The table of a file of postal codes: a place for each name, in the middle of its rows. Raises NotGeoNames."""
    entries: dict[tuple[str, ...], _Entry] = {}
    for number, fields in _rows(lines, _POSTAL_COLUMNS):
        country, postcode, name = fields[:3]
        point = _point(fields[9], fields[10], number)
        entry = entries.setdefault(
            (country, name_key(name), *fields[4:9:2]),
            _Entry(f"P-{country}-{postcode}-{name_key(name)}".replace(" ", "-"), "locality", country, name, []),
        )
        entry.points.append(point)
        entry.is_precise = entry.is_precise and fields[11] != _ESTIMATED
        if postcode not in entry.postcodes:
            entry.postcodes.append(postcode)
    return _parts(entries.values())


def table_of_places(
    lines: Iterable[str],
    *,
    names: Mapping[str, Mapping[str, str]],
    countries: Collection[str] = (),
    least_people: int = 0,
) -> TableParts:
    """The table of a file of places. `names`: by id and language, from `names_by_language`. Raises NotGeoNames.

    Only `countries` (all if empty), and towns of at least `least_people`, are kept.
    """
    entries = []
    for number, f in _rows(lines, _PLACE_COLUMNS):
        if countries and f[8] not in countries:
            continue
        precision = _ALSO_KEPT.get(f[7]) or ("district" if f[7] == "PPLX" else "locality" if f[6] == "P" else None)
        population = int(f[14]) if f[14].isdigit() else 0
        if precision is None or (f[6] == "P" and population < least_people):
            continue
        if f[7].startswith("PPLA") or f[7] == "PPLC":
            precision = "municipality"
        entries.append(_Entry(
            f"G-{f[0]}", precision, f[8], f[1], [_point(f[4], f[5], number)], dict(names.get(f[0], {})),
            [n for n in f[3].split(",") if n], [], population,
        ))  # fmt: skip
    return _parts(entries)


def names_by_language(lines: Iterable[str]) -> dict[str, dict[str, str]]:
    """By GeoNames id: the name in each of fr, nl, en, de, the preferred one of several. Raises NotGeoNames."""
    found: dict[str, dict[str, str]] = {}
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if len(fields) not in _NAME_COLUMNS:
            raise NotGeoNames(f"{len(fields)} columns in a file of names")
        if fields[2] in LANGUAGES:
            own = found.setdefault(fields[1], {})
            if fields[2] not in own or (len(fields) > 4 and fields[4] == "1"):
                own[fields[2]] = fields[3]
    return found


def _rows(lines: Iterable[str], columns: int) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines, 1):
        fields = line.rstrip("\r\n").split("\t")
        if fields == [""]:
            continue
        if len(fields) != columns:
            raise NotGeoNames(f"line {number}: {len(fields)} columns, {columns} expected")
        yield number, fields


def _point(latitude: str, longitude: str, number: int) -> tuple[float, float]:
    try:
        point = float(latitude), float(longitude)
    except ValueError:
        raise NotGeoNames(f"line {number}: {latitude!r}, {longitude!r} are no degrees") from None
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise NotGeoNames(f"line {number}: {latitude}, {longitude} is no point on the earth")
    return point


def _parts(entries: Iterable[_Entry]) -> TableParts:
    lines: list[str] = []
    names: dict[str, list[str]] = {}
    postcodes: dict[str, list[str]] = {}
    for number, entry in enumerate(entries):
        latitude, longitude = (sum(axis) / len(axis) for axis in zip(*entry.points, strict=True))
        tagged = "|".join(
            f"{tag}={name}" for tag, name in entry.names.items() if name != entry.name and "|" not in name
        )
        lines.append("\t".join((
            entry.id, entry.precision, entry.country, entry.name, tagged, " ".join(entry.postcodes), f"{latitude:.4f}",
            f"{longitude:.4f}", str(entry.population or ""), "" if entry.is_precise else "~", "",
        )))  # fmt: skip
        own = {name_key(name) for name in (entry.name, *entry.names.values())} - {""}
        for key in own:
            names.setdefault(key, []).append(str(number))
        for key in {name_key(name) for name in entry.others if name[0].isupper()} - own:
            if len(key) > 3:
                names.setdefault(key, []).append(f"{number}?")
        for code in entry.postcodes:
            postcodes.setdefault(code, []).append(str(number))
    return TableParts(
        lines, {k: " ".join(v) for k, v in names.items()}, {k: " ".join(v) for k, v in postcodes.items()}
    )  # fmt: skip
