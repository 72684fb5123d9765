"""One table of places: tab-separated texts in a zip, split by C code at loading and read line by line when asked for.

The built-in table is `gazetteer.zip` (`tools/build_gazetteer.py` makes it); operators' own have the same form.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from entraide.logic.places.place import Place, Precision

COLUMNS = (
    "id", "precision", "country", "name", "names", "postcodes", "latitude", "longitude", "population", "imprecise",
    "parent",
)  # fmt: skip


class Named(NamedTuple):
    """A place, and whether the name asked for is its own (in any of the four languages) or one of its other names."""

    place: Place
    is_own: bool


class NotATable(ValueError):
    """A file that should be a table of places and is not one."""


class Table:
    """Places by name and by postcode: `names`, `postcodes` give numbers of `lines`; "?" marks an other name."""

    def __init__(self, lines: list[str], names: Mapping[str, str], postcodes: Mapping[str, str]) -> None:
        self.lines = lines
        self.names = names
        self.postcodes = postcodes
        self._made: dict[int, Place] = {}

    @classmethod
    def load(cls, path: Path) -> "Table":
        """Read a table. Raises NotATable for anything else, FileNotFoundError if there is no such file."""
        try:
            with zipfile.ZipFile(path) as parts:
                lines = parts.read("places.tsv").decode().split("\n")
                names = _pairs(parts.read("names.tsv").decode())
                postcodes = _pairs(parts.read("postcodes.tsv").decode())
        except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, ValueError) as error:
            raise NotATable(f"{path} is not a table of places") from error
        if lines[0].count("\t") != len(COLUMNS) - 1:
            raise NotATable(f"{path} is not a table of places: its lines should have {len(COLUMNS)} columns")
        return cls(lines, names, postcodes)

    def place(self, number: int) -> Place:
        """The place of line `number`, counted from 0."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = _place(self.lines[number])
        return made

    def places(self) -> Iterator[Place]:
        """All places, in the table's order."""
        return map(_place, self.lines)

    def named(self, key: str) -> list[Named]:
        """The places that bear a name with this key."""
        return [Named(self.place(int(n.rstrip("?"))), not n.endswith("?")) for n in self.names.get(key, "").split()]

    def with_postcode(self, postcode: str) -> list[Place]:
        """The places that have this postcode."""
        return [self.place(int(n)) for n in self.postcodes.get(postcode, "").split()]


def write_table(path: Path, lines: Iterable[str], names: Mapping[str, str], postcodes: Mapping[str, str]) -> None:
    """Write a table that `Table.load` reads; the same contents give the same bytes."""
    parts = {"places.tsv": "\n".join(lines), "names.tsv": _lines(names), "postcodes.tsv": _lines(postcodes)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as table:
        for part, text in parts.items():
            table.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, 9)


def _lines(pairs: Mapping[str, str]) -> str:
    return "\n".join(f"{key}\t{pairs[key]}" for key in sorted(pairs))


def _pairs(text: str) -> dict[str, str]:
    cells = text.replace("\n", "\t").split("\t") if text else []
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _place(line: str) -> Place:
    id_, precision, country, name, names, postcodes, latitude, longitude, population, imprecise, parent = line.split(
        "\t"
    )
    codes = tuple(postcodes.split())
    return Place(
        id=id_, name=name, precision=cast(Precision, precision), country=country, latitude=float(latitude),
        longitude=float(longitude), names=dict(pair.split("=", 1) for pair in names.split("|")) if names else {},
        postcode=codes[0] if len(codes) == 1 else None, postcodes=codes, population=int(population or 0),
        is_precise=not imprecise, parent=parent or None,
    )  # fmt: skip
