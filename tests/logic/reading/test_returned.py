"""What is given in return: two sides in any order, rewards, food; where its words end; its topic where food tells."""

from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.reading.returned_topic import likeliest_return
from entraide.logic.reading.terms import read_terms, settle_terms

RETURNED = [
    ("Jij leert mij breien, ik leer jou programmeren, deal?", "ik leer jou programmeren"),
    ("Tu me gardes le chat, je te repasse tes chemises", "je te repasse tes chemises"),
    ("You fix my bike, I'll bake you a cake", "I'll bake you a cake"),
    ("Du gießt meine Blumen, ich backe dir einen Kuchen", "ich backe dir einen Kuchen"),
    ("Je repasse vos chemises à Ottignies, vous me gardez le chat en août", "vous me gardez le chat"),
    ("Nähe dir die Löcher zu, du hütest dafür meinen Sohn, Winterthur", "du hütest dafür meinen Sohn"),
    ("I'll walk your dog every morning if you teach me to crochet", "you teach me to crochet"),
    ("Propose initiation au ski, vous m'apprenez Excel en retour, Grenoble", "vous m'apprenez Excel"),
    ("Cherche prof de guitare, je peux vous faire le ménage en échange", "faire le ménage"),
    ("Zoek hulp met mijn aangifte, wederdienst: een middag strijken", "een middag strijken"),
    ("Voor wat hoort wat: jij schildert mijn gang, ik kook een week voor jou", "ik kook een week voor jou"),
    ("Donnant donnant : vous arrosez mes tomates, vous repartez avec la récolte", "la récolte"),
    ("Ruilen? Mijn naaimachine voor jouw keukenrobot", "jouw keukenrobot"),
    ("My allotment for your kitchen", "your kitchen"),
    ("Meine Gitarre für deine Kamera, Köln", "deine Kamera"),
    ("In ruil voor een blik verf zaag ik zaterdag je planken", "een blik verf"),
    ("Retouche tes ourlets en échange d'un trajet Metz-Nancy par mois", "un trajet Metz-Nancy"),
    ("Déménagement samedi, bière et pizza pour la peine", "bière et pizza"),
    ("Boormachine gezocht, flesje wijn voor de moeite", "flesje wijn"),
    ("Lift wanted, homemade curry as payment", "homemade curry"),
    ("Wie helpt mij met een zetel? Een pint en een frietje staan klaar", "Een pint en een frietje"),
    ("A shed full of offcuts, a bottle of cider takes the lot", "a bottle of cider"),
    ("Ik maak uw koffiezet voor een goeie fles wijn", "een goeie fles wijn"),
    ("Fiver and a mince pie for anyone who posts my parcels", "a mince pie"),
    ("Suche Schrauber, Kasten Bier und 20 Euro sind drin", "Kasten Bier"),
    ("Propose 50€ + un cours de darbouka contre la pose d'un évier", "un cours de darbouka"),
    ("Cherche menuisier, 20 € et un grand merci", None),
    ("Bezwaar tegen uw boete", None),
    ("Si vous avez une échelle, il me reste deux vitres à laver", None),
    ("Cherche quelqu'un, je vous contacte demain", None),
    ("Ich suche einen geduldigen Menschen dafür", None),
    ("Je vous aide, vous me dites quand", None),
]


@each_row(("text", "expected"), RETURNED)
def test_what_is_given_in_return_is_found_on_either_side_and_ends_where_it_ends(
    text: str, expected: str | None
) -> None:
    assert read_terms(fold(text), language=None).terms.in_return == expected


FOOD = [
    ("Aide au jardin contre un bon repas", "food.cooking"),
    ("Hulp gezocht, taart als dank", "food.cooking"),
    ("Contre une bouteille de vin", "food.sharing"),
    ("In exchange for eggs", "food.sharing"),
    ("Gegen ein Glas Honig", "food.sharing"),
    ("Contre un cours de cuisine", None),
    ("Contre des plants de tomates", None),
    ("Tegen een fiets", None),
]


@each_row(("text", "topic"), FOOD)
def test_food_in_return_says_its_own_topic(text: str, topic: str | None) -> None:
    assert read_terms(fold(text), language=None).terms.in_return_topic == topic


KEPT = [
    ("Fix my leaky tap and I'll cook you dinner", "barter"),
    ("Remplacez mes pneus, je vous cuisine un boulet-frites", "barter"),
    ("Quelqu'un pour promener Pixel, je vous dépanne en informatique", "barter"),
    ("Wie zit er bij mijn kleuters? Jij krijgt een pot pesto", "barter"),
    ("Cours de couture, je vous prépare un café", "open"),
    ("Fête de quartier, apéro offert", "free"),
]


@each_row(("text", "mode"), KEPT)
def test_a_reward_after_a_request_is_barter_though_the_heads_heard_an_offer(text: str, mode: str) -> None:
    found = read_terms(fold(text), language=None)
    assert settle_terms(found, kind="offer", action="service", topic="home.repairs").mode == mode


def test_a_piano_in_return_is_a_thing_and_piano_lessons_are_lessons() -> None:
    opinion = {"learning.music": 0.6, "things.leisure": 0.3, "home.moving": 0.1}
    assert likeliest_return(opinion, "un piano") == "things.leisure"
    assert likeliest_return(opinion, "cours de piano") == "learning.music"
