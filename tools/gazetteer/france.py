"""France: communes of all kinds from the official list, with the coordinates of GeoNames' towns.

A commune that GeoNames' towns do not hold gets the centre of its neighbours (same postcode, then same grouping of
communes), and says that it is imprecise.
"""

from collections import defaultdict
from pathlib import Path
from typing import Any

from entraide.logic.places.keys import name_key
from gazetteer import packs
from gazetteer.arrondissements import ARRONDISSEMENTS
from gazetteer.rows import Row, centre, distance_km

OVERSEAS = {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT", "975": "PM", "977": "BL", "978": "MF",
             "986": "WF", "987": "PF", "988": "NC"}  # fmt: skip
_FAR_KM = 20.0
_POINTS = Path(__file__).with_name("french_points.txt")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
          "XVIII", "XIX", "XX")  # fmt: skip


def rows(folder: Path, cities: list[packs.City]) -> list[Row]:
    """All French places."""
    official = packs.communes(folder)
    current = [c for c in official if c["type"] == "commune-actuelle"]
    french = [c for c in cities if c.country == "FR" or c.country in OVERSEAS.values()]
    by_code: dict[str, list[packs.City]] = defaultdict(list)
    by_name: dict[str, list[packs.City]] = defaultdict(list)
    for city in french:
        by_code[city.official].append(city)
        by_name[name_key(city.name)].append(city)
    used: set[str] = set()
    point: dict[str, tuple[float, float]] = {}
    twin: dict[str, packs.City] = {}
    for commune in current:
        if found := _twin(commune["nom"], by_code.get(commune["code"], [])):
            twin[commune["code"]] = found
            point[commune["code"]] = (found.latitude, found.longitude)
            used.add(found.id)
    for line in _POINTS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, where = line.split(" ")[:2]
            latitude, longitude = where.split("/")
            point.setdefault(code, (float(latitude), float(longitude)))
    guessed = _guess(current, point, packs.groupings(folder))
    for commune in current:  # towns that only the newer list of GeoNames holds, which has no official codes
        code = commune["code"]
        if code in point or code not in guessed:
            continue
        near = [c for c in by_name.get(name_key(commune["nom"]), ())
                if not c.official and distance_km((c.latitude, c.longitude), guessed[code]) < _FAR_KM]  # fmt: skip
        if len(near) == 1:
            twin[code] = near[0]
            point[code] = (near[0].latitude, near[0].longitude)
            used.add(near[0].id)
    guessed = _guess(current, point, packs.groupings(folder))
    points = guessed | point
    made = {c["code"]: _commune(c, twin.get(c["code"]), points.get(c["code"]), c["code"] in point) for c in current}
    result = [row for row in made.values() if row]
    result += _old_communes(official, made, by_code, by_name, used)
    result += _districts(official)
    for city in french:
        if city.id not in used:
            parent = made.get(city.official)
            result.append(_hamlet(city, parent))
    result += _departments(folder, current, point)
    return result


def _twin(name: str, towns: list[packs.City]) -> packs.City | None:
    """Which of the towns with a commune's code is the commune itself."""
    key = name_key(name)
    same = [t for t in towns if name_key(t.name) == key or any(name_key(o) == key for o in t.others)]
    seats = [t for t in towns if t.kind != "PPLX"]
    return max(same or seats or towns, key=lambda t: (t.kind.startswith("PPLA"), t.population), default=None)


def _guess(
    communes: list[dict[str, Any]], point: dict[str, tuple[float, float]], grouping: dict[str, str]
) -> dict[str, tuple[float, float]]:
    """For each commune the centre of its neighbours that have a point."""
    neighbours: dict[str, list[tuple[float, float]]] = defaultdict(list)

    def groups(commune: dict[str, Any]) -> list[str]:
        together = grouping.get(commune["code"], "")
        codes: list[str] = commune.get("codesPostaux", [])
        return [*(f"{c}/{together}" for c in codes if together), *codes, *([together] if together else []),
                *(c[:3] for c in codes), commune.get("departement", commune["code"][:3])]  # fmt: skip

    for commune in communes:
        if commune["code"] in point:
            for group in groups(commune):
                neighbours[group].append(point[commune["code"]])
    guessed = {}
    for commune in communes:
        for group in groups(commune):
            if neighbours[group]:
                guessed[commune["code"]] = centre(neighbours[group])
                break
    return guessed


def _commune(
    commune: dict[str, Any], town: packs.City | None, point: tuple[float, float] | None, is_precise: bool
) -> Row | None:
    if point is None:
        return None
    return Row(
        id=f"FR-{commune['code']}", precision="municipality", country=_country(commune["code"]), name=commune["nom"],
        latitude=point[0], longitude=point[1], postcodes=sorted(commune.get("codesPostaux", [])),
        population=commune.get("population", 0), is_precise=is_precise,
        also=[town.name] if town and name_key(town.name) != name_key(commune["nom"]) and town.kind != "PPLX" else [],
        others=list(town.others) if town else [], names=dict(town.names) if town else {},
    )  # fmt: skip


