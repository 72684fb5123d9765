"""Chips, reach and reasons in words."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.utils import translation

from entraide.logic.reading.interpretation import PlaceSaid, Quantity, Reading, Terms, TimeSaid
from entraide.logic.reading.topics import topic_codes
from entraide.wording import readings
from entraide.wording.distances import about_km, within_km
from entraide.wording.reach import of_place, reach_words
from entraide.wording.reasons import because_line, reasons

NOW = datetime(2026, 3, 4, 10, 0)
IXELLES = PlaceSaid("Ixelles", "1050", "BE", 50.83, 4.37, "municipality")
DOG = Reading(
    language="fr",
    kind="need",
    action="service",
    topic="animals.walking",
    subject="promener mon chien",
    place=IXELLES,
    time=TimeSaid("2026-03-07T08:00", "2026-03-07T12:00"),
    terms=Terms("barter", in_return="un pot de confiture"),
)


@pytest.fixture(autouse=True)
def in_french() -> object:
    """The active language is French."""
    with translation.override("fr"):
        yield


def plain(text: str) -> str:
    """`text` with plain spaces and apostrophes."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_five_chips_in_their_order() -> None:
    assert [(plain(c.label), plain(c.value)) for c in readings.chips(DOG, now=NOW)] == [
        ("C'est", "une demande"),
        ("Quoi", "Promener un chien"),
        ("Quand", "sam. 7 mars, 8 h – 12 h"),
        ("Où", "Ixelles (1050)"),
        ("En échange", "un pot de confiture"),
    ]


def test_what_is_not_said_is_a_blank() -> None:
    bare = replace(DOG, time=None, place=None, terms=Terms())
    assert [c.name for c in readings.chips(bare, now=NOW) if c.is_blank] == ["when", "where", "return"]


def test_an_unsure_part_is_a_question() -> None:
    other = replace(IXELLES, postcode="4420")
    unsure = replace(DOG, questions=("place",), place_candidates=(IXELLES, other))
    where = readings.chips(unsure, now=NOW)[3]
    assert where.is_unsure
    assert plain(where.label) == "Où ? À choisir"
    assert plain(where.value) == "Ixelles (1050) ou Ixelles (4420)"


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms("free"), "gratuit"),
        (Terms("money", 15, "EUR", "hour"), "15 € l'heure"),
        (Terms("money", 2.5, "EUR"), "2,5 €"),
        (Terms("money", 40, "CHF", "day"), "40 CHF par jour"),
        (Terms("money"), "payant"),
        (Terms("credits", 1, "h"), "1 heure de crédit"),
        (Terms("credits", 12, "credit"), "12 pièces de la communauté"),
        (Terms("barter"), "un petit échange"),
        (Terms("mixed", 10, "EUR", in_return="un gâteau"), "10 € et un gâteau"),
        (Terms("open"), ""),
    ],
)
def test_terms(terms: Terms, said: str) -> None:
    assert plain(readings.terms_value(terms)) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"remote": True, "place": None}, "à distance"),
        ({"destination": replace(IXELLES, name="Gand", postcode="9000")}, "de Ixelles (1050) à Gand (9000)"),
        ({"place": None, "destination": IXELLES}, "vers Ixelles (1050)"),
        ({"place": replace(IXELLES, radius_km=5)}, "Ixelles (1050), 5 km autour"),
        ({"place": replace(IXELLES, postcode=None)}, "Ixelles"),
    ],
)
def test_where(changes: dict[str, object], said: str) -> None:
    assert plain(readings.where_value(replace(DOG, **changes))) == said


def test_how_many_are_needed_stands_with_what() -> None:
    two = replace(DOG, topic="home.moving", quantity=Quantity(2, "person"))
    assert plain(readings.what_value(two)) == "Déménagement, 2 personnes"


@pytest.mark.parametrize("language", ["fr", "nl", "en", "de"])
def test_every_topic_has_a_name_and_a_family_in_every_language(language: str) -> None:
    with translation.override(language):
        listed = {code: name for _, topics in readings.topic_choices() for code, name in topics}
    assert set(listed) == set(topic_codes())
    assert all(name and name != code for code, name in listed.items())


@pytest.mark.parametrize(("km", "said"), [(0.0, "1"), (0.2, "1"), (1.0, "1"), (1.01, "2"), (9.6, "10")])
def test_distances_are_rounded_up_and_never_under_a_kilometre(km: float, said: str) -> None:
    assert plain(about_km(km)) == f"à environ {said} km"
    assert plain(within_km(km)) == f"à moins de {said} km"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ixelles", "d'Ixelles"),
        ("Gand", "de Gand"),
        ("Le Roeulx", "du Roeulx"),
        ("Les Lilas", "des Lilas"),
        ("Huy", "d'Huy"),
    ],
)
def test_french_joins_of_and_a_place(name: str, said: str) -> None:
    if name == "Huy":  # an aspirated h cannot be told from a mute one: both forms are heard
        assert plain(of_place(name)) in ("d'Huy", "de Huy")
    else:
        assert plain(of_place(name)) == said


def test_how_many_are_reached() -> None:
    who, what = reach_words(count=7, kind="need", radius_km=1.4, place="Ixelles")
    assert plain(f"{who} {what}") == "7 voisins pourraient vous aider, à moins de 2 km d'Ixelles."
    who, what = reach_words(count=0, kind="need", radius_km=None, place="Ixelles")
    assert plain(f"{who} {what}").startswith("Personne n'a encore proposé cela près d'Ixelles.")


BECAUSE = {
    "offer": {"value": 0.9, "role": "offers", "text": "J'aime les chiens.", "topic": "animals.walking"},
    "thanks": {"value": 0.5, "times": 2},
    "nearness": {"value": 0.9, "distance_km": 1, "radius_km": 3},
    "time": {"value": 1.0, "is_said": True, "spans": ["SA 08:00-13:00"]},
    "terms": {"value": 1.0, "accepts": ["free"]},
    "fairness": {"value": 0.7, "asked_lately": 3},
}


def test_reasons_stand_behind_the_line_of_their_part() -> None:
    assert [(r.line, plain(r.words), r.quote) for r in reasons(BECAUSE)] == [
        ("what", "Vous avez écrit :", "J'aime les chiens."),
        ("what", "Vous avez déjà reçu deux mercis pour « Promener un chien ».", ""),
        ("when", "Vous avez dit être libre le samedi de 8 h à 13 h.", ""),
        ("where", "C'est à environ 1 km de chez vous, vous allez jusqu'à 3 km.", ""),
        ("return", "Vous aidez gratuitement.", ""),
    ]


def test_what_nobody_said_is_no_reason() -> None:
    unsaid = {**BECAUSE, "time": {"value": 0.7, "is_said": False}, "offer": {"value": 0.0}, "thanks": {}, "terms": {}}
    assert [r.line for r in reasons(unsaid)] == ["where"]
    assert reasons({}) == []


def test_the_line_under_an_answer() -> None:
    assert plain(because_line(BECAUSE, distance_km=0.4)) == "À environ 1 km. Déjà deux mercis."
    assert because_line({}, distance_km=None) == ""
