"""A town in four languages, and what people there look for: each question with the names of the sentences that it must find.

Written before the search was measured, as somebody would type: without accents, in the plural, in a hurry, in another language.
"""

# By name: language, topic and sentence of each.
TEXTS = {
    "bike_fr": ("fr", "repair.bikes", "Je répare les vélos d’enfants le mercredi à Ixelles."),
    "bike_nl": ("nl", "repair.bikes", "Ik zoek iemand om mijn fiets te herstellen in Gent."),
    "bike_de": ("de", "repair.bikes", "Wer kann am Wochenende zwei Kinderfahrräder reparieren?"),
    "bike_en": ("en", "repair.bikes", "Looking for someone to repair my old bicycle."),
    "drill_fr": ("fr", "things.tools", "Je prête ma perceuse ce week-end à Etterbeek, gratuitement."),
    "drill_nl": ("nl", "things.tools", "Boormachine te leen voor een middag, ook een ladder."),
    "drill_de": ("de", "things.tools", "Verleihe meine Bohrmaschine und einen Akkuschrauber."),
    "drill_en": ("en", "things.tools", "Could I borrow a cordless drill for two shelves?"),
    "dog_fr": ("fr", "animals.walking", "Je cherche quelqu’un pour promener mon chien samedi matin."),
    "dog_nl": ("nl", "animals.walking", "Wie wil er met onze honden wandelen in het park?"),
    "dog_de": ("de", "animals.walking", "Ich gehe gern mit Ihrem Hund spazieren."),
    "dog_en": ("en", "animals.walking", "Happy to walk your dog before work."),
    "maths_fr": ("fr", "learning.tutoring", "Étudiante donne cours de mathématiques et de physique."),
    "maths_nl": ("nl", "learning.tutoring", "Bijles wiskunde gezocht voor mijn dochter van vijftien."),
    "maths_de": ("de", "learning.tutoring", "Suche Nachhilfe in Mathematik für die achte Klasse."),
    "move_fr": ("fr", "home.moving", "Besoin de bras pour un déménagement dimanche, trois étages."),
    "move_nl": ("nl", "home.moving", "Ik verhuis zaterdag en zoek hulp om dozen te dragen."),
    "move_de": ("de", "home.moving", "Umzug am Samstag: wer hilft beim Tragen der Möbel?"),
    "garden_fr": ("fr", "garden.maintenance", "Ma haie est trop haute, je cherche un jardinier avec un taille-haie."),
    "garden_nl": ("nl", "garden.maintenance", "Ik maai graag het gras in uw tuin."),
    "garden_de": ("de", "garden.maintenance", "Ich suche Hilfe beim Rasenmähen, mein Rasenmäher ist kaputt."),
    "garden_en": ("en", "garden.maintenance", "I can help with gardening and pruning roses."),
    "sitter_fr": ("fr", "children.babysitting", "Qui peut garder nos deux enfants jeudi soir ?"),
    "sitter_nl": ("nl", "children.babysitting", "Wij zoeken een oppas voor onze kinderen op vrijdagavond."),
    "sitter_en": ("en", "children.babysitting", "Experienced babysitter for babies and toddlers."),
    "plumber": ("fr", "home.plumbing", "Cherche plombier pour une fuite sous l’évier."),
    "stairs": ("fr", "home.building", "Qui connaît un menuisier pour un escalier en chêne ?"),
    "shopping": ("fr", "errands.shopping", "Je fais les courses pour une personne âgée le vendredi."),
    "piano": ("fr", "learning.music", "Cours de piano contre légumes du jardin."),
    "piano_nl": ("nl", "learning.music", "Pianolessen voor beginners, ook voor volwassenen."),
    "sofa": ("nl", "things.furniture", "Tuinstoelen en een zetel gratis af te halen."),
    "soup": ("nl", "food.meals", "Ik kook elke dinsdag soep voor wie wil."),
    "german": ("de", "learning.languages", "Deutsch lernen? Ich biete Konversation und Übungen an."),
    "keys": ("de", "home.watching", "Wir brauchen jemanden, der Schlüssel nimmt und Blumen gießt."),
    "computer": ("fr", "repair.electronics", "Mon ordinateur rame, qui s’y connaît en informatique ?"),
    "flour": ("fr", "food.produce", "Farine et œufs de nos poules à échanger."),
    "shelf_en": ("en", "home.repairs", "Can somebody put up three shelves in my kitchen?"),
    "sewing": ("fr", "repair.clothes", "Je couds et je raccommode, couture de rideaux aussi."),
    "german_class": ("en", "learning.languages", "Offering English conversation for newcomers."),
    "painting": ("fr", "home.painting", "Peinture d’une chambre : il me faut deux personnes et un escabeau."),
}

