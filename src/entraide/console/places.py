"""Find places by any of their names, and load GeoNames' own files into the operator's tables.

entraide places find "1050 Ixelles" --home Bruxelles
entraide places import FR.zip BE.txt            postal codes, as GeoNames offers them
entraide places import BE.txt alternateNamesV2.txt   places, with their names in other languages
"""

import argparse
import os
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from entraide.logic.places import Found, Place, ambiguous, distance_km, find, use_tables
from entraide.logic.places.geonames import (
    FileKind,
    NotGeoNames,
    TableParts,
    kind_of,
    names_by_language,
    table_of_places,
    table_of_postal,
)
from entraide.logic.places.table import NotATable, Table, write_table

HELP = "find places by any of their names; import places"

_PROGRESS_LINES = 100_000
_ABOUT = ("readme", "iso-language")
_UNREADABLE = (OSError, zipfile.BadZipFile, UnicodeDecodeError)


def tables_directory() -> Path:
    """Where the operator's own tables lie: the environment's ENTRAIDE_PLACES, else `places` in ENTRAIDE_FOLDER (var)."""
    own = os.environ.get("ENTRAIDE_PLACES", "").strip()
    return Path(own or Path(os.environ.get("ENTRAIDE_FOLDER", "").strip() or "var") / "places").expanduser()


def use_operators_tables() -> None:
    """Let `logic.places` read the operator's own tables too, if there are any."""
    directory = tables_directory()
    use_tables([directory] if directory.is_dir() else [])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    finding = actions.add_parser("find", help="say which places a name may mean, likeliest first")
    finding.add_argument("name", help='a name, with or without postcode; or a postcode: "1050 Ixelles"')
    finding.add_argument(
        "--home", metavar="PLACE", help="where the asker lives: it decides between places of the same name"
    )
    finding.add_argument("--language", choices=("fr", "nl", "en", "de"), help="the language of the name, if known")
    finding.add_argument("--limit", type=int, default=5, metavar="N", help="how many to show (5)")
    importing = actions.add_parser(
        "import", help="load GeoNames' files (CC.txt or CC.zip: postal codes, places, names)"
    )
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--countries", default="", metavar="CC,CC", help="of a file of places: only these countries")
    importing.add_argument(
        "--least-people", type=int, default=0, metavar="N", help="of a file of places: only larger towns"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command; its exit code: 0, or 1 if nothing was found or a file could not be read."""
    if arguments.action == "import":
        return _import(
            arguments.files, [c for c in arguments.countries.upper().split(",") if c], arguments.least_people
        )
    try:
        for table in sorted(tables_directory().glob("*.zip")):
            Table.load(table)
    except NotATable as error:
        print(f"{error}. Import it again, or remove it.", file=sys.stderr)
        return 1
    use_operators_tables()
    return _find(arguments)


def _find(arguments: argparse.Namespace) -> int:
    home: Place | None = None
    if arguments.home:
        homes = find(name=arguments.home, language=arguments.language, limit=1)
        if not homes:
            print(f"No place is called {arguments.home!r}.", file=sys.stderr)
            return 1
        home = homes[0].place
    found = find(name=arguments.name, home=home, language=arguments.language, limit=arguments.limit)
    if not found:
        print(f"No place is called {arguments.name!r}.", file=sys.stderr)
        return 1
    for one in found:
        print(_line(one, home))
    if ambiguous(found):
        print("Several are likely, far from each other: the writer should be asked which is meant.")
    return 0


def _line(found: Found, home: Place | None) -> str:
    place = found.place
    parts = [
        f"{place.name}{f', {place.parent}' if place.parent else ''}",
        f"{' '.join((place.country, *place.postcodes[:4]))}{' …' if len(place.postcodes) > 4 else ''}",
        place.precision,
        f"{place.latitude:.4f} {place.longitude:.4f}{'' if place.is_precise else ' (imprecise)'}",
    ]
    if place.population:
        parts.append(f"{place.population:,} people".replace(",", " "))
    if home:
        parts.append(f"{distance_km(home, place):.0f} km from {home.name}")
    parts.append(
        {"name": "by name", "other_name": "by another name", "postcode": "by postcode", "misspelt": "misspelt"}[
            found.why
        ]
    )
    return " · ".join(parts)


def _import(files: list[Path], countries: list[str], least_people: int) -> int:
    for file in files:
        try:
            with _opened(file) as text:
                kind_of(next(text, ""))
        except (NotGeoNames, *_UNREADABLE) as error:
            print(f"{file} cannot be imported: {error}.", file=sys.stderr)
            return 1
    # Names first: the places of other files are written with them, in whatever order the files were given.
    names: dict[str, dict[str, str]] = {}
    failed = 0
    for file in sorted(files, key=lambda f: _kind(f) != "names"):
        try:
            with _opened(file) as text:
                lines = _with_progress(text, file)
                match _kind(file):
                    case "names":
                        names |= names_by_language(lines)
                    case "postal":
                        _write("postal", file, table_of_postal(lines))
                    case "places":
                        _write("places", file, table_of_places(
                            lines, names=names, countries=countries, least_people=least_people
                        ))  # fmt: skip
        except (NotGeoNames, *_UNREADABLE) as error:
            print(f"{file}: {error}. Nothing of it was imported.", file=sys.stderr)
            failed = 1
    return failed


def _kind(file: Path) -> FileKind:
    with _opened(file) as text:
        return kind_of(next(text, ""))


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """The text of a .txt, or of the one text in a .zip that is not about the file itself."""
    if file.suffix.lower() != ".zip":
        with file.open(encoding="utf-8") as text:
            yield text
        return
    with zipfile.ZipFile(file) as parts:
        texts = [
            i for i in parts.infolist() if i.filename.endswith(".txt") and not i.filename.lower().startswith(_ABOUT)
        ]
        if not texts:
            raise NotGeoNames("there is no text file in it")
        with parts.open(max(texts, key=lambda i: i.file_size)) as raw:
            yield TextIOWrapper(raw, encoding="utf-8")


def _with_progress(lines: Iterable[str], file: Path) -> Iterator[str]:
    """The lines, telling on standard error how far it is, now and then."""
    for number, line in enumerate(lines, 1):
        if number % _PROGRESS_LINES == 0:
            print(f"{file.name}: {number:,} lines read …".replace(",", " "), file=sys.stderr)
        yield line


def _write(kind: FileKind, source: Path, parts: TableParts) -> None:
    if not parts.lines:
        print(f"{source}: no place in it that is wanted; nothing written.", file=sys.stderr)
        return
    path = tables_directory() / f"{kind}-{source.stem}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    write_table(unfinished, parts.lines, parts.names, parts.postcodes)
    unfinished.replace(path)
    print(f"{path}: {len(parts.lines)} places, {len(parts.names)} names, {len(parts.postcodes)} postcodes.")
