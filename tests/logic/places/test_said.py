"""The places that people say and no registry holds: each lies where it should, is found by all its names, steals no word."""

from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tests.logic.places.sixty_towns import BELGIUM, FEW, FRANCE, LARGE, MIDDLE, NEIGHBOURS, WITH_MANY, towns
from tests.tables import each_row

from entraide.logic.places import distance_km, find, spot
from entraide.logic.places.gazetteer import gazetteer
from entraide.logic.places.keys import name_key
from entraide.logic.places.place import Place
from entraide.logic.places.said import COLUMNS

NOTES = {"", "station", "airport", "hospital", "campus", "park", "square", "shopping", "sight"}
LANGUAGE = {"BE": "fr", "FR": "fr", "LU": "fr", "CH": "fr", "NL": "nl", "DE": "de", "AT": "de"}
SAME_KM = 2.5


class Line(NamedTuple):
    """A line of said.tsv with a point of its own."""

    names: list[str]
    target: str
    point: tuple[float, float]
    precision: str
    note: str

    @property
    def town(self) -> Place:
        name, _, country = self.target.rpartition(", ")
        first, _, last = name.rpartition(" ")
        found = [n.place for n in gazetteer().named(name_key(first if last.isdigit() else name)) if n.is_own]
        found = [p for p in found if p.country == country and (not last.isdigit() or last in p.postcodes)]
        return max(found, key=lambda p: p.population)


