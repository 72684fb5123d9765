"""A community's own rules may say anything but what the charter forbids; the sieve catches the plain cases and lets ordinary rules be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.charter.unfair_words import unfair_words

SHUT_OUT = [
    ("Pas d'étrangers ici.", "Pas d'étrangers"),
    ("Réservé aux Belges", "Réservé aux Belges"),
    ("On aide les Français d'abord, et c'est réservé aux Français.", "réservé aux Français"),
    ("Musulmans s'abstenir.", "Musulmans s'abstenir"),
    ("Interdit aux personnes handicapées", "Interdit aux personnes handicapées"),
    ("Les Roms ne sont pas les bienvenus.", "Roms ne sont pas les bienvenus"),
    ("Blancs uniquement", "Blancs uniquement"),
    ("Uniquement entre catholiques", "Uniquement entre catholiques"),
    ("Nous refusons les réfugiés", "refusons les réfugiés"),
    ("Aucun homosexuel", "Aucun homosexuel"),
    ("Hommes seulement", "Hommes seulement"),
    ("Pas de chômeurs, pas de SDF", "Pas de chômeurs"),
    ("Geen buitenlanders", "Geen buitenlanders"),
    ("Alleen voor Vlamingen", "Alleen voor Vlamingen"),
    ("Moslims niet welkom", "Moslims niet welkom"),
    ("Geen holebi's", "Geen holebi"),
    ("No foreigners, please.", "No foreigners"),
    ("Christians only", "Christians only"),
    ("For whites only", "For whites only"),
    ("Disabled people not allowed", "Disabled people not allowed"),
    ("We exclude gays", "exclude gays"),
    ("Keine Ausländer", "Keine Ausländer"),
    ("Nur für Deutsche", "Nur für Deutsche"),
    ("Flüchtlinge unerwünscht", "Flüchtlinge unerwünscht"),
    ("Juden nicht erwünscht", "Juden nicht erwünscht"),
]
FAIR = [
    "On rend les outils propres, et avant le dimanche soir.",
    "Pas de démarchage, pas de publicité.",
    "Ouvert à tous, quelle que soit l'origine ou la religion.",
    "Sans distinction d'origine : étrangers et voisins de toujours, bienvenue.",
    "Il est interdit de refuser les étrangers.",
    "On n'exclut pas les personnes handicapées.",
    "Réservé aux habitants d'Ixelles.",
    "Réservé aux membres de Smart.",
    "On parle français uniquement.",
    "English only, please: it is a conversation table.",
    "Nur Deutsch bitte, wir üben.",
    "Une aide réservée aux réfugiés et à leurs voisins.",
    "Les femmes s'entraident ici : un groupe entre femmes.",
    "Pas de chiens sans laisse.",
    "Pas de femmes de ménage professionnelles : on s'entraide.",
    "Vins blancs uniquement à la cave commune.",
    "Pas de messages après 22 h.",
    "Ages : dès 16 ans.",
    "Geen huisdieren in het atelier.",
    "Alleen voor leden van de tuin.",
    "Iedereen welkom, ook vluchtelingen.",
    "No smoking, no dogs.",
    "Nobody is excluded: Muslims, Christians and atheists alike.",
    "Keine Haustiere.",
    "Nur für Mitglieder des Gartens.",
    "Niemand schließt Ausländer aus.",
    "Outils pour femmes et hommes.",
    "We help refugees and elderly people first.",
    "Pas plus de deux sollicitations par semaine.",
    "",
]


@pytest.mark.parametrize(("sentence", "words"), SHUT_OUT)
def test_whoever_is_shut_out_for_what_they_are_is_found_in_four_languages(sentence: str, words: str) -> None:
    assert unfair_words(sentence, article="equal")[0] == words


@pytest.mark.parametrize("sentence", FAIR)
@pytest.mark.parametrize("article", ["equal", "vote", "data", "leaving", "adverts"])
def test_ordinary_rules_are_left_alone(sentence: str, article: str) -> None:
    assert unfair_words(sentence, article=article) == ()


@pytest.mark.parametrize(
    ("article", "sentence", "words"),
    [
        ("vote", "Une part sociale, une voix.", "Une part sociale, une voix"),
        ("vote", "Seuls les propriétaires votent.", "Seuls les propriétaires votent"),
        ("vote", "Double votes for founders", "Double votes"),
        ("vote", "De stem van de voorzitter: elke stem telt dubbel", "stem telt dubbel"),
        ("data", "Les adresses des membres sont vendues à nos sponsors.", "adresses des membres sont vendues"),
        ("data", "We sell member data to partners", "sell member data"),
        ("data", "Unsere Adressen werden verkauft", "Adressen werden verkauft"),
        ("data", "De ledenlijst wordt verkocht", "ledenlijst wordt verkocht"),
        ("leaving", "Il est interdit de quitter le groupe avant un an.", "interdit de quitter"),
        ("leaving", "Qui part paie dix euros.", "Qui part paie"),
        ("leaving", "Members may not leave", "may not leave"),
        ("leaving", "Austrittsgebühr: 20 Euro", "Austrittsgebühr"),
        ("adverts", "La publicité est bienvenue.", "publicité est bienvenue"),
        ("adverts", "Adverts are welcome here", "Adverts are welcome"),
        ("adverts", "Werbung ist erlaubt", "Werbung ist erlaubt"),
    ],
)
def test_other_articles_are_heard_too(article: str, sentence: str, words: str) -> None:
    assert unfair_words(sentence, article=article) == (words,)


@pytest.mark.parametrize(
    ("article", "sentence"),
    [
        ("data", "On ne vend jamais les adresses des membres."),
        ("data", "Nobody sells members' data."),
        ("adverts", "Aucune publicité n'est autorisée."),
        ("adverts", "Werbung ist nicht erlaubt."),
        ("leaving", "Chacun part quand il veut, avec ce qui est à lui."),
        ("vote", "Une personne, une voix."),
    ],
)
def test_what_forbids_it_is_no_breach(article: str, sentence: str) -> None:
    assert unfair_words(sentence, article=article) == ()


@given(st.text(max_size=200), st.sampled_from(["equal", "vote", "data", "leaving", "adverts"]))
def test_it_never_fails_and_what_it_finds_stands_in_the_sentence(sentence: str, article: str) -> None:
    for words in unfair_words(sentence, article=article):
        assert words
        assert words in sentence
