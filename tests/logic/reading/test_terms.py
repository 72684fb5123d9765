"""What a sentence says is wanted in return, in four languages, and what a silence means once the rest is read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.reading.community_words import CommunityWords, CurrencyWord
from entraide.logic.reading.interpretation import Terms
from entraide.logic.reading.terms import read_terms, settle_terms

FREE = ("free", None, None, None)
OPEN = ("open", None, None, None)
PAID = ("money", None, None, None)
BARTER = ("barter", None, None, None)


def euros(amount: float, per: str | None = None) -> tuple[str, float, str, str | None]:
    return ("money", amount, "EUR", per)


def credits(amount: float | None, per: str | None = None) -> tuple[str, float | None, str, str | None]:
    return ("credits", amount, "credit", per)


def hours(amount: float | None) -> tuple[str, float | None, str, None]:
    return ("credits", amount, "h", None)


def mixed(amount: float | None, per: str | None = None) -> tuple[str, float | None, str | None, str | None]:
    return ("mixed", amount, "EUR" if amount else None, per)


def read(text: str) -> tuple[str, float | None, str | None, str | None]:
    terms = read_terms(fold(text), language=None).terms
    return (terms.mode, terms.amount, terms.currency, terms.per)


FRENCH = [
    ("Cherche baby-sitter samedi soir, 8 €/h", euros(8, "hour")),
    ("Baby-sitting le mercredi, 10€/h", euros(10, "hour")),
    ("Aide au jardin, 20 euros l'heure", euros(20, "hour")),
    ("Je propose du repassage à 12 euros de l'heure", euros(12, "hour")),
    ("Cours de maths 25€/heure à domicile", euros(25, "hour")),
    ("Ménage 2h par semaine, 13,50 € net de l'heure", euros(13.5, "hour")),
    ("Cours de piano : 15 € la demi-heure", euros(15, "unit")),
    ("Lasagnes maison, 9 € la portion", euros(9, "unit")),
    ("Pots de miel à 6€ pièce", euros(6, "unit")),
    ("Verres à vin, 1 euro la pièce", euros(1, "unit")),
    ("Cours de yoga 10€ par cours", euros(10, "unit")),
    ("Covoiturage Namur-Bruxelles, 4 € par trajet", euros(4, "unit")),
    ("Atelier pain 15 € par personne", euros(15, "unit")),
    ("Oeufs frais 3 € la douzaine", euros(3, "unit")),
    ("Pommes de terre 1,20€/kg", euros(1.2, "unit")),
    ("Chambre à louer 420€/mois charges comprises", euros(420, "month")),
    ("Kot à louer, 380 euros par mois", euros(380, "month")),
    ("Loue remorque 15 € la journée", euros(15, "day")),
    ("Loue vélo cargo, 10€/jour", euros(10, "day")),
    ("Chambre d'amis 30 € la nuit", euros(30, "night")),
    ("Gîte 250 € la semaine", euros(250, "week")),
    ("Je conduis, 0,30 €/km", euros(0.3, "km")),
    ("Taxi social 35 cents du km", euros(0.35, "km")),
    ("Vends vélo enfant 40 €", euros(40)),
    ("vend machine a laver 80e de l'heure non 80 euros", euros(80, "hour")),
    ("À vendre : table en chêne, 150€ à discuter", euros(150)),
    ("Cherche vélo de ville, budget 80 euros", euros(80)),
    ("Cherche vélo, budget max 100", euros(100)),
    ("Coiffure à domicile à partir de 10 €", euros(10)),
    ("Jardinage, 10 à 15 €/h", euros(10, "hour")),
    ("Jardinage entre 12 et 15 euros de l'heure", euros(12, "hour")),
    ("Ramonage 45-60€", euros(45)),
    ("Je donne 10 balles à qui tond ma pelouse", euros(10)),
    ("vingt euros pour tondre la pelouse", euros(20)),
    ("J'offre 20 € pour un coup de main", euros(20)),
    ("Contre 50 € je repeins votre cuisine", euros(50)),
    ("Vélo 1 250 € à vendre", euros(1250)),
    ("Voiture 1.250,50 €", euros(1250.5)),
    ("20€50 le panier", euros(20.5, "unit")),
    ("Massage CHF 25.- la demi-heure", ("money", 25.0, "CHF", "unit")),
    ("Garde d'enfants 25 francs suisses de l'heure", ("money", 25.0, "CHF", "hour")),
    ("Cherche femme de ménage 12/h", euros(12, "hour")),
    ("Participation de 5 euros par atelier", euros(5, "unit")),
    ("Cours de dessin, 1€ symbolique", euros(1)),
    ("Cours d'espagnol, 15 € chacun", euros(15, "unit")),
    ("Déménagement, petit billet à la clé", PAID),
    ("Cherche quelqu'un pour tondre, rémunéré", PAID),
    ("Je cherche un job bien payé", PAID),
    ("Aide ménagère contre rémunération", PAID),
    ("Promener mon chien contre dédommagement", PAID),
    ("Étudiante payée pour garder mes enfants", PAID),
    ("Covoiturage vers Lyon, partage des frais", PAID),
    ("Covoiturage avec participation aux frais d'essence", PAID),
    ("Trajet Liège-Bruxelles, frais partagés", PAID),
    ("Qui va à Gand ? Essence partagée", PAID),
    ("Vélo pas cher pour étudiant", PAID),
    ("Légumes à petit prix", PAID),
    ("Atelier à prix libre", PAID),
    ("Repas avec participation libre", PAID),
    ("Concert, participation libre et consciente", PAID),
    ("Défraiement prévu pour les animateurs", PAID),
    ("Ménage en titres-services", PAID),
    ("Je peux payer un peu", PAID),
    ("Cours de guitare, prix à discuter", OPEN),
    ("Bricolage, tarif à convenir", OPEN),
    ("Conditions à discuter", OPEN),
    ("Cours gratuit de français", FREE),
    ("Entrée gratuite pour tous", FREE),
    ("Je répare les vélos gratuitement", FREE),
    ("Aide bénévole aux devoirs", FREE),
    ("Cherche bénévoles pour la fête de quartier", FREE),
    ("Canapé à donner", FREE),
    ("Poussette à donner, à venir chercher", FREE),
    ("Chatons contre bons soins", FREE),
    ("Coup de main non rémunéré", FREE),
    ("Je le fais sans contrepartie", FREE),
    ("C'est à titre gracieux", FREE),
    ("Aide au potager contre légumes", BARTER),
    ("Cours de guitare contre cours d'anglais", BARTER),
    ("Tonte de pelouse en échange d'un gâteau", BARTER),
    ("J'échange plants de tomates contre courgettes", BARTER),
    ("Un coup de main contre un bon repas", BARTER),
    ("Cherche logement contre 2 heures de jardinage", BARTER),
    ("Cherche bras pour déménager, pizza offerte", BARTER),
    ("Aide déménagement, bières et pizzas offertes", BARTER),
    ("Troc : vélo contre trottinette", BARTER),
    ("Qui m'aide à déménager ? Je paie l'apéro", BARTER),
    ("Aide pour peindre, je vous invite à manger en remerciement", BARTER),
    ("Garde de chat en échange de services", BARTER),
    ("Cherche chambre contre l'entretien du jardin", BARTER),
    ("Couture contre 2 Coopflouzes de l'heure", credits(2, "hour")),
    ("Livraison 1 Coopflouze par paquet", credits(1, "unit")),
    ("Cours de cuisine pour 3 Coopflouzes", credits(3)),
    ("Logo payé en Coopflouzes", credits(None)),
    ("Jardinage contre 10 heures de banque du temps", hours(10)),
    ("Repassage contre heures SEL", hours(None)),
    ("Repassage contre 2 heures SEL", hours(2)),
    ("Un peu de ménage contre 2 heures", hours(2)),
    ("Tonte contre une heure", hours(1)),
    ("Cours d'informatique, 1h30 en crédits-temps", hours(None)),
    ("Petit meuble contre 20 grains de sel", credits(20)),
    ("Paiement en points SEL", credits(None)),
    ("Massage 60 points", credits(60)),
    ("Massage contre 60 points", credits(60)),
    ("Logo 50 € + 2 Coopflouzes de l'heure", mixed(50)),
    ("Traduction 3 Coopflouzes et 20 euros", mixed(20)),
    ("Échange vélo contre trottinette + 20 €", mixed(20)),
    ("Poser une étagère contre le mur", OPEN),
    ("Lutte contre le gaspillage", OPEN),
    ("Isoler contre le froid", OPEN),
    ("Vaccin contre la grippe : qui m'accompagne ?", OPEN),
    ("Par contre, je suis libre samedi", OPEN),
    ("Libre samedi pour aider", OPEN),
    ("Temps libre à partager", OPEN),
    ("Il reste 3 places libres", OPEN),
    ("À partir de lundi, aide aux devoirs", OPEN),
    ("Appartement 3 pièces cherche plantes", OPEN),
    ("1000 Bruxelles, promener mon chien", OPEN),
    ("Puzzle 500 pièces", OPEN),
    ("Café en grains", OPEN),
    ("Qui veut échanger en anglais autour d'un café ?", OPEN),
    ("Vélo de valeur 200 € à garder", OPEN),
    ("Prêt de perceuse, caution 50 €", OPEN),
    ("Salle à prêter, gratuit, caution 100 €", FREE),
    ("Cherche recette de sel", OPEN),
    ("Matelas neuf (valeur 300 €) vendu 100 €", euros(100)),
    ("Livraison gratuite, 30 € la caisse", euros(30, "unit")),
    ("10 € le samedi", euros(10)),
    ("50 € le lot", euros(50)),
    ("Paiement 20 € par virement", euros(20)),
]  # fmt: skip

DUTCH = [
    ("Poetshulp gezocht, 15€/u", euros(15, "hour")),
    ("Bijles wiskunde 20 euro/uur", euros(20, "hour")),
    ("Gitaarles 10 euro per les", euros(10, "unit")),
    ("Tuinhulp gezocht, 12,50 euro per uur", euros(12.5, "hour")),
    ("Oppas gezocht aan 10 euro het uur", euros(10, "hour")),
    ("Eitjes 0,25 euro per stuk", euros(0.25, "unit")),
    ("Kamer te huur 450 euro per maand", euros(450, "month")),
    ("Kot te huur, 400 euro pm", euros(400, "month")),
    ("Studio 550€/maand", euros(550, "month")),
    ("Aanhangwagen te huur, 20 euro per dag", euros(20, "day")),
    ("Logeerkamer 25 € per nacht", euros(25, "night")),
    ("Haar knippen 25 euro per keer", euros(25, "unit")),
    ("Rit naar Gent 5 euro per persoon", euros(5, "unit")),
    ("Carpool 0,25 euro per km", euros(0.25, "km")),
    ("Fiets te koop € 75,-", euros(75)),
    ("Fiets te koop 75,- euro", euros(75)),
    ("Te koop: kast, 40 euro", euros(40)),
    ("Kinderfiets gezocht, max 50 euro", euros(50)),
    ("Ik betaal 20 euro", euros(20)),
    ("vijfentwintig euro voor wie mijn gras maait", euros(25)),
    ("10 à 15 euro per uur", euros(10, "hour")),
    ("Tussen 10 en 15 euro per uur", euros(10, "hour")),
    ("Poetshulp via dienstencheques", PAID),
    ("Iemand om te verhuizen tegen vergoeding", PAID),
    ("Klusjesman gezocht tegen betaling", PAID),
    ("Babysit tegen kleine vergoeding", PAID),
    ("Wie rijdt mee naar Antwerpen? Kosten delen", PAID),
    ("Onkostenvergoeding voorzien", PAID),
    ("Goedkope fiets gezocht", PAID),
    ("Gras maaien voor een zakcentje", PAID),
    ("Workshop met vrije bijdrage", PAID),
    ("Prijs te bespreken, gitaarles", OPEN),
    ("Pianoles, prijs overeen te komen", OPEN),
    ("Gratis af te halen: zetel", FREE),
    ("Gratis huiswerkhulp", FREE),
    ("Kosteloos advies over belastingen", FREE),
    ("Vrijwilligers gezocht voor het buurtfeest", FREE),
    ("Ik help vrijwillig met je computer", FREE),
    ("Kinderkleren weg te geven", FREE),
    ("Onbetaald, maar leuk", FREE),
    ("Zonder vergoeding", FREE),
    ("Boekenkast, voor niets mee te nemen", FREE),
    ("Franse les in ruil voor Nederlandse les", BARTER),
    ("Ik ruil tomaten tegen courgettes", BARTER),
    ("Help me verhuizen, een koffie als dank", BARTER),
    ("Hulp in de tuin tegen een taart", BARTER),
    ("Boormachine lenen in ruil voor een fles wijn", BARTER),
    ("Verhuishulp gezocht, ik trakteer op pizza", BARTER),
    ("Ruil: fiets tegen step", BARTER),
    ("Strijken voor 5 torekes", credits(5)),
    ("Haag snoeien, 10 LETS-punten", credits(10)),
    ("Gras maaien voor 10 punten per uur", credits(10, "hour")),
    ("Taart bakken betaald in torekes", credits(None)),
    ("Strijk tegen 2 uren tijdbank", hours(2)),
    ("Via de tijdbank: hulp met pc", hours(None)),
    ("Nodig tegen vrijdag: een ladder", OPEN),
    ("Hulp nodig tegen 18u", OPEN),
    ("Kast tegen de muur zetten", OPEN),
    ("Ik ben vrij op zaterdag", OPEN),
    ("Vrije plaatsen in de auto", OPEN),
    ("Actie tegen eenzaamheid", OPEN),
    ("Tegen eind mei verhuizen", OPEN),
    ("Kan iemand tegen morgen mijn fiets herstellen?", OPEN),
    ("20 euro en 2 torekes", mixed(20)),
    ("Vrijwilliger krijgt onkostenvergoeding", PAID),
    ("Te leen: tent, waarborg 30 euro", OPEN),
]  # fmt: skip

ENGLISH = [
    ("Piano lessons €10 per hour", euros(10, "hour")),
    ("Cleaner wanted, £15 an hour", ("money", 15.0, "GBP", "hour")),
    ("Babysitter needed 12 euros an hour", euros(12, "hour")),
    ("Dog walking 10€/hr", euros(10, "hour")),
    ("Cookies, 20 euros each", euros(20, "unit")),
    ("Jam for sale £4 a jar", ("money", 4.0, "GBP", "unit")),
    ("Yoga class 8 euros per class", euros(8, "unit")),
    ("Guitar lessons, €20 a lesson", euros(20, "unit")),
    ("Room to rent 500 euros a month", euros(500, "month")),
    ("Room for rent, €450 pcm", euros(450, "month")),
    ("Spare room €30 per night", euros(30, "night")),
    ("Trailer, 15 euros a day", euros(15, "day")),
    ("Lift to Ghent, 20 cents per km", euros(0.2, "km")),
    ("Selling my bike for $80", ("money", 80.0, "USD", None)),
    ("Looking for a bike, budget 80 euros", euros(80)),
    ("Will pay £40 to have my lawn mowed", ("money", 40.0, "GBP", None)),
    ("twenty euros for an hour of gardening", euros(20, "hour")),
    ("10 to 15 euros an hour", euros(10, "hour")),
    ("Paid help needed with moving", PAID),
    ("Happy to pay for your time", PAID),
    ("Driving to Paris, share the petrol", PAID),
    ("Cheap bike wanted", PAID),
    ("Babysitter wanted, hourly rate €12", euros(12, "hour")),
    ("Pay what you want workshop", PAID),
    ("English lessons, price negotiable", OPEN),
    ("Sofa, free to collect", FREE),
    ("Free sofa", FREE),
    ("Free English lessons", FREE),
    ("I offer help for free", FREE),
    ("Giving away baby clothes", FREE),
    ("No charge, just happy to help", FREE),
    ("Volunteers needed for the clean-up", FREE),
    ("Unpaid but fun", FREE),
    ("The piano is free, come and get it", FREE),
    ("Free to a good home: two kittens", FREE),
    ("Help with gardening in exchange for vegetables", BARTER),
    ("Swap my drill for a saw", BARTER),
    ("Swap English for French conversation", BARTER),
    ("Help me move, I'll cook you dinner in return", BARTER),
    ("Help moving, beer and pizza provided", BARTER),
    ("I'll buy you a beer if you fix my bike", BARTER),
    ("A cake as a thank you", BARTER),
    ("Room in return for babysitting", BARTER),
    ("Gardening for 2 time credits", hours(2)),
    ("Ironing, 3 timebank hours", hours(3)),
    ("Ironing in exchange for 2 hours", hours(2)),
    ("Logo design for 5 credits", credits(5)),
    ("I'm free on Saturday", OPEN),
    ("Free on Monday evenings to help", OPEN),
    ("I have some free time", OPEN),
    ("Three seats free to Leuven", OPEN),
    ("My mornings are free", OPEN),
    ("Sugar-free cake recipe wanted", OPEN),
    ("Gluten free baking", OPEN),
    ("Feel free to call", OPEN),
    ("Hands-free phone help", OPEN),
    ("Who is free tomorrow?", OPEN),
    ("We have a free room this weekend", OPEN),
    ("Fight against hunger", OPEN),
    ("Looking for an exchange student's host", OPEN),
    ("Sugar free cakes £3 each", ("money", 3.0, "GBP", "unit")),
    ("20 euros or 2 credits", mixed(20)),
    ("Voucher of 20 euros lost", OPEN),
]  # fmt: skip

GERMAN = [
    ("Nachhilfe 15 Euro pro Stunde", euros(15, "hour")),
    ("Putzhilfe gesucht, 14 €/Std.", euros(14, "hour")),
    ("Babysitter gesucht, 12 Euro die Stunde", euros(12, "hour")),
    ("Klavierunterricht 20€/h", euros(20, "hour")),
    ("Eier 30 Cent das Stück", euros(0.3, "unit")),
    ("Honig 6 Euro pro Glas", euros(6, "unit")),
    ("Yogakurs 10 Euro pro Person", euros(10, "unit")),
    ("Zimmer 400 Euro im Monat", euros(400, "month")),
    ("Zimmer zu vermieten, 380 €/Monat", euros(380, "month")),
    ("Anhänger 20 Euro pro Tag", euros(20, "day")),
    ("Gästezimmer 30 Euro die Nacht", euros(30, "night")),
    ("Ferienwohnung 300 Euro pro Woche", euros(300, "week")),
    ("Mitfahrt 0,20 Euro pro Kilometer", euros(0.2, "km")),
    ("Fahrrad zu verkaufen, 60 Euro", euros(60)),
    ("Fahrrad 60,- €", euros(60)),
    ("Suche Kinderrad bis 50 Euro", euros(50)),
    ("zwanzig Euro fürs Rasenmähen", euros(20)),
    ("10 bis 15 Euro die Stunde", euros(10, "hour")),
    ("Umzugshilfe gegen Bezahlung", PAID),
    ("Gartenhilfe gegen kleine Vergütung", PAID),
    ("Mitfahrgelegenheit mit Kostenbeteiligung", PAID),
    ("Rasen mähen für ein Taschengeld", PAID),
    ("Günstiges Fahrrad gesucht", PAID),
    ("Ich zahle gut", PAID),
    ("Fahrt nach Köln, Benzinkosten teilen", PAID),
    ("Workshop auf Spendenbasis", PAID),
    ("Gitarrenunterricht, Preis nach Vereinbarung", OPEN),
    ("Sofa zu verschenken", FREE),
    ("Verschenke Kinderkleidung", FREE),
    ("Kostenlose Nachhilfe", FREE),
    ("Ich helfe umsonst beim Umzug", FREE),
    ("Freiwillige für das Nachbarschaftsfest gesucht", FREE),
    ("Ehrenamtliche Helfer gesucht", FREE),
    ("Eintritt frei", FREE),
    ("Gegen Abholung abzugeben", FREE),
    ("Unentgeltlich", FREE),
    ("Klavierunterricht gegen Deutschunterricht", BARTER),
    ("Tausche Bücher gegen Pflanzen", BARTER),
    ("Rasen mähen im Tausch gegen Kuchen", BARTER),
    ("Hilfe beim Umzug, Kuchen als Dank", BARTER),
    ("Umzugshilfe gesucht, es gibt Pizza und Bier", BARTER),
    ("Zimmer gegen Hilfe im Haushalt", BARTER),
    ("Gartenhilfe gegen zwei Stunden Bügeln", BARTER),
    ("Gartenhilfe gegen 2 Stunden", hours(2)),
    ("Bügeln für 3 Zeitstunden", hours(3)),
    ("Haare schneiden für 20 Talente", credits(20)),
    ("Treffen gegen 18 Uhr", OPEN),
    ("Gegen Mittag am Bahnhof", OPEN),
    ("Initiative gegen Einsamkeit", OPEN),
    ("Am Samstag habe ich frei", OPEN),
    ("Zwei Plätze frei nach Aachen", OPEN),
    ("Regal gegen die Wand stellen", OPEN),
    ("Freie Zeit am Wochenende", OPEN),
    ("20 Euro und 5 Talente", mixed(20)),
    ("Leihe Bohrmaschine, Kaution 30 Euro", OPEN),
    ("Austausch mit anderen Eltern", OPEN),
    ("Schutz gegen Mücken gesucht", OPEN),
]  # fmt: skip


BETWEEN_TWO = [
    ("Je répare ton vélo, tu gardes mes enfants samedi", BARTER),
    ("Je vous remplis votre déclaration, vous me taillez ma haie", BARTER),
    ("Je tiens compagnie à votre maman si elle m'apprend ses recettes", BARTER),
    ("Ik zet je computer op punt, jij leert me fietsbanden plakken", BARTER),
    ("Kan iemand op mijn dochter letten? Dan strijk ik je hemden", BARTER),
    ("I'll mind your hens in August if you mind my tortoise in September", BARTER),
    ("Teach me to knit and I'll mow your lawn", BARTER),
    ("Wer hütet meine Kleine? Dafür schneide ich Ihnen die Haare", BARTER),
    ("Mache deine Buchhaltung, du machst meine Webseite", BARTER),
    ("Two hours of gardening for two hours of ironing", BARTER),
    ("Taart voor wie mijn brommer herstelt", BARTER),
    ("Whoever clears the sink gets a dozen eggs", BARTER),
    ("Échange linguistique français-néerlandais", BARTER),
    ("On partage la récolte du potager", BARTER),
    ("Je peux vous aider si vous êtes à Namur", OPEN),
    ("Appelez-moi si vous avez le temps", OPEN),
    ("I can help if you live near Leuven", OPEN),
    ("Als je tijd hebt, help ik je graag", OPEN),
    ("Wenn du Zeit hast, melde dich", OPEN),
    ("Je ne sais pas à qui confier ma perruche", OPEN),
    ("Chiffres et lettres : 20 € et un repas", mixed(20)),
    ("Koken op je feest: 50 euro en een vat bier", mixed(50)),
    ("Vendanges, 10 € de l'heure et six bouteilles", mixed(10, "hour")),
    ("Ten hands for the harvest, 11 euros an hour and a bottle of wine", mixed(11, "hour")),
    ("Zehn Hände gesucht, 11 Euro die Stunde und ein paar Kisten Wein", mixed(11, "hour")),
    ("Loyer 400 € plus charges", euros(400)),
    ("20 € et les frais d'essence", euros(20)),
    ("15 euro en de kosten", euros(15)),
    ("20 € et le samedi 25 €", euros(20)),
    ("Une heure = une heure", hours(None)),
    ("Hulp voor 2 LETS-uren", hours(2)),
    ("Halbe Zeitstunde das Stück", ("credits", 0.5, "h", "unit")),
    ("Deux heures au SEL pour qui m'emmène", hours(2)),
    ("1 point par coussin", credits(1, "unit")),
    ("Un point de couture à apprendre", OPEN),
    ("One credit an hour", credits(1, "hour")),
    ("Storage, a credit a month", credits(1, "month")),
    ("En échange de points", credits(None)),
    ("Bezahle in Talenten", credits(None)),
    ("5 m² de dalles, 12 € par m²", euros(12, "unit")),
    ("Studio, 480 all-in, Anderlecht", euros(480)),
    ("Room wanted, up to 900", euros(900)),
    ("Parcels to the post, a fiver for your trouble", ("money", 5.0, "GBP", None)),
    ("Boiler tauschen, 80 Euro", euros(80)),
    ("Rémunération à convenir", PAID),
    ("Vergoeding bespreekbaar", PAID),
    ("Trompette offerte à un gamin du quartier", BARTER),
    ("On m'a offert une tablette", OPEN),
    ("Sans loyer, près de Namur", FREE),
    ("No strings attached", FREE),
]  # fmt: skip


@each_row(("text", "expected"), FRENCH + DUTCH + ENGLISH + GERMAN + BETWEEN_TWO)
def test_the_words_alone_tell_the_terms(text: str, expected: tuple[str, float | None, str | None, str | None]) -> None:
    assert read(text) == expected


IN_RETURN = [
    ("Aide au potager contre légumes", "légumes"),
    ("Cours de guitare contre cours d'anglais", "cours d'anglais"),
    ("Tonte de pelouse en échange d'un gâteau, samedi", "un gâteau"),
    ("J'échange plants de tomates contre courgettes", "courgettes"),
    ("Cherche bras pour déménager, pizza offerte", "pizza"),
    ("Cherche logement contre 2 heures de jardinage", "2 heures de jardinage"),
    ("Échange vélo contre trottinette + 20 €", "trottinette"),
    ("Franse les in ruil voor Nederlandse les in Gent", "Nederlandse les"),
    ("Help me verhuizen, een koffie als dank", "een koffie"),
    ("Swap my drill for a saw", "a saw"),
    ("Help me move, I'll cook you dinner in return", "cook you dinner"),
    ("Room in return for babysitting", "babysitting"),
    ("Tausche Bücher gegen Pflanzen", "Pflanzen"),
    ("Hilfe beim Umzug, Kuchen als Dank", "Kuchen"),
    ("Zimmer gegen Hilfe im Haushalt", "Hilfe im Haushalt"),
    ("Jardinage contre un repas à Liège", "un repas"),
]


@each_row(("text", "expected"), IN_RETURN)
def test_what_is_given_in_return_is_named_in_the_writers_words(text: str, expected: str) -> None:
    found = read_terms(fold(text), language=None)
    assert found.terms.in_return == expected
    assert found.in_return_span is not None
    assert text[slice(*found.in_return_span)] == expected


SETTLED = [
    ("5 litres de peinture, à prendre", "offer", "give", "things.materials", FREE),
    ("J'ai trop de plants de courges", "offer", "give", "things.plants", FREE),
    ("Dozen eieren, elke week te veel", "offer", "give", "food.sharing", FREE),
    ("20 kg of courgettes, please take them", "offer", "give", "food.sharing", FREE),
    ("Noch Umzugskartons übrig, in Eupen abzuholen", "offer", "give", "things.materials", FREE),
    ("Jeune lapin cherche une famille", "offer", "give", "animals.care", OPEN),
    ("Je vends mon vélo", "offer", "sell", "things.vehicles", PAID),
    ("Vélo à vendre, prix à discuter", "offer", "sell", "things.vehicles", PAID),
    ("Cherche à acheter un frigo", "need", "sell", "things.appliances", PAID),
    ("Appartement à louer à Namur", "offer", "lend", "places.housing", PAID),
    ("Zimmer zu vermieten", "offer", "lend", "places.housing", PAID),
    ("Te huur: zaal", "offer", "lend", "places.rooms", PAID),
    ("Je prête ma perceuse", "offer", "lend", "things.tools", OPEN),
    ("Ik leen mijn ladder uit", "offer", "lend", "things.tools", OPEN),
    ("Je donne un canapé", "offer", "give", "things.furniture", FREE),
    ("Je donne cours de piano", "offer", "service", "learning.music", OPEN),
    ("Ik geef mijn oude fiets weg", "offer", "give", "things.vehicles", FREE),
    ("Qui donne un lit d'enfant ?", "need", "give", "things.children", FREE),
    ("Cherche lit d'enfant", "need", "give", "things.children", OPEN),
    ("Soutenez notre école, 20 € suffisent", "need", "give", "civic.donation", FREE),
    ("On cherche des gens pour nettoyer le parc", "need", "service", "civic.volunteering", OPEN),
    ("On cherche des bénévoles pour nettoyer le parc", "need", "service", "civic.volunteering", FREE),
    ("Apéro offert à tous les voisins", "offer", "give", "food.sharing", FREE),
    ("Cherche de l'aide, apéro offert", "need", "service", "home.moving", BARTER),
    ("Aide pour vendre mes livres", "need", "service", "digital.help", OPEN),
    ("Promener mon chien samedi", "need", "service", "animals.walking", OPEN),
    ("Trompette offerte à un gamin du quartier", "offer", "give", "things.leisure", FREE),
    ("J'offre deux jours de peinture à une asbl", "offer", "service", "home.painting", FREE),
    ("Je cuisine toujours trop, venez manger", "offer", "give", "food.cooking", OPEN),
    ("Winter tyre swap", "need", "service", "repair.cars", OPEN),
    ("Suchen geschenkte Jacken", "need", "give", "things.clothes", FREE),
    ("Je vends ma table 40 €", "offer", "sell", "things.furniture", euros(40)),
    ("Je donne mon vélo contre un gâteau", "offer", "give", "things.vehicles", BARTER),
]


@each_row(("text", "kind", "action", "topic", "expected"), SETTLED)
def test_the_rest_of_the_reading_settles_what_the_words_leave_open(
    text: str, kind: str, action: str, topic: str, expected: tuple[str, float | None, str | None, str | None]
) -> None:
    terms = settle_terms(read_terms(fold(text), language=None), kind=kind, action=action, topic=topic)
    assert (terms.mode, terms.amount, terms.currency, terms.per) == expected


@each_row(
    ("text", "name", "worth", "expected"),
    [
        ("Tonte contre 3 pommes d'or", "pomme d'or", "credit", Terms("credits", 3.0, "credit")),
        ("Tonte : 3 Nénuphars de l'heure", "nénuphar", "credit", Terms("credits", 3.0, "credit", "hour")),
        ("Tonte de pelouse, payable en nénuphars", "Nénuphar", "credit", Terms("credits", None, "credit")),
        ("2 zonnen per uur", "zonnen", "h", Terms("credits", 2.0, "h", "hour")),
        ("Aide au jardin, 5 grains de l'heure", "grain", "credit", Terms("credits", 5.0, "credit", "hour")),
        ("Ik geef bijles, tegen enkele grains", "grain", "credit", Terms("credits", None, "credit")),
        ("Je donne 5 grains de kéfir", "grain", "credit", Terms()),
        ("Je donne des grains pour les poules", "grain", "credit", Terms()),
    ],
)
def test_a_communitys_own_names_of_its_credits_are_heard(text: str, name: str, worth: str, expected: Terms) -> None:
    sentence = fold(text)
    words = CommunityWords(currencies=(CurrencyWord(name, "h" if worth == "h" else "credit"),))
    assert read_terms(sentence, language=None, own=words.found_in(sentence).currencies).terms == expected


def test_what_another_grammar_has_taken_is_not_read_again() -> None:
    text = "Jardinage 20 € par mois"
    at = text.index("20 €")
    assert read_terms(fold(text), language="fr", masked=[(at, at + 4)]).terms == Terms()


def test_a_recurrence_that_is_taken_still_says_what_the_sum_is_for() -> None:
    text = "Chambre 400 € par mois"
    found = read_terms(fold(text), language="fr", masked=[(14, len(text))])
    assert found.terms == Terms("money", 400.0, "EUR", "month")
    assert all(end <= 14 for _, end in found.spans)


_WORDS = st.sampled_from(
    [
        "contre", "en", "échange", "d'", "20", "€", "euros", "l'heure", "gratuit", "free", "tegen", "gegen", "in",
        "ruil", "voor", "swap", "for", "2", "heures", "SEL", "Coopflouzes", "pizza", "offerte", "½", "ß", "œuvre",
        "1.250,50", "par", "mois", "🙂", "\u200b", "é", "é", ".", ",", "!", "à", "Liège", "als", "dank", "prix",
        "libre", "caution", "de", "10", "25.-", "CHF", "£", "/h",
    ]
)  # fmt: skip


_SENTENCES = st.one_of(
    st.text(max_size=300), st.lists(_WORDS, max_size=40).map(" ".join), st.lists(_WORDS, max_size=40).map("".join)
)


@given(_SENTENCES)
def test_any_text_is_read_with_spans_inside_it_apart_and_of_whole_words(text: str) -> None:
    found = read_terms(fold(text), language=None)
    spans = [*found.spans, *([found.in_return_span] if found.in_return_span else [])]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert not (start and text[start - 1].isalnum() and text[start].isalnum())
        assert not (end < len(text) and text[end - 1].isalnum() and text[end].isalnum())
    assert all(before[1] <= after[0] for before, after in pairwise(found.spans))
    assert (found.terms.in_return is None) == (found.in_return_span is None)
