"""The tables as files: what is committed is whole, small and quick to load; operators' own are read after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entraide.logic.places import find, use_tables
from entraide.logic.places.gazetteer import gazetteer
from entraide.logic.places.keys import name_key
from entraide.logic.places.said import read_said
from entraide.logic.places.table import write_table

PACKAGE = Path(__file__).parents[3] / "src/entraide/logic/places"


@pytest.fixture
def own_tables(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    use_tables([])


def test_the_table_is_small_and_says_its_sources() -> None:
    assert (PACKAGE / "gazetteer.zip").stat().st_size < 3_000_000
    sources = (PACKAGE / "SOURCES.md").read_text("utf-8")
    assert "CC BY 4.0" in sources
    assert "Licence Ouverte" in sources


def test_the_table_holds_what_it_promises() -> None:
    places = list(gazetteer().built_in.places())
    kinds = {(p.country, p.precision) for p in places}
    french = [p for p in places if p.country == "FR" and p.precision == "municipality"]
    assert len(french) == 34_746
    assert len([p for p in places if p.country == "BE" and p.precision == "municipality"]) == 565
    assert len([p for p in places if p.parent in ("Paris", "Lyon", "Marseille") and p.id.startswith("FR-")]) >= 45
    people = sum(p.population for p in french)
    assert sum(p.population for p in french if p.is_precise) / people > 0.9
    assert {(c, "locality") for c in ("BE", "FR", "NL", "DE", "CH", "LU")} <= kinds
    assert len({p.id for p in places}) == len(places)
    assert all(-90 < p.latitude < 90 and -180 <= p.longitude <= 180 for p in places)


def test_every_belgian_postcode_has_a_place() -> None:
    codes = [code for code in gazetteer().built_in.postcodes if len(code) == 4]
    assert len(codes) >= 1_140
    assert all(gazetteer().with_postcode(code) for code in codes)


def test_every_said_name_belongs_to_a_town() -> None:
    for key, meanings in read_said().names.items():
        for said in meanings:
            assert gazetteer().best_named(said.target) is not None, f"{key}: no {said.target}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St-Niklaas", "Sint Niklaas"),
        ("Ste-Marie", "sainte marie"),
        ("Neuilly s/ Seine", "Neuilly-sur-Seine"),
        ("Fayt-lez-Manage", "Fayt les Manage"),
        ("Marchienne-au-Pt", "Marchienne au Pont"),
        ("ÉVRY–COURCOURONNES", "Evry Courcouronnes"),
        ("Œudeghien", "Oeudeghien"),
    ],
)
def test_what_people_write_alike_has_the_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_operators_own_tables_are_read_after_the_built_in_one(own_tables: Path) -> None:
    line = "P-BE-9999\tlocality\tBE\tBloemdorp\t\t9999\t51.1\t3.7\t\t\t"
    guessed = next(p for p in gazetteer().built_in.places() if p.country == "FR" and not p.is_precise and p.postcode)
    fields = (f"P-FR-{guessed.postcode}", "locality", "FR", guessed.name, "", guessed.postcode or "")
    better = "\t".join((*fields, f"{guessed.latitude + 0.05:.4f}", f"{guessed.longitude:.4f}", "", "", ""))
    names = {"bloemdorp": "0", name_key(guessed.name): "1"}
    write_table(own_tables / "own.zip", [line, better], names, {"9999": "0"})
    use_tables([own_tables])
    assert find(name="Bloemdorp")[0].place.postcode == "9999"
    better_known = find(name=f"{guessed.postcode} {guessed.name}")[0].place
    assert better_known.id == guessed.id
    assert better_known.is_precise
    assert better_known.latitude == pytest.approx(guessed.latitude + 0.05)
    use_tables([])
    assert find(name="Bloemdorp") == [] or find(name="Bloemdorp")[0].why == "misspelt"


def test_a_spoilt_table_is_left_out_and_the_log_says_so(own_tables: Path, caplog: pytest.LogCaptureFixture) -> None:
    (own_tables / "spoilt.zip").write_text("no zip")
    use_tables([own_tables])
    assert find(name="Gent")[0].place.country == "BE"
    assert "spoilt.zip is left out" in caplog.text