def _country(code: str) -> str:
    return OVERSEAS.get(code[:3], "FR")


def _old_communes(
    official: list[dict[str, Any]],
    made: dict[str, Row | None],
    by_code: dict[str, list[packs.City]],
    by_name: dict[str, list[packs.City]],
    used: set[str],
) -> list[Row]:
    """Communes that became a part of another: a delegated one may bear the very code of the new one."""
    result = []
    for old in official:
        if old["type"] not in ("commune-deleguee", "commune-associee"):
            continue
        new = made.get(old["chefLieu"])
        key = name_key(old["nom"])
        if new is None or name_key(new.name) == key:
            continue
        here = (new.latitude, new.longitude)
        towns = [
            t for t in (*by_code.get(old["code"], ()), *by_code.get(old["chefLieu"], ())) if name_key(t.name) == key
        ]
        towns = towns or [t for t in by_name.get(key, ()) if distance_km((t.latitude, t.longitude), here) < 15]
        town = towns[0] if towns else None
        if town:
            used.add(town.id)
        result.append(Row(
            id=f"FR-{old['code']}{'' if old['code'] != old['chefLieu'] else 'd'}", precision="locality",
            country=new.country, name=old["nom"], latitude=town.latitude if town else new.latitude,
            longitude=town.longitude if town else new.longitude, is_precise=town is not None, parent=new.name,
            postcodes=new.postcodes if len(new.postcodes) == 1 else [], population=town.population if town else 0,
        ))  # fmt: skip
    return result


def _districts(official: list[dict[str, Any]]) -> list[Row]:
    """The arrondissements of Paris, Lyon and Marseille."""
    people = {c["code"]: c["population"] for c in official if c["type"] == "arrondissement-municipal"}
    result = []
    for town, code, first, points in ARRONDISSEMENTS:
        for number, (latitude, longitude) in enumerate(points, 1):
            ordinal = "1er" if number == 1 else f"{number}e"
            roman = _ROMAN[number - 1]
            also = [f"{town} {ordinal} arrondissement", f"{town} {number}", f"{town} {number:02d}",
                    f"{town} {number}ème", f"{town} {roman}e", f"{town} {roman}", f"{ordinal} arrondissement de {town}",
                    f"{number}ème arrondissement de {town}", f"{town} {ordinal} arr", f"{town} {number}th",
                    f"{number}th arrondissement of {town}"]  # fmt: skip
            postcodes = [f"{first + number:05d}"] + (["75116"] if town == "Paris" and number == 16 else [])
            result.append(Row(
                id=f"FR-{code + number}", precision="district", country="FR", name=f"{town} {ordinal}",
                latitude=latitude, longitude=longitude, also=also, postcodes=postcodes, parent=town,
                population=people[str(code + number)],
            ))  # fmt: skip
    return result


def _hamlet(city: packs.City, parent: Row | None) -> Row:
    district = city.kind == "PPLX" or (parent is not None and parent.population > 100_000)
    return Row(
        id=f"G-{city.id}", precision="district" if district else "locality", country=city.country, name=city.name,
        latitude=city.latitude, longitude=city.longitude, population=city.population, others=list(city.others),
        postcodes=parent.postcodes if parent and len(parent.postcodes) == 1 else [],
        parent=parent.name if parent else "",
        names=dict(city.names), also=[f"{parent.name} {city.name}"] if parent and city.kind == "PPLX" else [],
    )  # fmt: skip


def _departments(folder: Path, communes: list[dict[str, Any]], point: dict[str, tuple[float, float]]) -> list[Row]:
    """Départements and regions: their centre is the mean of their communes."""
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for commune in communes:
        for group in (commune.get("departement", ""), f"R{commune.get('region', '')}"):
            people[group] += commune.get("population", 0)
            if commune["code"] in point:
                members[group].append(point[commune["code"]])
    result = []
    groups = [(d["code"], d["nom"]) for d in packs.departments(folder)] + [
        (f"R{r['code']}", r["nom"]) for r in packs.regions(folder)
    ]
    for code, name in groups:
        if not members[code] or code in ("75", "R04", "R01", "R02", "R03", "R06"):
            continue
        latitude, longitude = centre(members[code])
        result.append(Row(
            id=f"FR-D{code}" if code[0] != "R" else f"FR-{code}", precision="region", country=_country(code), name=name,
            latitude=latitude, longitude=longitude, population=people[code], is_precise=False,
        ))  # fmt: skip
    return result
