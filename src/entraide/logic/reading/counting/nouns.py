"""The words that tell what a number counts, in four languages, folded: units, people, and what is never counted."""

import re
from functools import cache

_TIME_AND_MEASURE = {
    "square_metre": (
        r"m2|m\^2|metres? carres?|vierkante meters?|qm|quadratmetern?|sqm|sq\.? ?m|square met(?:re|er)s?|m carres?"
    ),
    "kg": r"kgs?|kilos?|kilo's|kilogram(?:me|men|mes|s)?",
    "litre": r"l|litres?|liters?|lt",
    "metre": r"m|metres?(?! cubes?| cubiques)|meters?(?! kubiek)|metern|ml|metres? lineaires?|lopende meters?",
    "hour": r"h|hrs?|heures?|hours?|u|uur|uren|uurtjes?|stunden?|std|stdn",
    "day": r"j|jours?|journees?|dagen?|dag|dgn|days?|tagen?|tage",
    "night": r"nuits?|nuitees?|nachten?|nacht|nights?|nachte|nachten|overnachtingen|ubernachtungen",
    "week": r"semaines?|sem|weken?|weeks?|wochen?|wk",
    "month": r"mois|maanden?|mnd|months?|monaten?|monate",
    "place": (
        r"places?|plaatsen|plaatsjes|plekken|plekjes|zitplaatsen|seats?|spots?|platze|platzen|sitzplatze|schlafplatze"
        r"|slaapplaatsen|couchages?|stoelen vrij"
    ),
}

_PEOPLE = (
    r"personnes?|pers|gens|voix(?= d[e']| pour| dans)|folks?(?! (?:music|dance))|lurons?|larrons?|sterke binken"
    r"|binken|zangstemmen|refugies?|refugiees|vluchtelingen|refugees|gefluchtete|invites(?= benevoles)|benevoles?"
    r"|volontaires|costauds?|gaillards?|balezes?|amis|amies|copains|copines|joueurs|joueuses|partenaires|musiciens"
    r"|musiciennes|chanteurs|chanteuses|choristes|figurants?|figurantes|modeles(?! de)|etudiants|etudiantes|eleves"
    r"|hommes|femmes|jeunes|participants?|participantes|coequipiers|equipiers|equipieres|passagers|passageres"
    r"|couturiers|couturieres|serveurs|serveuses|aides|aidants|aidantes|colocs?|colocataires|cuisiniers|cuisinieres"
    r"|chauffeurs|conducteurs|conductrices|animateurs|animatrices|accompagnateurs|accompagnatrices|voisins|voisines"
    r"|bricoleurs|bricoleuses|peintres|jardiniers|jardinieres|coureurs|coureuses|marcheurs|marcheuses|randonneurs"
    r"|randonneuses|cyclistes|danseurs|danseuses|acteurs|actrices|comediens|comediennes|guitaristes|lecteurs"
    r"|lectrices|relecteurs|relectrices|traducteurs|traductrices|beneficiaires|testeurs|testeuses|monos|moniteurs"
    r"|monitrices|grimpeurs|grimpeuses|motives|motivees|courageux|courageuses|personnages|tetes|temoins|surveillants"
    r"|baby-?sitters|interpretes|livreurs|livreuses|correspondants|correspondantes|stagiaires|apprentis|photographes"
    r"|informaticiens|membres|porteurs|porteuses|collegues|mamans|papas|parents|dames|messieurs|filles et garcons"
    r"|violonistes|pianistes|choristes|personen|mensen|man|vrijwilligers|vrijwilligsters|helpers|helpende handen"
    r"|handen|mannen|vrouwen|spelers|speelsters|medespelers|studenten|muzikanten|zangers|zangeressen|buren|vrienden"
    r"|vriendinnen|leden|lezers|deelnemers|chauffeurs|begeleiders|jongeren|sterke armen|armen|wandelaars|lopers"
    r"|fietsers|medewerkers|huisgenoten|passagiers|meerijders|ouders|oppassers|naaisters|leerlingen|kandidaten"
    r"|klussers|krachten|kerels|gasten|collega's|modellen|figuranten|people|ppl|persons?|volunteers|men|women|helpers"
    r"|hands|pairs? of hands|players|friends|students|movers|cleaners|builders|painters|cooks|bakers|guys|lads"
    r"|drivers|singers|musicians|readers|runners|cyclists|hikers|walkers|members|participants|carers|flatmates"
    r"|housemates|passengers|neighbours|neighbors|teammates|partners|folks|strangers|models|extras|sewers|cooks"
    r"|tutors|mums|dads|gardeners|painters|testers|pupils|learners|strong arms|leuten?|helfern?|helferinnen"
    r"|freiwilligen?|manner|mannern|frauen|mitspieler\w*|hande|handen|spieler\w*|nachbarn|ehrenamtlichen?|musiker\w*"
    r"|sanger\w*|freunde|mitfahrer\w*|teilnehmer\w*|studierende|jugendliche|schuler|mitbewohner\w*|mitstreiter\w*"
    r"|fahrer\w*|naher\w*|begleiter\w*|kollegen|starke|kraftige|leser\w*|tanzer\w*|wanderer|laufer\w*|statisten"
    r"|modelle|probanden|interessierte|mitmacher\w*|mitglieder"
)
"""People who can be asked for or who come along; children and the aged are whom help is for."""

