"""The tables that are looked into, one after the other: the built-in one, what people say, and operators' own.

Nothing is read before it is asked for. Whoever wires the program says with `use_tables` where operators' tables lie.
"""

import logging
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from zipfile import ZipFile

from entraide.logic.places.keys import name_key
from entraide.logic.places.place import Place, distance_km
from entraide.logic.places.said import Said, Target, read_said
from entraide.logic.places.table import Named, NotATable, Table

_LOG = logging.getLogger(__name__)
_REMEMBERED = 5_000
_SAME_KM = 8.0
_SAME_IMPRECISE_KM = 25.0

_operators_tables: tuple[Path, ...] = ()


class Gazetteer:
    """All tables as one. The same place in two tables is one place, with the better coordinates."""

    def __init__(self, built_in: Table, said: Said, own: Iterable[Table] = ()) -> None:
        self.built_in = built_in
        self.own = tuple(own)
        self.tables = (built_in, *self.own)
        self.said = said
        self._known: dict[str, list[Named]] = {}
        self._keys = (said.names, *(table.names for table in self.tables))
        # The first words of names of several words: seven words of ten in a sentence are none.
        self.openings = frozenset(key.partition(" ")[0] for keys in self._keys for key in keys if " " in key)

    def knows(self, key: str) -> bool:
        """Whether any place bears a name with this key."""
        for keys in self._keys:  # noqa: SIM110 - a plain loop: it is asked forty times a sentence
            if key in keys:
                return True
        return False

    def named(self, key: str) -> list[Named]:
        """The places that bear a name with this key, each once."""
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._named(key)
        return known

    def _named(self, key: str) -> list[Named]:
        found = [named for table in self.tables for named in table.named(key)]
        for said in self.said.named(key):
            if said.place:
                found.append(Named(said.place, is_own=True))
                continue
            target = self.best_named(said.target)
            if target and all(n.place.id != target.id for n in found):
                found.append(Named(target, is_own=True))
            elif target:
                found = [Named(n.place, is_own=True) if n.place.id == target.id else n for n in found]
        return _merged(found) if self.own and len(found) > 1 else found

    def best_named(self, target: Target) -> Place | None:
        """The place that a line of said.tsv points to, the most populous of several."""
        found = [n.place for table in self.tables for n in table.named(name_key(target.name)) if n.is_own]
        found = [p for p in found if p.country == target.country]
        if target.postcode:
            found = [p for p in found if target.postcode in p.postcodes]
        return max(found, key=lambda p: p.population, default=None)

    def with_postcode(self, postcode: str) -> list[Place]:
        """The places that have this postcode, each once."""
        found = [Named(place, is_own=True) for table in self.tables for place in table.with_postcode(postcode)]
        return [n.place for n in (_merged(found) if self.own else found)]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer in use, read at the first call. An operator's file that is no table is left out, and the log says so."""
    files = [f for path in _operators_tables for f in (sorted(path.glob("*.zip")) if path.is_dir() else [path])]
    own = []
    for file in files:
        try:
            own.append(Table.load(file))
        except (NotATable, OSError):
            _LOG.exception("%s is left out: it is not a table of places. Import it again, or remove it.", file)
    return Gazetteer(_built_in(), read_said(), own)


def use_tables(paths: Iterable[Path]) -> None:
    """Read operators' own tables too: files, or directories whose every .zip is one. Replaces what was said before."""
    global _operators_tables  # noqa: PLW0603 - said once, at the start, by whoever wires the program
    _operators_tables = tuple(Path(path) for path in paths)
    gazetteer.cache_clear()


@cache
def common_names() -> dict[str, str]:
    """Keys of names that are more than names: a digit for each of fr, nl, en, de (see `gates.ordinariness`)."""
    with _table_path().open("rb") as file, ZipFile(file) as parts:
        cells = parts.read("common.tsv").decode().replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _table_path() -> Path:
    return Path(str(resources.files("entraide.logic.places") / "gazetteer.zip"))


@cache
def _built_in() -> Table:
    return Table.load(_table_path())


def _merged(found: list[Named]) -> list[Named]:
    """Each place once: the first keeps its identity, a precise twin gives its coordinates."""
    kept: list[Named] = []
    for named in found:
        for index, other in enumerate(kept):
            if other.place.id == named.place.id or _is_twin(other.place, named.place):
                kept[index] = Named(_better(other.place, named.place), other.is_own or named.is_own)
                break
        else:
            kept.append(named)
    return kept


def _is_twin(a: Place, b: Place) -> bool:
    if a.country != b.country or name_key(a.name) != name_key(b.name) or "region" in (a.precision, b.precision):
        return False
    reach = _SAME_KM if a.is_precise and b.is_precise else _SAME_IMPRECISE_KM
    return distance_km(a, b) < reach


def _better(first: Place, twin: Place) -> Place:
    if first.is_precise or not twin.is_precise:
        return first
    return Place(
        id=first.id, name=first.name, precision=first.precision, country=first.country, latitude=twin.latitude,
        longitude=twin.longitude, names=first.names, postcode=first.postcode or twin.postcode,
        postcodes=first.postcodes or twin.postcodes, population=first.population or twin.population,
        parent=first.parent,
    )  # fmt: skip
