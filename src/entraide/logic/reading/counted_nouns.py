"""The words that tell what a number counts, in four languages, folded: units, people, and what is never counted."""

import re
from functools import cache

_TIME_AND_MEASURE = {
    "square_metre": (
        r"m2|m\^2|metres? carres?|vierkante meters?|qm|quadratmetern?|sqm|sq\.? ?m|square met(?:re|er)s?|m carres?"
    ),
    "kg": r"kgs?|kilos?|kilo's|kilogram(?:me|men|mes|s)?",
    "litre": r"l|litres?|liters?|lt",
    "metre": r"m|metres?|meters?|metern|ml|metres? lineaires?|lopende meters?",
    "hour": r"h|hrs?|heures?|hours?|u|uur|uren|uurtjes?|stunden?|std|stdn",
    "day": r"j|jours?|journees?|dagen?|dag|dgn|days?|tagen?|tage",
    "night": r"nuits?|nuitees?|nachten?|nacht|nights?|nachte|nachten|overnachtingen|ubernachtungen",
    "week": r"semaines?|sem|weken?|weeks?|wochen?|wk",
    "month": r"mois|maanden?|mnd|months?|monaten?|monate",
    "place": (
        r"places?|plaatsen|plaatsjes|plekken|plekjes|zitplaatsen|seats?|spots?|platze|platzen|sitzplatze"
        r"|schlafplatze|slaapplaatsen|couchages?|stoelen vrij"
    ),
}

_PEOPLE = (
    r"personnes?|pers|gens|refugies?|refugiees|vluchtelingen|refugees|gefluchtete|invites(?= benevoles)|benevoles?"
    r"|volontaires|costauds?|gaillards?|balezes?|amis|amies|copains|copines|joueurs"
    r"|joueuses|partenaires|musiciens|musiciennes"
    r"|chanteurs|chanteuses|choristes|figurants?|figurantes|modeles(?! de)|etudiants|etudiantes|eleves|hommes|femmes"
    r"|jeunes|participants?|participantes|coequipiers|equipiers|equipieres"
    r"|passagers|passageres|couturiers|couturieres|serveurs|serveuses|aides|aidants|aidantes|colocs?|colocataires"
    r"|cuisiniers|cuisinieres|chauffeurs|conducteurs|conductrices|animateurs|animatrices"
    r"|accompagnateurs|accompagnatrices|voisins|voisines|bricoleurs|bricoleuses|peintres|jardiniers|jardinieres"
    r"|coureurs|coureuses|marcheurs|marcheuses|randonneurs|randonneuses|cyclistes|danseurs|danseuses"
    r"|acteurs|actrices|comediens|comediennes|guitaristes|lecteurs|lectrices|relecteurs|relectrices|traducteurs"
    r"|traductrices|beneficiaires|testeurs|testeuses|monos|moniteurs|monitrices|grimpeurs|grimpeuses"
    r"|motives|motivees|courageux|courageuses|personnages|tetes|temoins|surveillants|baby-?sitters|interpretes"
    r"|livreurs|livreuses|correspondants|correspondantes|stagiaires|apprentis|photographes|informaticiens"
    r"|membres|porteurs|porteuses|collegues|mamans|papas|parents|dames|messieurs|filles et garcons|violonistes"
    r"|pianistes|choristes"
    r"|personen|mensen|man|vrijwilligers|vrijwilligsters|helpers|helpende handen|handen|mannen|vrouwen|spelers"
    r"|speelsters|medespelers|studenten|muzikanten|zangers|zangeressen|buren|vrienden|vriendinnen|leden|lezers"
    r"|deelnemers|chauffeurs|begeleiders|jongeren|sterke armen|armen|wandelaars|lopers|fietsers|medewerkers"
    r"|huisgenoten|passagiers|meerijders|ouders|oppassers|naaisters|leerlingen|kandidaten|klussers|krachten|kerels"
    r"|gasten|collega's|modellen|figuranten"
    r"|people|persons?|volunteers|men|women|helpers|hands|pairs? of hands|players|friends|students|guys|lads|drivers"
    r"|singers|musicians|readers|runners|cyclists|hikers|walkers|members|participants|carers|flatmates|housemates"
    r"|passengers|neighbours|neighbors|teammates|partners|folks|strangers|models|extras|sewers|cooks|tutors|adults"
    r"|mums|dads|gardeners|painters|testers|pupils|learners|strong arms"
    r"|leuten?|helfern?|helferinnen|freiwilligen?|manner|mannern|frauen|mitspieler\w*|hande|handen|spieler\w*"
    r"|nachbarn|ehrenamtlichen?|musiker\w*|sanger\w*|freunde|mitfahrer\w*|teilnehmer\w*|studierende|jugendliche"
    r"|schuler"
    r"|mitbewohner\w*|mitstreiter\w*|fahrer\w*|naher\w*|begleiter\w*|kollegen|starke|kraftige|leser\w*|tanzer\w*"
    r"|wanderer|laufer\w*|statisten|modelle|probanden|interessierte|mitmacher\w*|mitglieder"
)
"""People who can be asked for or who come along; children and the aged are whom help is for."""

_MACHINES = (
    r"(?:ordi|radia|congela|aspira|refrigera|ventila|adapta|accumula|genera|transforma|humidifica|vibra|carbura)teurs"
    r"|projecteurs|moteurs|tracteurs|compteurs|detecteurs|interrupteurs|extincteurs|connecteurs|lecteurs (?:dvd|cd|mp3)"
    r"|convecteurs|cuiseurs|mixeurs|classeurs|couleurs|fleurs|valeurs|haut-parleurs|ecouteurs|batteurs|chargeurs"
    r"|vapeurs"
    r"|longueurs|hauteurs|largeurs|tondeuses|perceuses|ponceuses|agrafeuses|visseuses|cireuses|balanceuses|trieuses"
    r"|imprimeuses|yaourtieres|essoreuses|tronconneuses|debroussailleuses|remorqueurs|tailleurs de haie|odeurs|sueurs"
)
"""What ends like one who does, and is a thing."""

