"""Names that people say and no registry holds: districts, squares, stations, short names; kept by hand in `said.tsv`.

Each line: name (several parted by "|"), language, target (the town: "Ixelles, BE", with a postcode where that is not
clear: "Saint-Nicolas 4420, BE"), latitude, longitude, precision, note. Without coordinates the line is one more name of
its target. The first name is what the place calls itself; "nl=Zuidstation" is what it is called in that language. The note
says what it is, in one word (`station`, `airport`, `hospital`, `campus`, `park`, `square`, `shopping`, `sight`), or why the name
is there.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from entraide.logic.places.keys import name_key
from entraide.logic.places.place import Place, Precision

COLUMNS = ("name", "language", "target", "latitude", "longitude", "precision", "note")
_LANGUAGE = re.compile(r"(?:(?P<language>fr|nl|en|de)=)?(?P<name>.+)")


class Target(NamedTuple):
    """The town that a line belongs to: its name, its country, and a postcode where these are not enough."""

    name: str
    postcode: str | None
    country: str


class SaidName(NamedTuple):
    """What a said name means: a place of its own, or (place None) the place that `target` names."""

    target: Target
    place: Place | None


class Said:
    """Said names by key; a key may mean several places (each town has its station)."""

    def __init__(self, names: Mapping[str, list[SaidName]]) -> None:
        self.names = names

    def named(self, key: str) -> list[SaidName]:
        """What a name with this key means; empty if nobody says it."""
        return self.names.get(key, [])


def read_said() -> Said:
    """Read `said.tsv`. Raises ValueError, with the line's number, for a line that does not follow the form."""
    text = (files("entraide.logic.places") / "said.tsv").read_text("utf-8")
    names: dict[str, list[SaidName]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith(("#", "name\t")):
            continue
        fields = line.split("\t")
        if len(fields) != len(COLUMNS):
            raise ValueError(f"said.tsv line {number}: {len(fields)} columns, {len(COLUMNS)} expected")
        for key, meaning in _meanings(*fields[:6]):
            names.setdefault(key, []).append(meaning)
    return Said(names)


def _meanings(
    said: str, _language: str, target: str, latitude: str, longitude: str, precision: str
) -> list[tuple[str, SaidName]]:
    tagged = [_LANGUAGE.fullmatch(name.strip()) for name in said.split("|")]
    written = [match["name"] for match in tagged if match]
    keys = list(dict.fromkeys(map(name_key, written)))
    town = _target(target)
    place = None
    if latitude:
        place = Place(
            id=f"S-{keys[0]}@{_town_key(town.name)}".replace(" ", "-"), name=written[0],
            precision=cast(Precision, precision), country=town.country, latitude=float(latitude),
            longitude=float(longitude), names={m["language"]: m["name"] for m in tagged if m and m["language"]},
            postcode=town.postcode, postcodes=(town.postcode,) if town.postcode else (), parent=town.name or None,
        )  # fmt: skip
    return [(key, SaidName(town, place)) for key in keys]


@cache
def _town_key(town: str) -> str:
    return name_key(town)


@cache
def _target(target: str) -> Target:
    town, _, country = target.rpartition(", ")
    name, _, last = town.rpartition(" ")
    return Target(name, last, country) if last.isdigit() else Target(town, None, country)