_MACHINES = (
    r"(?:ordi|radia|congela|aspira|refrigera|ventila|adapta|accumula|genera|transforma|humidifica|vibra|carbura)teurs"
    r"|projecteurs|moteurs|tracteurs|compteurs|detecteurs|interrupteurs|extincteurs|connecteurs|lecteurs (?:dvd|cd"
    r"|mp3)|convecteurs|cuiseurs|mixeurs|classeurs|couleurs|fleurs|valeurs|haut-parleurs|ecouteurs|batteurs|chargeurs"
    r"|vapeurs|longueurs|hauteurs|largeurs|tondeuses|perceuses|ponceuses|agrafeuses|visseuses|cireuses|balanceuses"
    r"|trieuses|imprimeuses|yaourtieres|essoreuses|tronconneuses|debroussailleuses|remorqueurs|tailleurs de haie"
    r"|odeurs|sueurs"
)
"""What ends like one who does, and is a thing."""

_NEVER = (
    r"metres? cubes?|m3|adultes?|adults?|volwassenen|erwachsene|plussers?|plus|ans?|annees?|jaar|jaren|years?|yrs?"
    r"|jahren?|jahre"
    r"|jarigen?|fois|keer|maal|keren|times?|mal|x|eme|ieme|er|ere|e|de|ste|th|nd|rd|st|ter|bis|euros?|euro's|eur"
    r"|balles|pounds?|quid|dollars?|francs?|franken|cents?|centimes?|chf|credits?|punten|punkte|points?|talente|km"
    r"|kms|kilometres?|kilometers?|kilometern?|miles?|bornes|cm|mm|dm|centimetres?|centimeters?|pouces?|inch(?:es)?"
    r"|zoll|duim|ch|cv|pk|ps|w|watts?|kw|kwh|v|volts?|ah|go|gb|to|tb|mo|mb|ghz|mhz|mah|mpx?|minutes?|mins?|minuten?"
    r"|minuut|secondes?|seconden?|seconds?|sekunden?|uhr|o'?clock|am|pm|degres?|graden|grad|pour|%|pct|procent"
    r"|prozent|percent|vitesses?|versnellingen|gangen?|gange|gears?|speeds?|roues?|wielen?|wheels?|raderen?|rader"
    r"|portes?|deuren?|doors?|turen|cordes|snaren|strings|saiten|touches|tiroirs|lades|etages?|verdieping(?:en)?"
    r"|floors?|stockwerke?|facades?|gevels?|marches|enfants?|kinderen|kids?|kindjes|children|kindern?|filles|garcons"
    r"|ados|bambins|gosses|mioches|meisjes|jongens|girls|boys|madchen|jungs|zonen|dochters|sons|daughters|sohne"
    r"|tochter|jumeaux|jumelles|tweeling|twins|zwillinge|petits?-enfants|kleinkinderen|grandchildren|enkel|bebes?"
    r"|babys?|baby's|babies|peuters|kleuters|toddlers|ares?|hectares?|ha|acres?|stations?|arrets?|haltes?|stops"
    r"|pages?|fautes|convives?|couverts|gangs?|invites?|gasten komen|guests|bed(?= (?:house|flat|apartment|room))"
    r"|bed-?room|gaste|week-?ends?|weekeinden|soirs?|soirees?|matins|matinees|apres-midis?|avonden|ochtenden|middagen"
    r"|namiddagen|evenings|mornings|afternoons|abende|nachmittage|vormittage|niveaux?|levels?|annees|siecle|eeuw"
    r"|chambres?|slaapkamers?|bedrooms?|schlafzimmer|zimmer|pieces|bis|premiers?|premieres?|derniers?|dernieres?"
    r"|prochaine?s?|eerste|laatste|volgende|komende|first|last|next|ersten?|letzten?|nachsten?|autres?|andere|other"
    r"|heure et quart|sur|op|out|of|et|en|and|und|a|ou|or|in|on|le|la|les|het|the|der|die|das|par|per|pro|tot|bis|to"
    r"|rue|straat|street|strasse|avenue|boulevard|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
    r"|novembre|decembre|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|january|february|march|may|june|july|august|october|januar|februar|marz|dezember|jan|feb|fev|mar|avr|apr|jun"
    r"|jul|juil|aou|aug|sep|sept|oct|okt|nov|dec|dez|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|maandag"
    r"|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|matin|midi|soir|apres-midi|nord|sud|est|ouest"
    r"|pattes|secondaire|primaire|middelbaar|leerjaar|graad|klasse|klas|annee|bac|temps|tours|etoiles"
)
"""Words after which a number is a size, an age, a time, a sum, a place in a row, or whom it is for."""

ANIMALS = (
    r"chats?|chiens?|poules?|lapins?|chevaux|anes?|chevres?|moutons|poissons|perruches|oiseaux|tortues|chatons?"
    r"|chiots?|toutous|katten|honden|kippen|konijnen|paarden|schapen|geiten|vogels|katjes|puppy's|kittens|cats|dogs"
    r"|hens|chickens|rabbits|horses|birds|kitties|puppies|fish|goats|sheep|katzen|hunden?|huhner|kaninchen|pferde"
    r"|vogel|schafe|ziegen|welpen"
)


@cache
def unit_after() -> re.Pattern[str]:
    """Matches right after a number: the group that matched (`lastgroup`) is the unit that it counts."""
    named = "|".join(rf"(?P<{unit}>{words})" for unit, words in _TIME_AND_MEASURE.items())
    return re.compile(rf"(?:{named})(?![\w²³]|'\w)")


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
