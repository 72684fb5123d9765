"""Finding places by name: names in four languages, short names, exonyms, postcodes, namesakes, misspellings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.logic.places import Place, ambiguous, blur, by_postcode, distance_km, find, nearest

NAMES = [
    line.split("\t")
    for line in Path(__file__).with_name("names.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def place(name: str, **more: object) -> Place:
    return find(name=name, **more)[0].place  # type: ignore[arg-type]


@each_row(("name", "home", "country", "latitude", "longitude", "within_km"), NAMES)
def test_a_name_that_people_say_is_found_where_it_lies(
    name: str, home: str, country: str, latitude: str, longitude: str, within_km: str
) -> None:
    found = find(name=name, home=place(home) if home else None)
    assert found, name
    assert found[0].place.country == country
    assert distance_km(found[0].place, (float(latitude), float(longitude))) <= float(within_km)


def test_a_postcode_settles_between_namesakes() -> None:
    assert place("Saint-Nicolas", postcode="4420").country == "BE"
    assert place("62223 Saint-Nicolas").country == "FR"
    assert place("Saint-Denis (97400)").country == "RE"


def test_nearness_to_home_settles_between_namesakes() -> None:
    assert place("Saint-Denis", home=place("Paris")).postcodes[0].startswith("93")
    assert place("Essen", home=place("Antwerpen")).country == "BE"
    assert place("Essen", home=place("Dortmund")).country == "DE"
    assert place("Halle", home=(50.85, 4.35)).country == "BE"
    assert place("Vienne", home=place("Lyon")).country == "FR"


def test_without_home_the_more_populous_of_two_namesakes_comes_first() -> None:
    assert place("Lille").country == "FR"
    assert place("Freiburg").country == "DE"
    assert place("Waterloo").country == "BE"


def test_the_town_that_it_is_a_part_of_settles_between_namesakes() -> None:
    assert distance_km(place("Forest, Bruxelles"), (50.81, 4.33)) < 4
    assert place("Saint-Gilles (Nîmes)").country == "FR"


def test_two_likely_places_far_apart_are_a_question_unless_something_decides() -> None:
    assert ambiguous(find(name="Saint-Nicolas"))
    assert ambiguous(find(name="Saint-Martin"))
    assert not ambiguous(find(name="Saint-Nicolas", home=place("Liège")))
    assert not ambiguous(find(name="4420 Saint-Nicolas"))
    assert not ambiguous(find(name="Bruxelles"))
    assert not ambiguous(find(name="Montpellier"))
    assert not ambiguous([])


@each_row(
    ("written", "meant"),
    [
        ("Bruxeles", "Bruxelles"),
        ("Anderlecth", "Anderlecht"),
        ("Charlroi", "Charleroi"),
        ("Toulous", "Toulouse"),
        ("Marseile", "Marseille"),
        ("Antwerpenn", "Antwerpen"),
        ("Grenobel", "Grenoble"),
        ("Louvain la Neve", "Louvain-la-Neuve"),
        ("Woluwe-Saint-Lamber", "Woluwe-Saint-Lambert"),
        ("Schaerbeeck", "Schaerbeek"),
    ],
)
def test_a_name_with_one_wrong_letter_is_found(written: str, meant: str) -> None:
    found = find(name=written, home=place("Bruxelles"))
    assert distance_km(found[0].place, place(meant)) < 3


def test_a_misspelt_name_says_so() -> None:
    assert find(name="Bruxeles")[0].why == "misspelt"
    assert find(name="Bruxelles")[0].why == "name"


def test_nothing_is_found_for_what_is_no_place() -> None:
    assert find(name="") == []
    assert find(name="?!") == []
    assert find(name="xqzwv") == []
    assert find(name="abc") == []


def test_a_postcode_gives_its_places_the_main_one_first() -> None:
    assert by_postcode("1050")[0].name == "Ixelles"
    assert by_postcode("1040", country="BE")[0].name == "Etterbeek"
    assert by_postcode("59000", country="FR")[0].name == "Lille"
    assert by_postcode("1050", country="FR") == []
    assert by_postcode("00000") == []


def test_every_belgian_and_french_municipality_has_coordinates_in_its_country() -> None:
    assert len(by_postcode("4000")) >= 1
    boxes = {"BE": (49.4, 51.6, 2.5, 6.5), "FR": (41.2, 51.2, -5.3, 9.7)}
    for postcode in ("1000", "2000", "3000", "4000", "5000", "6000", "7000", "8000", "9000", "75001", "13001", "69001"):
        for one in by_postcode(postcode):
            south, north, west, east = boxes[one.country]
            assert south < one.latitude < north
            assert west < one.longitude < east


def test_a_place_has_its_name_in_each_language() -> None:
    liege = place("Luik")
    assert (liege.name_in("fr"), liege.name_in("nl"), liege.name_in("de")) == ("Liège", "Luik", "Lüttich")
    assert liege.name_in(None) == liege.name


def test_a_place_with_one_postcode_has_it_and_one_with_several_has_none() -> None:
    assert place("Ixelles").postcode == "1050"
    assert place("Liège").postcode is None
    assert "4000" in place("Liège").postcodes


def test_an_imprecise_place_says_so() -> None:
    assert not place("Fay-en-Montagne").is_precise
    assert place("Ixelles").is_precise


def test_a_point_lies_in_its_nearest_place() -> None:
    assert nearest(50.8277, 4.3722).name == "Ixelles"
    assert nearest(47.388, 0.692).name == "Tours"
    with pytest.raises(LookupError):
        nearest(-60.0, -140.0)


def test_distances_follow_the_great_circle() -> None:
    assert distance_km((50.85, 4.35), (48.857, 2.351)) == pytest.approx(264, abs=3)
    assert distance_km((0, 179.9), (0, -179.9)) == pytest.approx(22.2, abs=0.2)
    assert distance_km((10.0, 20.0), (10.0, 20.0)) == 0


LATITUDES = st.floats(-89.9, 89.9)
LONGITUDES = st.floats(-180, 180)


@given(LATITUDES, LONGITUDES)
def test_blurring_moves_less_than_a_kilometre_and_is_the_same_again(latitude: float, longitude: float) -> None:
    blurred = blur(latitude, longitude)
    assert distance_km(blurred, (latitude, longitude)) < 1.0
    assert blur(*blurred) == blurred


@given(st.floats(49.5, 51.5), st.floats(2.5, 6.4), st.floats(-0.001, 0.001))
def test_blurring_never_tells_more_than_a_cell_of_a_kilometre(latitude: float, longitude: float, step: float) -> None:
    """Two different blurred points are never nearer than about a cell."""
    one, other = blur(latitude, longitude), blur(latitude + step, longitude + step)
    assert one == other or distance_km(one, other) > 0.45


def test_blurring_refuses_what_is_not_on_the_earth() -> None:
    with pytest.raises(ValueError, match="No such point"):
        blur(91, 0)


@given(st.text(max_size=60))
def test_any_text_can_be_looked_for(text: str) -> None:
    for found in find(name=text):
        assert found.score > 0
