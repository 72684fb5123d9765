"""How many are needed or offered, in four languages; and the many numbers that count nothing."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.reading.quantity import read_quantity


def read(text: str, language: str | None = None) -> tuple[float, str] | None:
    found = read_quantity(fold(text), language=language).quantity
    return (found.value, found.unit) if found else None


FRENCH = [
    ("Deux personnes pour porter un canapé", (2, "person")),
    ("Cherche 3 costauds samedi", (3, "person")),
    ("On cherche une dizaine de bénévoles", (10, "person")),
    ("il me faudrait 2 ou 3 personnes pour un déménagement", (2, "person")),
    ("Besoin de 4 à 6 personnes", (4, "person")),
    ("besoin de 2 gaillard pr demenagement", (2, "person")),
    ("Recherche deux couturières", (2, "person")),
    ("Cherche trois choristes et un pianiste", (3, "person")),
    ("Il nous manque 2 animateurs", (2, "person")),
    ("Je peux prendre 3 passagers", (3, "person")),
    ("Il me manque quatre bras", (2, "person")),
    ("Deux paires de bras pour samedi", (2, "person")),
    ("Il reste 2 places", (2, "place")),
    ("Covoit vendredi 3 places dispo", (3, "place")),
    ("Je donne 2 places pour le concert", (2, "place")),
    ("500 masques", (500, "piece")),
    ("Tricoter 200 bonnets", (200, "piece")),
    ("Recherche couturières pour 1000 masques", (1000, "piece")),
    ("Une trentaine de polars à donner", (30, "piece")),
    ("Je donne 12 pots de confiture", (12, "piece")),
    ("Deux vélos enfants à donner", (2, "piece")),
    ("Vends 6 chaises en bois", (6, "piece")),
    ("Donne table + 4 chaises", (4, "piece")),
    ("Il me reste quatre portions de soupe", (4, "piece")),
    ("Lot de 20 BD à donner", (20, "piece")),
    ("Cherche 2 poules pondeuses", (2, "piece")),
    ("Prête 2 vélos pour le week-end", (2, "piece")),
    ("8 kg de mirabelles", (8, "kg")),
    ("On a 30 kilos de carottes en trop", (30, "kg")),
    ("1 500 g de farine", (1.5, "kg")),
    ("20 l de jus de pomme", (20, "litre")),
    ("Cherche 20 litres de peinture", (20, "litre")),
    ("Besoin de 20 m de tuyau", (20, "metre")),
    ("Pièce de 12 m2", (12, "square_metre")),
    ("Local de 60 m² pour association", (60, "square_metre")),
    ("Hébergement 3 nuits à Gand", (3, "night")),
    ("Un logement pendant 2 mois", (2, "month")),
    ("Chambre pour 3 semaines", (3, "week")),
    ("Prête mon appart deux mois", (2, "month")),
    ("Famille de 5 personnes cherche hébergement pour 10 jours", (10, "day")),
    ("Ménage 4 heures par semaine", (4, "hour")),
    ("Deux bonnes heures de bricolage", (2, "hour")),
    ("Cours de piano, 1h30", (1.5, "hour")),
    ("Besoin de quelqu'un 3 jours par semaine", (3, "day")),
    ("Garder mes deux chats", None),
    ("Garder deux enfants", None),
    ("Qui nourrit mes 3 poules ?", None),
    ("Jumeaux (4 ans) à garder", None),
    ("Promener 2 chiens", None),
    ("Deux chats à nourrir", None),
    ("Cherche nounou pour 3 enfants de 2, 4 et 6 ans", None),
    ("Vélo 26 pouces", None),
    ("Canapé 3 places à donner", None),
    ("Prête tente 4 places", None),
    ("Matelas 2 personnes à donner", None),
    ("Table pour 6 personnes", None),
    ("Repas pour 40 personnes", None),
    ("Atelier pour 8 personnes max", None),
    ("Aide au 2e étage", None),
    ("Voiture 4 roues motrices", None),
    ("Rendez-vous à 14h", None),
    ("À 8 heures précises", None),
    ("Deux fois par semaine", None),
    ("Deux soirs par semaine", None),
    ("1000 Bruxelles", None),
    ("À 5 km de Namur", None),
    ("Une personne pour porter", None),
    ("Il manque un 4e joueur", None),
    ("Monter 3 meubles IKEA", None),
    ("Repeindre deux chambres", None),
    ("Dans 3 jours", None),
    ("Bébé de 3 mois", None),
    ("Toutes les 2 semaines", None),
    ("Une paire de bottes", None),
    ("Jouer à quatre mains", None),
    ("Échelle de 4 m", None),
    ("Maison 3 chambres", None),
    ("Chien de 30 kg à promener", None),
    ("Pour 20 euros", None),
    ("Contre 2 heures de jardinage", None),
    ("Appelez le 0475 12 34 56", None),
    ("Nous sommes 3 personnes", None),
    ("Famille ukrainienne de 4 personnes", None),
    ("Permis depuis 2 mois", None),
    ("Ordinateur 8 Go", None),
    ("Taille 38", None),
]  # fmt: skip

DUTCH = [
    ("10 vrijwilligers gezocht", (10, "person")),
    ("Ik zoek 3 helpende handen om te verhuizen", (3, "person")),
    ("3 sterke mensen nodig", (3, "person")),
    ("Wij zoeken nog 5 mensen voor ons koor", (5, "person")),
    ("Twee tot drie mensen gezocht", (2, "person")),
    ("Een dertigtal stoelen nodig", (30, "piece")),
    ("Een tiental dozen nodig", (10, "piece")),
    ("Te geef: 8 stoelen", (8, "piece")),
    ("Wie heeft er 2 verhuisdozen over?", (2, "piece")),
    ("Twee fietsen te koop", (2, "piece")),
    ("Ik geef 3 kippen weg", (3, "piece")),
    ("Ik brei 10 mutsen", (10, "piece")),
    ("200 mondmaskers nodig", (200, "piece")),
    ("2 plaatsen vrij naar Brussel", (2, "place")),
    ("Ik bied 2 slaapplaatsen aan", (2, "place")),
    ("10 kg appels", (10, "kg")),
    ("Appels te geef, 10 kilo", (10, "kg")),
    ("5 liter melk", (5, "litre")),
    ("20 m² opslagruimte", (20, "square_metre")),
    ("Kamer van 15 vierkante meter", (15, "square_metre")),
    ("10 meter stof", (10, "metre")),
    ("Een kamer voor 2 weken", (2, "week")),
    ("Logeerplek voor 3 nachten", (3, "night")),
    ("Twee uur per week poetsen", (2, "hour")),
    ("Kom 2u helpen in de tuin", (2, "hour")),
    ("Wie kan 2 dagen op mijn hond passen?", (2, "day")),
    ("3 maanden onderdak gezocht", (3, "month")),
    ("Een dozijn eieren", (12, "piece")),
    ("Mijn 2 honden uitlaten", None),
    ("Twee honden uitlaten", None),
    ("Oppas voor 2 kinderen", None),
    ("Maat 104", None),
    ("5de middelbaar", None),
    ("Kinderfiets 16 inch", None),
    ("Bed 2 personen", None),
    ("Tafel voor 8 personen", None),
    ("Eten voor 40 mensen", None),
    ("Om 14u afspreken", None),
    ("Tegen 2 uur", None),
    ("2 keer per week", None),
    ("Om de 2 weken", None),
    ("Binnen 2 weken", None),
    ("Mijn 4 kamers schilderen", None),
    ("Ik wil 2 kasten verplaatsen", None),
    ("Een paar dagen", None),
    ("Zoon van 3 jaar", None),
    ("9000 Gent", None),
    ("Binnen 5 km", None),
    ("In ruil voor 2 uur", None),
    ("Iemand gezocht", None),
]  # fmt: skip

ENGLISH = [
    ("Four strong people needed", (4, "person")),
    ("We need 5 volunteers", (5, "person")),
    ("I need 4 people to help lift a piano", (4, "person")),
    ("Looking for two guitarists", (2, "person")),
    ("Two or three people to move boxes", (2, "person")),
    ("Need two pairs of hands", (2, "person")),
    ("Three seats free", (3, "place")),
    ("Car share, 3 seats left", (3, "place")),
    ("Two winter coats", (2, "piece")),
    ("A dozen eggs", (12, "piece")),
    ("Half a dozen eggs to give", (6, "piece")),
    ("Giving away 20 flower pots", (20, "piece")),
    ("200 masks needed", (200, "piece")),
    ("Anyone got 6 folding chairs I could borrow?", (6, "piece")),
    ("Free moving boxes, about 30 of them", (30, "piece")),
    ("I'm selling 4 dining chairs", (4, "piece")),
    ("about 15 kilos of apples", (15, "kg")),
    ("Need 5 litres of milk", (5, "litre")),
    ("10 metres of fabric", (10, "metre")),
    ("A studio of 30 square metres", (30, "square_metre")),
    ("Looking for 3 nights in Brussels", (3, "night")),
    ("A drill for two days", (2, "day")),
    ("A room for 3 months", (3, "month")),
    ("Watch my 3 cats for two weeks", (2, "week")),
    ("2 hours a week", (2, "hour")),
    ("A couple of hours on Sunday", (2, "hour")),
    ("Babysit my two kids", None),
    ("Walk my two dogs", None),
    ("Carry two wardrobes", None),
    ("Dinner for 40 people", None),
    ("House for 6 people", None),
    ("26 inch bike", None),
    ("3 bed house to rent", None),
    ("At 2 pm", None),
    ("Twice a week", None),
    ("3 times a week", None),
    ("In 3 days", None),
    ("Every 2 weeks", None),
    ("Within 3 km", None),
    ("3 months old puppy", None),
    ("10 minute walk", None),
    ("Could someone translate 3 pages?", None),
    ("One person", None),
    ("A pair of boots", None),
    ("Size 42 shoes", None),
    ("£20 for the job", None),
]  # fmt: skip

GERMAN = [
    ("Zwei starke Leute gesucht", (2, "person")),
    ("Suche 4 Personen zum Umzug", (4, "person")),
    ("Wir brauchen noch 3 Freiwillige", (3, "person")),
    ("Wir suchen zwei bis drei Helfer", (2, "person")),
    ("Verschenke 20 Bücher", (20, "piece")),
    ("Brauche 10 Stühle", (10, "piece")),
    ("Zwei Kinderfahrräder abzugeben", (2, "piece")),
    ("Ein Dutzend Eier", (12, "piece")),
    ("Wir nähen 100 Masken", (100, "piece")),
    ("3 Plätze frei nach Köln", (3, "place")),
    ("Biete 2 Schlafplätze", (2, "place")),
    ("Habe 10 kg Kartoffeln übrig", (10, "kg")),
    ("5 Liter Saft", (5, "litre")),
    ("Zimmer 15 qm", (15, "square_metre")),
    ("Wohnung 60 Quadratmeter", (60, "square_metre")),
    ("Zwei Nächte in Eupen", (2, "night")),
    ("Unterkunft für 3 Nächte", (3, "night")),
    ("3 Stunden pro Woche", (3, "hour")),
    ("Hilfe für 2 Stunden", (2, "hour")),
    ("Zimmer für 3 Monate", (3, "month")),
    ("Katze für zwei Wochen hüten", (2, "week")),
    ("Auto für drei Tage leihen", (3, "day")),
    ("Meine zwei Katzen füttern", None),
    ("Hüte deine 2 Hunde", None),
    ("Zwei Schränke tragen", None),
    ("Wer kann zwei Regale aufbauen?", None),
    ("Essen für 40 Personen", None),
    ("Fahrrad 28 Zoll", None),
    ("Um 14 Uhr", None),
    ("Zweimal pro Woche", None),
    ("2 mal pro Woche", None),
    ("Alle 2 Wochen", None),
    ("In 3 Tagen", None),
    ("Kind 4 Jahre", None),
    ("Im Umkreis von 10 km", None),
    ("Ein paar Stunden", None),
    ("Größe 104", None),
    ("4700 Eupen", None),
    ("Eine Person", None),
    ("Gegen zwei Stunden Bügeln", None),
]  # fmt: skip


TRAPS = [
    ("Wie wil mijn ramen kuisen? 3de verdieping", None),
    ("Première réunion jeudi 20h", None),
    ("Barbe de trois mois", None),
    ("Carton de 20 kg à livrer", None),
    ("Computerles voor 65-plussers", None),
    ("Quatre mètres cubes de remblai", None),
    ("Two adults and a dog", None),
    ("Ik slaap al 3 nachten buiten", None),
    ("Deux étudiants cherchent un kot", None),
    ("Twee studenten zoeken een kamer", None),
    ("Stage de 5 jours pour enfants", (5, "day")),
    ("Atelier poterie 12 places", (12, "place")),
    ("Besoin de 20 kg de terreau", (20, "kg")),
    ("On a besoin de 15 paires de mains", (15, "person")),
    ("Need two movers", (2, "person")),
]


@each_row(("text", "expected"), TRAPS + FRENCH + DUTCH + ENGLISH + GERMAN)
def test_what_is_needed_or_offered_is_counted_and_nothing_else(text: str, expected: tuple[float, str] | None) -> None:
    assert read(text) == expected


def test_a_number_that_another_grammar_has_taken_counts_nothing_here() -> None:
    text = "Cours 20 € pour 3 personnes, 2 heures"
    assert read_quantity(fold("12 mai 8 kg de pommes"), language="fr", masked=[(0, 6)]).quantity is not None
    assert read_quantity(fold(text), language="fr", masked=[(6, 10), (29, 37)]).quantity is None


def test_a_word_shared_with_the_terms_is_still_read_and_the_spans_stay_apart() -> None:
    found = read_quantity(fold("Cherche 2 bénévoles"), language="fr", masked=[(10, 19)])
    assert found.quantity is not None
    assert found.span == (8, 9)


_WORDS = st.sampled_from(
    [
        "deux", "3", "personnes", "kg", "de", "m²", "2h", "1h30", "trentaine", "une", "paire", "bras", "dozen",
        "of", "twee", "mensen", "plaatsen", "vrij", "zwei", "Nächte", "pour", "mes", "canapé", "places", "½", "ß",
        "œufs", "500", "masques", "🙂", "\u200b", "é", ",", ".", "-", "à", "5",
    ]
)  # fmt: skip


_SENTENCES = st.one_of(
    st.text(max_size=300), st.lists(_WORDS, max_size=40).map(" ".join), st.lists(_WORDS, max_size=40).map("".join)
)


@given(_SENTENCES)
def test_any_text_is_read_with_a_span_inside_it_that_cuts_no_word(text: str) -> None:
    found = read_quantity(fold(text), language=None)
    assert (found.quantity is None) == (found.span is None)
    if found.quantity and found.span:
        start, end = found.span
        assert found.quantity.value > 1
        assert 0 <= start < end <= len(text)
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
