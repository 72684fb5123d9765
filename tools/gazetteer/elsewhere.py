"""The neighbours at locality level, and the large towns of the rest of the world."""

from collections import defaultdict

from gazetteer import packs
from gazetteer.france import OVERSEAS
from gazetteer.rows import Row

ELSEWHERE_DONE = {"BE", "FR", *OVERSEAS.values()}
NEIGHBOURS = {"LU", "NL", "DE", "CH"}
_NEAR = {"AT": 2_000, "LI": 500, "MC": 500, "GB": 3_000, "IE": 3_000, "ES": 50_000, "IT": 50_000, "PT": 50_000,
         "PL": 80_000,          "DK": 50_000, "CZ": 50_000}  # fmt: skip
_FAR = 100_000
_NO_OTHERS_BELOW = 500_000


def rows(cities: list[packs.City]) -> list[Row]:
    """Places outside Belgium and France."""
    result = []
    towns: dict[tuple[str, str], list[packs.City]] = defaultdict(list)
    for city in cities:
        if city.country in NEIGHBOURS and city.official:
            towns[city.country, city.official].append(city)
    for city in cities:
        if city.country in ELSEWHERE_DONE:
            continue
        if city.country in NEIGHBOURS:
            whole = max(
                towns.get((city.country, city.official), [city]), key=lambda t: (t.kind != "PPLX", t.population)
            )
            result.append(_neighbour(city, whole))
        elif city.population >= _NEAR.get(city.country, _FAR) or (city.kind == "PPLC" and city.population > 20_000):
            result.append(Row(
                id=f"G-{city.id}", precision="district" if city.kind == "PPLX" else "municipality", country=city.country, name=city.name,
                latitude=city.latitude, longitude=city.longitude, names=dict(city.names), population=city.population,
                others=[],
            ))  # fmt: skip
    return result


def _neighbour(city: packs.City, whole: packs.City) -> Row:
    is_seat = city is whole or city.kind.startswith("PPLA")
    precision = "municipality" if is_seat and city.kind != "PPLX" else "district" if city.kind == "PPLX" else "locality"
    parent = "" if city is whole else whole.name
    return Row(
        id=f"G-{city.id}", precision=precision, country=city.country, name=city.name.rpartition(" / ")[2], latitude=city.latitude,
        longitude=city.longitude, names=dict(city.names), population=city.population, parent=parent,
        also=[f"{parent} {city.name.rpartition(' / ')[2]}"] if parent and city.kind == "PPLX" else [], others=list(city.others),
    )  # fmt: skip
