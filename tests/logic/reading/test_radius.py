"""How far around a place, in kilometres; and distances that are none."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.reading.radius import read_radius


@each_row(
    ("text", "expected"),
    [
        ("dans un rayon de 5 km autour de Namur", 5), ("rayon 10km", 10), ("dans un rayon de dix kilomètres", 10),
        ("rayon de 500 m", 0.5), ("à 5 km de chez moi", 5), ("à moins de 3 km d'Ixelles", 3), ("à 5 km maximum", 5),
        ("max 5 km", 5), ("maximum 15 km autour de Liège", 15), ("20 km à la ronde", 20), ("jusqu'à 10 km", 10),
        ("dans un périmètre de 2,5 km", 2.5), ("pas plus de 8 km", 8), ("5 km autour de Gand", 5),
        ("within 3 km of Leuven", 3), ("within 3 miles", 4.828), ("up to 10 km from home", 10),
        ("in a 5 km radius", 5),
        ("within a radius of 7 km", 7), ("max. 5 km from the station", 5), ("5 km around Ghent", 5),
        ("im Umkreis von 10 km", 10), ("Umkreis 15 km", 15), ("10 km rund um Eupen", 10), ("bis 10 km", 10),
        ("maximal 5 km", 5),
        ("in een straal van 8 km rond Gent", 8), ("straal 5 km", 5), ("binnen 5 km", 5), ("op 5 km van Gent", 5),
        ("tot 10 km rond Brugge", 10), ("maximaal 3 km", 3), ("5 km in de omtrek", 5),
        ("binnen een straal van vijf kilometer", 5),
    ],
)  # fmt: skip
def test_a_distance_around_a_place_is_a_radius(text: str, expected: float) -> None:
    assert read_radius(fold(text)).radius_km == expected


@each_row(
    "text",
    [
        "course de 10 km", "courir 5 km dimanche", "marche de 10 km max", "0,30 €/km", "30 cents par km",
        "vélo 200 km au compteur",
        "voiture 150 000 km", "autour de Namur", "près de chez moi", "20 m de tuyau", "échelle de 4 m",
        "60 m2", "5 km",
        "wandeling van 8 km", "10 km lopen", "a 5 km run", "ein Lauf von 10 km", "10 km joggen", "", "km",
        "à 10 minutes", "haie de 15 m",
    ],
)  # fmt: skip
def test_a_way_or_a_size_is_no_radius(text: str) -> None:
    assert read_radius(fold(text)).radius_km is None


@given(st.text(alphabet="0123456789 ,.kmàdexrayon½²", max_size=80))
def test_any_text_is_read_with_a_span_inside_it(text: str) -> None:
    found = read_radius(fold(text))
    assert (found.radius_km is None) == (found.span is None)
    if found.span:
        assert 0 <= found.span[0] < found.span[1] <= len(text)