@cache
def lines() -> list[Line]:
    text = (files("entraide.logic.places") / "said.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith(("#", "name\t"))]
    assert all(len(row) == len(COLUMNS) for row in rows)
    return [
        Line(
            [n[3:] if n[2:3] == "=" else n for n in row[0].split("|")],
            row[2],
            (float(row[3]), float(row[4])),
            row[5],
            row[6],
        )
        for row in rows
        if row[3] and row[5] != "region"
    ]


def bound_km(line: Line) -> float:
    """How far from the middle of its town a place of this kind may lie."""
    people = line.town.population
    if line.note == "airport":
        return 50 if people > 5_000_000 else 40
    if line.note == "station":  # those of fast trains lie in the fields
        return 15
    if people > 2_000_000:  # Paris, London, Berlin, New York
        return 15
    if line.precision == "locality":
        return 15
    if people > 100_000 or line.town.precision == "district":
        return 14 if "TGV" in "".join(line.names) or line.precision == "district" else 9
    return 9


def test_there_are_many_and_each_says_what_it_is() -> None:
    assert len(lines()) >= 2_000
    assert {line.note for line in lines()} <= NOTES
    assert {line.precision for line in lines()} <= {"street", "district", "locality", "address", "municipality"}


def test_each_lies_near_the_middle_of_its_town() -> None:
    far = [
        (line.names[0], line.target, round(distance_km(line.point, line.town), 1))
        for line in lines()
        if distance_km(line.point, line.town) > bound_km(line)
    ]
    assert not far


def test_no_two_places_share_a_point() -> None:
    at = defaultdict(list)
    for line in lines():
        at[line.point].append(line.names[0])
    assert not [names for names in at.values() if len(names) > 1]


def test_no_two_places_of_a_town_share_a_name() -> None:
    named = Counter((key, line.town.id) for line in lines() for key in set(map(name_key, line.names)))
    assert not [key for key, count in named.items() if count > 1]


def test_a_place_that_the_table_holds_too_lies_at_the_same_point() -> None:
    apart = []
    for line in lines():
        for named in gazetteer().built_in.named(name_key(line.names[0])):
            place = named.place
            is_same = named.is_own and place.parent and place.country == line.town.country and place.is_precise
            if is_same and place.parent == line.town.name and distance_km(place, line.point) > SAME_KM:
                apart.append((line.names[0], place.point, line.point))
    assert not apart


def test_the_sixty_largest_towns_of_each_country_have_some_and_the_largest_many() -> None:
    said = Counter((line.target.rpartition(", ")[0].rstrip(" 0123456789"), line.town.country) for line in lines())
    parts = Counter((place.parent, place.country) for place in gazetteer().built_in.places() if place.parent)
    assert min(len(towns(BELGIUM)), len(towns(FRANCE))) >= 60
    of_both = [(town, country) for text, country in ((BELGIUM, "BE"), (FRANCE, "FR")) for town in towns(text)]
    few = [(town, said[town]) for town in of_both if said[town] < FEW or said[town] + parts[town] < MIDDLE]
    few += [(town, said[town]) for town in of_both if town[0] in towns(WITH_MANY) and said[town] < LARGE]
    neighbours = [tuple(town.rsplit(" ", 1)) for town in towns(NEIGHBOURS)]
    few += [(town, said[town]) for town in neighbours if said[town] < FEW - 1]
    assert not few


def test_every_name_is_spotted_with_its_town_beside_it() -> None:
    missed = []
    for line in lines():
        language = LANGUAGE.get(line.town.country, "en")
        town = line.target.rpartition(", ")[0].rstrip(" 0123456789")
        for name in line.names:
            sentence = f"Treffen in {name}, {town}" if language == "de" else f"Rendez-vous à {name}, {town}"
            mentions = spot(sentence, language=language)
            if not any(distance_km(m.place, line.point) < SAME_KM for m in mentions):
                missed.append((sentence, [m.text for m in mentions]))
    assert not missed


def test_every_name_alone_means_the_place_of_that_name_in_the_town_where_one_lives() -> None:
    missed = []
    for line in lines():
        town = line.town
        for name in line.names:
            found = find(name=name, home=town, limit=1)
            if not found or distance_km(found[0].place, line.point) > SAME_KM:
                missed.append((name, line.target, found))
    assert not missed


@each_row(
    ("name", "country", "latitude", "longitude"),
    [
        (name, country, latitude, longitude)
        for names, country, latitude, longitude in (
            ("London Londres Londen", "GB", 51.51, -0.13),
            ("Wien Vienna Wenen", "AT", 48.21, 16.37),
            ("Roma Rome Rom", "IT", 41.90, 12.50),
            ("Madrid", "ES", 40.42, -3.70),
            ("Lisboa Lisbonne Lissabon Lisbon", "PT", 38.72, -9.14),
            ("Warszawa Varsovie Warschau Warsaw", "PL", 52.23, 21.01),
            ("Milano Milan Milaan Mailand", "IT", 45.46, 9.19),
            ("Barcelona Barcelone", "ES", 41.39, 2.17),
            ("Praha Prague Praag Prag", "CZ", 50.08, 14.44),
            ("København Copenhague Kopenhagen Copenhagen", "DK", 55.68, 12.57),
            ("Berlin Berlijn", "DE", 52.52, 13.41),
            ("Athènes Athene Athens Athen", "GR", 37.98, 23.73),
            ("Genève Genf Geneva", "CH", 46.20, 6.15),
            ("Dublin", "IE", 53.35, -6.26),
            ("Budapest Boedapest", "HU", 47.50, 19.04),
            ("Bucarest Boekarest Bukarest Bucharest", "RO", 44.43, 26.10),
            ("Stockholm", "SE", 59.33, 18.07),
            ("Istanbul", "TR", 41.01, 28.95),
            ("Casablanca", "MA", 33.57, -7.59),
            ("Tunis", "TN", 36.80, 10.18),
            ("Kinshasa", "CD", -4.33, 15.31),
            ("Moscou Moskou Moskau Moscow", "RU", 55.75, 37.62),
            ("Napoli Naples", "IT", 40.85, 14.27),
            ("Kiev Kyiv Kiew", "UA", 50.45, 30.52),
            ("Aix-la-Chapelle Aken Aachen", "DE", 50.78, 6.08),
            ("Cologne Keulen Köln", "DE", 50.94, 6.96),
            ("Trèves Trier", "DE", 49.76, 6.64),
        )
        for name in names.split()
    ],
)
def test_large_cities_beyond_are_known_by_their_names_in_four_languages(
    name: str, country: str, latitude: float, longitude: float
) -> None:
    assert find(name=name), "unknown"
    place = find(name=name)[0].place
    assert place.country == country
    assert distance_km(place, (latitude, longitude)) < 15, place


@each_row(
    ("language", "sentence"),
    [
        ("fr", "Je donne un sweat à capuche taille M"),
        ("fr", "Fauteuil à bascule à donner"),
        ("fr", "chaise à bascule en bois à venir chercher"),
        ("fr", "Cherche une salle, la capacité importe peu, pour une comédie musicale"),
        ("fr", "Je vends une bague en or et diamant"),
        ("fr", "Cherche un globe terrestre lumineux pour ma fille"),
        ("fr", "Je répare les volets et les miroirs"),
        ("fr", "Grand miroir à donner, cadre doré"),
        ("fr", "Cours de céramique le jeudi soir"),
        ("fr", "J'offre un arrosage de vos plantes et de votre pépinière"),
        ("fr", "Qui a un sentier de randonnée à me conseiller ?"),
        ("fr", "Je cherche un bon point du jour pour ma photo, avec trépied"),
        ("fr", "On joue au volley dans les arènes de jeu vidéo ce soir"),
        ("fr", "Un carré de chocolat contre un coup de main"),
        ("fr", "Panier de légumes chaque semaine, part à deux"),
        ("fr", "J'ai besoin de balances de cuisine précises"),
        ("fr", "Je chasse les mauvaises herbes pour 5 € de l'heure"),
        ("fr", "aide pour la déclaration d'impôts, nation ou région peu importe"),
        ("nl", "Ik zoek een fiets voor de zomer, liefst met een dam erop geschilderd"),
        ("nl", "Wie heeft er een laken of een dekbed over?"),
        ("nl", "Gezocht: iemand die de muur in de gang wil schilderen"),
        ("nl", "Oude fiets gratis op te halen"),
        ("nl", "Ik geef een kuip en een emmer weg"),
        ("nl", "Wie gaat mee naar de markt zaterdag?"),
        ("nl", "Een ster voor in de kerstboom gezocht"),
        ("en", "Looking for a helmet for my bike, size M"),
        ("en", "Free globe and a box of diamonds for craft"),
        ("en", "I can fix your roof and paint the wall"),
        ("en", "A bag of delta tools to lend"),
        ("de", "Suche Hilfe beim Verlegen der Fliesen auf dem Grund"),
        ("de", "Ich biete Hilfe an der Uni bei Statistik"),
        ("de", "Verschenke einen Helm und eine Brille"),
    ],
)
def test_no_name_that_is_an_ordinary_word_steals_a_sentence(language: str, sentence: str) -> None:
    assert [m.text for m in spot(sentence, language=language)] == []


def test_a_square_that_has_namesakes_is_not_the_one_of_a_town_far_away() -> None:
    namur = find(name="Namur")[0].place
    assert spot("marché place de la Liberté samedi", language="fr", home=namur) == []
    brest = find(name="Brest", home=(48.4, -4.5))[0].place
    (mention,) = spot("marché place de la Liberté samedi", language="fr", home=brest)
    assert mention.place.parent == "Brest"
    (named,) = spot("je serai place de la Liberté, Brest", language="fr", home=namur)
    assert named.place.parent == "Brest"
    (station,) = spot("je pars de la gare Saint-Lazare", language="fr", home=namur)
    assert station.place.parent == "Paris"


def test_the_part_of_the_town_beside_it_is_meant_though_another_is_as_near() -> None:
    (mention,) = spot("Marché de Noël Grand-Place, Tourcoing", language="fr")
    assert mention.place.parent == "Tourcoing"


def test_a_said_place_has_names_by_language() -> None:
    place = find(name="Zuidstation")[0].place
    assert place.name_in("fr") == "gare du Midi"
    assert place.name_in("nl") == "Brussel-Zuid"
    assert place.name_in("de") == "Brüssel-Süd"