_NEVER = (
    r"ans?|annees?|jaar|jaren|years?|yrs?|jahren?|jahre|jarigen?|fois|keer|maal|keren|times?|mal|x|eme|ieme|er|ere|e"
    r"|de|ste|th|nd|rd|st|ter|bis"
    r"|euros?|euro's|eur|balles|pounds?|quid|dollars?|francs?|franken|cents?|centimes?|chf|credits?|punten|punkte"
    r"|points?|talente"
    r"|km|kms|kilometres?|kilometers?|kilometern?|miles?|bornes|cm|mm|dm|centimetres?|centimeters?|pouces?"
    r"|inch(?:es)?|zoll|duim|ch|cv|pk|ps|w|watts?|kw|kwh|v|volts?|ah|go|gb|to|tb|mo|mb|ghz|mhz|mah|mpx?"
    r"|minutes?|mins?|minuten?|minuut|secondes?|seconden?|seconds?|sekunden?|uhr|o'?clock|am|pm|degres?|graden|grad"
    r"|pour|%|pct|procent|prozent|percent"
    r"|vitesses?|versnellingen|gangen?|gange|gears?|speeds?|roues?|wielen?|wheels?|raderen?|rader|portes?|deuren?"
    r"|doors?|turen|cordes|snaren|strings|saiten|touches|tiroirs|lades"
    r"|etages?|verdiepingen?|floors?|stockwerke?|facades?|gevels?|marches|enfants?|kinderen|kids?|kindjes|children"
    r"|kindern?|filles|garcons|ados|bambins|gosses|mioches|meisjes|jongens|girls|boys|madchen|jungs|zonen|dochters"
    r"|sons|daughters|sohne|tochter"
    r"|jumeaux|jumelles|tweeling|twins|zwillinge|petits?-enfants|kleinkinderen|grandchildren|enkel|bebes?|babys?"
    r"|baby's|babies|peuters|kleuters|toddlers"
    r"|ares?|hectares?|ha|acres?|stations?|arrets?|haltes?|stops|pages?|fautes|convives?|couverts|gangs?|invites?"
    r"|gasten komen|guests|bed(?= (?:house|flat|apartment|room))|bed-?room|gaste|week-?ends?|weekeinden|soirs?"
    r"|soirees?|matins|matinees|apres-midis?|avonden"
    r"|ochtenden|middagen|namiddagen|evenings|mornings|afternoons|abende|nachmittage|vormittage|niveaux?|levels?"
    r"|annees|siecle|eeuw"
    r"|chambres?|slaapkamers?|bedrooms?|schlafzimmer|zimmer|pieces|bis|premiers?|premieres?|derniers?|dernieres?"
    r"|prochaine?s?|eerste|laatste|volgende|komende|first|last|next|ersten?|letzten?|nachsten?|autres?|andere|other"
    r"|heure et quart|sur|op|out|of|et|en|and|und|a|ou|or|in|on|le|la|les|het|the|der|die|das|par|per|pro|tot|bis|to"
    r"|rue|straat|street|strasse|avenue|boulevard|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre"
    r"|octobre|novembre|decembre"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march"
    r"|may|june|july|august|october|januar|februar|marz|dezember|jan|feb|fev|mar|avr|apr|jun|jul|juil|aou|aug|sep"
    r"|sept|oct|okt|nov|dec|dez"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag"
    r"|matin|midi|soir|apres-midi|nord|sud|est|ouest|pattes|secondaire|primaire|middelbaar|leerjaar|graad|klasse|klas"
    r"|annee|bac|temps|tours|etoiles"
)
"""Words after which a number is a size, an age, a time, a sum, a place in a row, or whom it is for."""

ANIMALS = (
    r"chats?|chiens?|poules?|lapins?|chevaux|anes?|chevres?|moutons|poissons|perruches|oiseaux|tortues|chatons?"
    r"|chiots?|toutous|katten|honden|kippen|konijnen|paarden|schapen|geiten|vogels|katjes|puppy's|kittens"
    r"|cats|dogs|hens|chickens|rabbits|horses|birds|kitties|puppies|fish|goats|sheep|katzen|hunden?|huhner|kaninchen"
    r"|pferde|vogel|schafe|ziegen|welpen"
)


@cache
def unit_after() -> re.Pattern[str]:
    """Matches right after a number: the group that matched (`lastgroup`) is the unit that it counts."""
    named = "|".join(rf"(?P<{unit}>{words})" for unit, words in _TIME_AND_MEASURE.items())
    return re.compile(rf"(?:{named})(?![\w²³'])")


@cache
def people() -> re.Pattern[str]:
    """A word for people who can be asked for."""
    makers = rf"(?!(?:{_MACHINES})(?!\w))[a-z-]{{2,}}(?:[dtglnsvp]eurs|cheurs|euses|trices)"
    return re.compile(
        rf"(?:{_PEOPLE}|{makers}|(?!piste|kist)[a-z]{{3,}}(?:istes|ists|isten|iciens|iciennes|icians))(?!\w)"
    )


@cache
def never_counted() -> re.Pattern[str]:
    """A word that makes the number before it something other than a count."""
    return re.compile(rf"(?:{_NEVER})(?!\w)")


@cache
def animals() -> re.Pattern[str]:
    """A word for animals: given or sought ones are counted, those to be looked after are not."""
    return re.compile(rf"(?:{ANIMALS})(?!\w)")
