"""The many ways to say that something comes back, by how they are built; and what only looks like it."""

from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.reading.terms import read_terms, settle_terms

NAMED = [
    ("Transport d'un piano, rémunération : deux places de théâtre", "deux places de théâtre"),
    ("Récompense : une boîte de macarons pour qui retrouve mon perroquet", "une boîte de macarons"),
    ("Garde de nos lapins à Pâques, compensation : notre barbecue le week-end suivant", "notre barbecue"),
    ("Hond uitlaten in Mol, beloning: een mand peren", "een mand peren"),
    ("Tuinhuis te leen, de tegenprestatie is onkruid wieden", "onkruid wieden"),
    ("Vergoeding: een doos pralines, voor wie mijn fiets naar boven draagt", "een doos pralines"),
    ("Cat sitter wanted, payment: a tin of shortbread", "a tin of shortbread"),
    ("Reward: two tickets for the circus, if somebody mends my tent", "two tickets for the circus"),
    ("Wohnung streichen, Lohn: ein Wochenende an der See", "ein Wochenende"),
    ("Hütte im Wald frei, Gegenleistung: Holz hacken", "Holz hacken"),
    ("Belohnung: ein Blech Streuselkuchen", "ein Blech Streuselkuchen"),
    ("Contrepartie attendue : quelques heures de couture", "quelques heures de couture"),
]
PAID_IN = [
    ("Qui vide ma cave ? Je paie en bûches", "bûches"),
    ("Je rémunère en massages, cherche comptable", "massages"),
    ("Payez-moi en tomates si vous voulez", "tomates"),
    ("Ik betaal in aardbeien voor wie mijn gras maait", "aardbeien"),
    ("Betaling in natura: een zak aardappelen", "een zak aardappelen"),
    ("I pay in cupcakes, need a hand with the shed", "cupcakes"),
    ("Anyone to fix my gate? Will repay you with fresh eggs", "fresh eggs"),
    ("Ich bezahle in Kuchen, suche Hilfe beim Tapezieren", "Kuchen"),
    ("Wer streicht mein Tor? Ich revanchiere mich mit Apfelsaft", "Apfelsaft"),
    ("Rétribution en cours de chant", "cours de chant"),
]
OWED = [
    ("Quelqu'un pour porter un frigo ? Je vous devrai une fière pinte", "une fière pinte"),
    ("Un coup de main pour ma clôture, je vous revaudrai ça avec un tajine", "un tajine"),
    ("Can somebody feed the fish? I'd owe you a curry", "a curry"),
    ("Need my bike fixed, I'll owe you a beer", "a beer"),
    ("Wie haalt mijn pakje op? Dan ben ik je een etentje schuldig", "een etentje"),
    ("Wer hilft beim Tragen? Dann schulde ich dir ein Bier", "ein Bier"),
    ("I'll repay the favour with a home-made quiche, who can collect my parcel?", "a home-made quiche"),
]
CONDITIONS = [
    ("Je prête ma camionnette à condition qu'on m'aide à vider le grenier", "m'aide à vider le grenier"),
    ("Studio libre en août pourvu que vous arrosiez le potager", "arrosiez le potager"),
    ("Ma place de parking est à vous, du moment que vous promenez mon chien", "promenez mon chien"),
    ("Logement à Arlon moyennant un peu de repassage", "un peu de repassage"),
    ("Mijn garage is vrij, mits je mijn haag snoeit", "mijn haag snoeit"),
    ("Je mag mijn tent lenen op voorwaarde dat je mijn kippen voedert", "mijn kippen voedert"),
    ("You can have my spare room provided you mow the lawn", "mow the lawn"),
    ("The allotment is yours as long as you feed my rabbits", "feed my rabbits"),
    ("My caravan is free in June if you look after the goats", "look after the goats"),
    ("Mein Auto kannst du leihen, wenn du meine Oma zum Arzt fährst", "meine Oma zum Arzt fährst"),
    ("Zimmer frei, vorausgesetzt du gießt die Blumen", "du gießt die Blumen"),
    ("Je ne demande qu'un coup de balai, la cave est à vous", "un coup de balai"),
]
TURNS = [
    ("Toi tu coupes les cheveux, moi je répare les vélos", "je répare les vélos"),
    ("moi je fais tes comptes, toi tu cires mes parquets", "tu cires mes parquets"),
    ("Ik doe de was, jij doet de strijk?", "jij doet de strijk"),
    ("jij poetst mijn ramen ik bak jou een taart", "ik bak jou een taart"),
    ("You paint my fence, I cut your hair", "I cut your hair"),
    ("Du lernst mit mir Mathe, ich koche für dich", "ich koche für dich"),
    ("Je taille tes rosiers, ton fils me règle la télé", "ton fils me règle la télé"),
    ("I do your taxes, my daughter gets her piano lesson", "my daughter gets her piano lesson"),
    ("Je garde tes enfants le mardi, toi les miens le jeudi", "toi les miens"),
]
SIDES = [
    ("Mes cours de dessin ↔ ton aide en anglais", "ton aide en anglais"),
    ("Ma tondeuse -> votre échelle", "votre échelle"),
    ("Un panier de légumes = une heure de repassage", "une heure de repassage"),
    ("Cours de salsa / cours de cuisine, on échange ?", "cours de cuisine"),
    ("Hulp in de tuin => appels uit eigen boomgaard", "appels uit eigen boomgaard"),
    ("Ruilen? Mijn step, jouw skateboard", "jouw skateboard"),
    ("Swap? My tent, your canoe", "your canoe"),
    ("Tausche Kinderwagen, suche Laufrad", "Laufrad"),
    ("Troc : je cherche un four, j'ai un vélo d'appartement", None),
    ("Ruil mijn mixer, zoek een strijkijzer", "een strijkijzer"),
    ("Je ne sais pas souder mais je fais de bonnes confitures : on échange ?", "je fais de bonnes confitures"),
]
WHOEVER = [
    ("Qui débouche mon lavabo gagne une tarte aux prunes", "une tarte aux prunes"),
    ("À celui qui m'apprend le tarot, j'offrirai mon jeu ancien", "mon jeu ancien"),
    ("Wie mijn poes terugvindt, krijgt een mand kersen", "een mand kersen"),
    ("Wer meinen Zaun repariert, bekommt einen Korb Äpfel", "einen Korb Äpfel"),
    ("Whoever mends my radio gets my old record player", "my old record player"),
    ("A dozen eggs for anyone who can lend me a drill", "A dozen eggs"),
    ("Celle qui me coud un rideau repart avec un pot de miel", "un pot de miel"),
]
PROMISED = [
    ("Cherche prof d'arabe ; je m'engage à tondre sa pelouse", "tondre sa pelouse"),
    ("Qui m'explique mon décompte ? Je fais votre vaisselle", "votre vaisselle"),
    ("Besoin d'un lit pour deux nuits, j'apporterai du fromage de Herve", "du fromage de Herve"),
    ("Cherche plombier, je cuisine et je garde tes enfants", "garde tes enfants"),
    ("Wie heeft een zolder? Ik breng honing mee", "honing"),
    ("Wie kan mij helpen verhuizen? Voor soep zorg ik", "soep"),
    ("Als iemand mijn computer herstelt, leer ik die persoon breien", "leer ik die persoon breien"),
    ("Help me met de haag en mijn oude kano is voor jou", "mijn oude kano"),
    ("Need a bed in Lyon for one night, I'll bring cheese", "cheese"),
    ("Guitar teacher wanted, I can offer a morning's ironing", "a morning's ironing"),
    ("Suche Bett in Bonn, biete dafür Hilfe im Garten", "Hilfe im Garten"),
    ("Wer leiht mir eine Leiter? Ich bringe Kirschen mit", "Kirschen"),
    ("Qui prend ma fille le lundi ? Je prends la vôtre le jeudi", "la vôtre"),
    ("Si quelqu'un me coupe les cheveux, je lui fais un gâteau", "un gâteau"),
]
SHARED = [
    ("Prenez mon potager, laissez-moi un quart de la récolte", "un quart de la récolte"),
    ("Abattage d'un frêne contre la moitié du bois", "la moitié du bois"),
    ("Récolte de pommes : vous gardez la moitié des fruits", "la moitié des fruits"),
    ("Pluk mijn kersen, de helft is voor jou", "de helft"),
    ("Pick my plums and keep half of them", "half of them"),
    ("Pflück meine Birnen und behalte die Hälfte", "die Hälfte"),
]
BY_THE_WAY = [
    ("Chambre à Mons, promenade du chien en guise de loyer", "promenade du chien"),
    ("Room in Bath, two evenings of childcare instead of rent", "two evenings of childcare"),
    ("Je vous amène à l'hôpital, et vous m'apprenez à coudre", "vous m'apprenez à coudre"),
    ("Ik haal je post op, met een appelflap zijn we quitte", "met een appelflap"),
    ("Ein Stück Torte wäre mein Lohn", "Ein Stück Torte"),
    ("Je nettoie tes vitres. Mon prix ? Une soirée jeux", "Une soirée jeux"),
    ("Ik poets je fiets, jullie geven mijn planten water", "jullie geven mijn planten water"),
    ("Une heure de ménage pour toi, une heure de maths pour moi", "une heure de maths pour moi"),
    ("Vieille cuisinière à échanger, un poêle à bois ferait mon bonheur", "un poêle à bois"),
]
WELCOME = [
    ("J'accepte volontiers un pot de confiture pour mes cours de tricot", "un pot de confiture"),
    ("Tomatenplantjes, graag een zakje zaden terug", "een zakje zaden"),
    ("Boutures à prendre, un pot de miel serait bienvenu", "un pot de miel"),
    ("Sourdough starter, a jar of jam would be welcome", "a jar of jam"),
    ("Kinderwagen abzugeben, über Kuchen freue ich mich", "Kuchen"),
    ("Je rapporte vos courses, un gâteau me suffit", "un gâteau"),
]
MIXED = [
    ("Chambre à Mons, 200 € par mois et un peu de repassage", 200),
    ("Cherche jardinier, 10 €/h, repas de midi offert", 10),
    ("Moitié en euros, moitié en miel : cherche électricien", None),
    ("Half in euros, half in vegetables for a web designer", None),
    ("Je troquerais ma console contre un vélo, plus 30 €", 30),
    ("20 euro plus een taart voor wie mijn kast ophaalt", 20),
    ("Deux heures SEL et une tarte pour qui répare mon volet", 2),
]
NONE = [
    "Je suis batteur sans batterie, des pads feraient mon bonheur",
    "Je vends mon vélo, et vous me dites si ça vous intéresse",
    "Récompense méritée pour nos bénévoles, merci à tous",
    "Rémunération à discuter, cherche nounou",
    "Bezahlung nach Absprache",
    "Payment in advance please",
    "Je paie en liquide, cherche une moto",
    "Paiement en ligne impossible, qui m'aide ?",
    "Betaling in schijven mogelijk",
    "Ich bezahle mit Karte, geht das?",
    "Je prête ma tente à condition d'en prendre soin",
    "Je peux aider pourvu que ce soit à Namur",
    "Ik help graag, mits het in Gent is",
    "I can help as long as you live nearby",
    "Ich helfe, wenn du in Köln wohnst",
    "Liège → Namur vendredi, qui vient ?",
    "Contact : jean@example.org -> appelez le soir",
    "Qui gagne au loto ? Je cherche un groupe de joueurs",
    "Wie krijgt de sleutel? Ik zoek iemand die de sleutel bijhoudt",
    "Leçons de piano / leçons de chant, tous niveaux",
    "Ma voiture est en panne, votre garage est-il ouvert ?",
    "Je cherche un four, je fais mon pain moi-même",
    "Wie heeft een zolder? Ik breng de dozen zelf",
    "Qui veut m'accompagner ? J'apporte le plan",
    "Vous avez des enfants, je cherche une correspondante pour la mienne",
    "Need a bed in Lyon, I'll bring my own sheets",
    "In ruil krijg je een glimlach",
    "Help met boodschappen, in ruil voor niets",
    "Mille mercis en échange",
    "In return for the keys I lost, my eternal gratitude",
    "Étudiante en échange Erasmus, cherche un lit",
    "Ruilbeurs zondag in de parochiezaal, wie komt helpen?",
    "La bourse d'échange cherche une salle",
    "On fait 50/50, 3 = 3",
]


@each_row(
    ("text", "expected"),
    NAMED + PAID_IN + OWED + CONDITIONS + TURNS + SIDES + WHOEVER + PROMISED + SHARED + WELCOME + BY_THE_WAY,
)
def test_what_comes_back_is_heard_however_it_is_said(text: str, expected: str | None) -> None:
    found = read_terms(fold(text), language=None)
    assert settle_terms(found, kind="offer", action="service", topic="home.repairs").mode == "barter", found.terms
    assert expected is None or expected in (found.terms.in_return or ""), found.terms.in_return


@each_row(("text", "amount"), MIXED)
def test_a_sum_and_something_else_are_mixed(text: str, amount: float | None) -> None:
    terms = read_terms(fold(text), language=None).terms
    assert (terms.mode, terms.amount) == ("mixed", amount)


@each_row("text", NONE)
def test_what_only_looks_like_it_is_no_barter(text: str) -> None:
    terms = settle_terms(read_terms(fold(text), language=None), kind="need", action="service", topic="home.repairs")
    assert terms.mode not in ("barter", "mixed"), terms
