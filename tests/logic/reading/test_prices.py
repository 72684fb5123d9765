"""Prices without a currency, sums with names, prices that others ask, and the numbers beside them that are none."""

from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.reading.terms import read_terms


def read(text: str) -> tuple[str, float | None, str | None, str | None]:
    terms = read_terms(fold(text), language=None).terms
    return (terms.mode, terms.amount, terms.currency, terms.per)


def euros(amount: float, per: str | None = None) -> tuple[str, float, str, str | None]:
    return ("money", amount, "EUR", per)


OPEN = ("open", None, None, None)
FREE = ("free", None, None, None)
PAID = ("money", None, None, None)

BARE = [
    ("Chambre meublée, 450 par mois charges comprises", euros(450, "month")),
    ("Studio in Gent, 520/maand", euros(520, "month")),
    ("Spare room, 450 a month bills included", euros(450, "month")),
    ("Zimmer frei, 380 im Monat", euros(380, "month")),
    ("Poetshulp gezocht, 14 p/u", euros(14, "hour")),
    ("Ménage, 13 de l'heure", euros(13, "hour")),
    ("Babysitter, 12 an hour", euros(12, "hour")),
    ("Putzhilfe, 15 die Stunde", euros(15, "hour")),
    ("Hond uitlaten, 8 per wandeling", euros(8, "unit")),
    ("Dog walking, 9 a walk", euros(9, "unit")),
    ("Cours de piano, 20 la séance", euros(20, "unit")),
    ("Strijk, 15 per mand", euros(15, "unit")),
    ("Eier, 3 das Glas", euros(3, "unit")),
    ("Chambre d'amis, 30 la nuit", euros(30, "night")),
    ("Aanhangwagen, 20 per dag", euros(20, "day")),
    ("Je vends mon vélo, 40", euros(40)),
    ("Te koop: kast voor 25", euros(25)),
    ("For sale: pram, 30 ono", euros(30)),
    ("Verkaufe Fahrrad, 80 VB", euros(80)),
    ("Huisgenoot gezocht, 420 all in", euros(420)),
    ("Aide-soignante de nuit, 70e la nuit", euros(70, "night")),
    ("Fensterputzen, 25.- pro Besuch", ("money", 25.0, "CHF", "unit")),
    ("Fiets, 25,-", euros(25)),
    ("Fahrdienst für 40 Stutz", ("money", 40.0, "CHF", None)),
    ("Bekommst 'n Zwanni, wenn du mir hilfst", euros(20)),
    ("Een tientje voor wie mijn band plakt", euros(10)),
    ("Twee tientjes voor wie komt maaien", euros(20)),
    ("Trois fois par semaine", OPEN),
    ("J'en fais 20 par jour", OPEN),
    ("2 per week is genoeg", OPEN),
    ("We brei 30 per maand", OPEN),
    ("Max 8 per les", OPEN),
    ("Leere Gläser, etwa 40 Stück", OPEN),
    ("Rendez-vous le 15 du mois", OPEN),
    ("3 walks a day", OPEN),
    ("Je vends ma Peugeot 208", OPEN),
    ("Sonne au 12, la porte verte", OPEN),
]

SAID = [
    ("Hoeft niks te kosten", FREE),
    ("Kost niks, af te halen", FREE),
    ("Babysachen, kostet nichts", FREE),
    ("Das muss nichts kosten", FREE),
    ("Ça ne coûte rien", FREE),
    ("It costs nothing", FREE),
    ("Yoga im Park, Spende erwünscht", PAID),
    ("Yoga in the park, donations welcome", PAID),
    ("Concert au chapeau", PAID),
    ("Workshop, bijdrage naar vermogen", PAID),
    ("I'd pay for someone to sit with dad", PAID),
    ("Je paierais bien quelqu'un pour ma haie", PAID),
    ("Qui répare un manteau, et à quel prix ?", PAID),
    ("Schilder gezocht, offerte graag", PAID),
    ("Accountant needed, what do you charge?", PAID),
    ("Pneus pas chers", PAID),
    ("Mon coiffeur me prend 60 euros, qui me fait ça ?", OPEN),
    ("De garage vraagt 200 euro, wie kan het zelf?", OPEN),
    ("The plumber wants £90, who can help?", OPEN),
    ("Mein Friseur verlangt 50 Euro, wer kann das?", OPEN),
    ("Chaîne hi-fi offerte à un amateur", None),
    ("Je fais vos devis et vos factures", OPEN),
    ("Quelqu'un à moins de 2 km d'Ixelles pour promener mon chien", OPEN),
    ("Iemand op 1 km van Gent om te fietsen", OPEN),
    ("Covoiturage, 0,30 du km", ("money", 0.3, "EUR", "km")),
    ("Tapissage : 15 € pour la colle", euros(15)),
    ("Propose 50 € pour la pose d'un évier", euros(50)),
]

CREDITS = [
    ("Relecture, 40 grains le chapitre", ("credits", 40.0, "credit", "unit")),
    ("Grains acceptés : je vends des patates", ("credits", None, "credit", None)),
    ("Une heure de mon compte temps pour un radiateur purgé", ("credits", 1.0, "h", None)),
    ("4 heures de mon solde SEL", ("credits", 4.0, "h", None)),
    ("1 uur tijdskrediet per les", ("credits", 1.0, "h", "unit")),
    ("Twee uur van mijn tijdsbank", ("credits", 2.0, "h", None)),
    ("2 hours off my time bank account", ("credits", 2.0, "h", None)),
    ("Pro Stunde eine Stunde aufs Zeitkonto", ("credits", 1.0, "h", "hour")),
    ("Logo 3 heures SEL plus 15 € pour le papier", ("mixed", 15.0, "EUR", None)),
    ("10 torekes et 40€ le stère", ("mixed", 40.0, "EUR", "unit")),
    ("3 pièces par personne", OPEN),
    ("Quelques heures de jardinage", OPEN),
]


@each_row(("text", "expected"), BARE + CREDITS + [row for row in SAID if row[1]])
def test_a_price_is_read_with_or_without_its_currency(
    text: str, expected: tuple[str, float | None, str | None, str | None]
) -> None:
    assert read(text) == expected


def test_something_offered_in_french_is_no_quotation_in_dutch() -> None:
    assert read("Chaîne hi-fi offerte à un amateur")[0] != "money"
