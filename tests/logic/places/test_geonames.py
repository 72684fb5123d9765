"""Reading GeoNames' own files into a table."""

from pathlib import Path

import pytest

from entraide.logic.places.geonames import (
    NotGeoNames,
    TableParts,
    kind_of,
    names_by_language,
    table_of_places,
    table_of_postal,
)
from entraide.logic.places.table import NotATable, Table, write_table

POSTAL = [
    "BE\t9999\tBloemdorp\tVlaanderen\tVLG\tOost-Vlaanderen\tVOV\tGent\t44\t51.10\t3.70\t4\n",
    "BE\t9998\tBloemdorp\tVlaanderen\tVLG\tOost-Vlaanderen\tVOV\tGent\t44\t51.12\t3.72\t4\n",
    "BE\t9997\tHeiberg\tVlaanderen\tVLG\tLimburg\tVLI\tHasselt\t71\t50.90\t5.30\t1\n",
]
PLACE = (
    "77\tBloemdorp\tBloemdorp\tFleurville,BLM,bloem\t51.1\t3.7\tP\tPPL\tBE\t\tVLG\tVOV\t44\t44021\t812\t\t5"
    "\tEurope/Brussels\t2026-01-01"
)
RIVER = "78\tLeie\tLeie\t\t51.1\t3.7\tH\tSTM\tBE\t\tVLG\t\t\t\t0\t\t5\tEurope/Brussels\t2026-01-01"
NAMES = ["1\t77\tfr\tVillefleur\t\t\t\t\n", "2\t77\tde\tBlumendorf\t1\t\t\t\n", "3\t77\tlink\tnowhere\t\t\t\t\n"]


def table(parts: TableParts) -> Table:
    return Table(parts.lines, parts.names, parts.postcodes)


def test_a_file_is_known_by_its_first_line() -> None:
    assert kind_of(POSTAL[0]) == "postal"
    assert kind_of(PLACE) == "places"
    assert kind_of(NAMES[0]) == "names"
    with pytest.raises(NotGeoNames, match="2 columns"):
        kind_of("a\tb")


def test_a_place_with_several_postcodes_is_one_place_in_the_middle() -> None:
    (bloemdorp,) = (named.place for named in table(table_of_postal(POSTAL)).named("bloemdorp"))
    assert bloemdorp.postcodes == ("9999", "9998")
    assert bloemdorp.postcode is None
    assert bloemdorp.point == (51.11, 3.71)


def test_an_estimated_place_says_that_it_is_imprecise() -> None:
    (heiberg,) = table(table_of_postal(POSTAL)).with_postcode("9997")
    assert not heiberg.is_precise


def test_places_bear_their_names_in_the_four_languages_and_only_towns_are_kept() -> None:
    parts = table_of_places([PLACE, RIVER], names=names_by_language(NAMES))
    assert len(parts.lines) == 1
    read = table(parts)
    assert read.named("villefleur")[0].is_own
    assert read.named("blumendorf")[0].place.population == 812
    assert not read.named("fleurville")[0].is_own
    assert read.named("bloem") == []


def test_countries_and_size_limit_what_is_kept() -> None:
    assert table_of_places([PLACE], names={}, countries=["FR"]).lines == []
    assert table_of_places([PLACE], names={}, least_people=1000).lines == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("BE\t1\tX\n", "line 2: 3 columns"),
        (POSTAL[0].replace("51.10", "north"), "line 2: 'north'"),
        (POSTAL[0].replace("51.10", "151"), "line 2: 151"),
    ],
)
def test_a_bad_line_is_named(line: str, complaint: str) -> None:
    with pytest.raises(NotGeoNames, match=complaint):
        table_of_postal([POSTAL[0], line])


def test_a_table_is_written_and_read_again(tmp_path: Path) -> None:
    parts = table_of_postal(POSTAL)
    write_table(tmp_path / "a.zip", parts.lines, parts.names, parts.postcodes)
    write_table(tmp_path / "b.zip", parts.lines, parts.names, parts.postcodes)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert len(list(Table.load(tmp_path / "a.zip").places())) == 2


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_text("hello")
    with pytest.raises(NotATable):
        Table.load(tmp_path / "bad.zip")
