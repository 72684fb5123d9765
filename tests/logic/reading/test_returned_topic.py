"""Which topic a few words for what comes back have, by the heads and by the words that name a work or a thing surely."""

from tests.tables import each_row

from entraide.logic.reading.interpretation import Terms
from entraide.logic.reading.meaning import with_return_topic
from entraide.logic.reading.returned_topic import bare, is_the_same

RETURNS = [
    ("un coup de main pour monter une cloison", "home.building"),
    ("un coup de main pour tailler ma haie", "garden.maintenance"),
    ("un coup de main au potager", "garden.growing"),
    ("hulp in mijn moestuin", "garden.growing"),
    ("un coup de main au jardin", "garden.maintenance"),
    ("une matinée de jardinage", "garden.maintenance"),
    ("deux heures de tonte", "garden.maintenance"),
    ("gras maaien", "garden.maintenance"),
    ("onkruid wieden", "garden.maintenance"),
    ("mow the lawn", "garden.maintenance"),
    ("Rasen mähen", "garden.maintenance"),
    ("quelques heures de repassage", "home.cleaning"),
    ("mijn ramen poetsen", "home.cleaning"),
    ("a morning's ironing", "home.cleaning"),
    ("Hilfe beim Fensterputzen", "home.cleaning"),
    ("garder mes enfants un soir", "children.babysitting"),
    ("een avond babysitten", "children.babysitting"),
    ("feed my cat for a week", "animals.sitting"),
    ("die Katze füttern", "animals.sitting"),
    ("promener mon labrador", "animals.walking"),
    ("un trajet vers Namur", "transport.rides"),
    ("een lift naar het station", "transport.rides"),
    ("eine Fahrt nach Aachen", "transport.rides"),
    ("une vidange de ma moto", "repair.cars"),
    ("réparer mon vélo", "repair.bikes"),
    ("mijn broek inkorten", "repair.clothes"),
    ("your workshop on Sundays", "places.rooms"),
    ("gîte et couvert", "places.stay"),
    ("een slaapplek voor één nacht", "places.stay"),
    ("un coin dans ta cave", "places.storage"),
    ("cours de violoncelle", "learning.music"),
    ("lessons in Portuguese", "learning.languages"),
    ("Nachhilfe in Physik", "learning.tutoring"),
    ("je t'apprends le crochet", "learning.arts"),
    ("rijles", "learning.driving"),
    ("initiation à l'escalade", "wellbeing.sport"),
    ("vous m'apprenez Word", "learning.other"),
    ("un massage du dos", "wellbeing.body"),
    ("een knipbeurt", "wellbeing.body"),
    ("traduire vos lettres", "admin.writing"),
    ("un four à micro-ondes", "things.appliances"),
    ("une trottinette d'enfant", "things.children"),
    ("a balance bike", "things.children"),
    ("une remorque", "things.tools"),
    ("zaagmachine", "things.tools"),
    ("des boutures de lavande", "things.plants"),
    ("un sac de terreau", "things.plants"),
    ("un stère de bois", "things.materials"),
    ("une pile de mangas", "things.books"),
    ("my old saxophone", "things.leisure"),
    ("DEUX PLANTS DE COURGETTES", "things.plants"),
    ("a bag of hay for the rabbits", "things.animals"),
    ("deux canards", "animals.care"),
]


@each_row(("words", "topic"), RETURNS)
def test_a_few_words_have_the_topic_of_the_work_or_the_thing_that_they_name(words: str, topic: str) -> None:
    assert with_return_topic(Terms("barter", in_return=words)).in_return_topic == topic


def test_work_with_a_hand_for_it_is_judged_as_the_work() -> None:
    assert bare("un coup de main pour carreler ma salle de bain") == "carreler ma salle de bain"
    assert bare("DEUX PLANTS") == "deux plants"
    assert bare("wat hulp bij het verhuizen") == "verhuizen"


@each_row(
    ("words", "expected"),
    [
        ("Je rends la pareille", True),
        ("je prends le vôtre", True),
        ("I'd have yours", True),
        ("un gâteau", False),
        ("cours d'anglais", False),
    ],
)
def test_who_gives_back_the_very_same_is_heard(words: str, expected: bool) -> None:
    assert is_the_same(words) is expected