# What is typed, and which of the sentences must be found.
QUESTIONS = (
    # As it stands
    ("vélo", "bike_fr"), ("chien", "dog_fr"), ("perceuse", "drill_fr"), ("fiets", "bike_nl"), ("Hund", "dog_de"), ("drill", "drill_en"),
    ("piano", "piano piano_nl"), ("soep", "soup"), ("plombier", "plumber"), ("wiskunde", "maths_nl"), ("Bohrmaschine", "drill_de"),
    # Accents and capitals
    ("velo", "bike_fr"), ("VÉLOS", "bike_fr"), ("etudiante", "maths_fr"), ("demenagement", "move_fr"), ("chene", "stairs"),
    ("oeufs", "flour"), ("agee", "shopping"), ("Schluessel", "keys"), ("moebel", "move_de"), ("giessen", "keys"), ("evier", "plumber"),
    # Other forms
    ("réparation vélo", "bike_fr"), ("réparer un vélo", "bike_fr"), ("promenade chiens", "dog_fr"), ("jardinage", "garden_fr garden_en"),
    ("mathématique", "maths_fr"), ("maths", "maths_fr"), ("œuf", "flour"), ("déménager", "move_fr"), ("garde d'enfant", "sitter_fr"),
    ("escaliers", "stairs"), ("haies", "garden_fr"), ("rideau", "sewing"), ("peindre", "painting"), ("légume", "piano"),
    ("fietsen", "bike_nl"), ("hond", "dog_nl"), ("wandeling", "dog_nl"), ("verhuizen", "move_nl"), ("tuinen", "garden_nl"),
    ("kind", "sitter_nl"), ("koken", "soup"), ("doos", "move_nl"), ("ladders", "drill_nl"),
    ("Hunde", "dog_de"), ("Fahrrad", "bike_de"), ("Reparatur", "bike_de"), ("Umzüge", "move_de"), ("Blume", "keys"), ("Übung", "german"),
    ("dogs", "dog_en"), ("walking", "dog_en"), ("repairing bicycles", "bike_en"), ("shelf", "drill_en shelf_en"),
    ("babysitting", "sitter_en"), ("rose", "garden_en"), ("toddler", "sitter_en"),
    # Words that are one in Dutch and German
    ("boor", "drill_nl"), ("machine", "drill_nl"), ("Rad", "bike_de"), ("mäher", "garden_de"), ("Rasen", "garden_de"),
    ("stoel", "sofa"), ("lessen", "piano_nl"), ("Schrauber", "drill_de"),
    # Slips
    ("perseuse", "drill_fr"), ("plonbier", "plumber"), ("velot", "bike_fr"), ("matématiques", "maths_fr"), ("chein", "dog_fr"),
    ("ordinatuer", "computer"), ("demenagment", "move_fr"), ("escalié", "stairs"), ("boormashine", "drill_nl"), ("fietz", "bike_nl"),
    ("herstelen", "bike_nl"), ("Bormaschine", "drill_de"), ("Farrad", "bike_de"), ("bycicle", "bike_en"), ("babysiter", "sitter_en"),
    ("gardning", "garden_en"), ("informatik", "computer"), ("raccomode", "sewing"),
    # Whole sentences
    ("je cherche quelqu'un pour promener mon chien", "dog_fr"), ("qui peut réparer mon vélo ?", "bike_fr"),
    ("ik zoek een oppas voor de kinderen", "sitter_nl"), ("Ich suche Hilfe beim Umzug", "move_de"),
    ("can I borrow a drill", "drill_en"), ("cours de piano pour ma fille", "piano"),
    # What it is about, said in another language
    ("fiets", "bike_fr bike_de bike_en"), ("hond uitlaten", "dog_fr dog_de dog_en"), ("Werkzeug", "drill_fr drill_nl"),
    ("Garten", "garden_fr garden_nl garden_en"), ("moving", "move_fr move_nl move_de"), ("plumbing", "plumber"),
)  # fmt: skip
