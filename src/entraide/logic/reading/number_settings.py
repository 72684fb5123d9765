"""The words around a number that tell whether it counts what is needed, or says a size, an age, a time, for whom."""

import re
from functools import cache

_ASKING = (
    r"cherch\w*|recherch\w*|demand\w*|besoin|faut|faudrait|manque(?:nt)?|reste(?:nt|ra)?|ai|as|a|avons|ont|aurai[st]?"
    r"|auriez|donn\w*|offr\w*|offert|propos\w*|pret(?:e|er|ons|es|ez|erait)|lou(?:e|ons|er)|vend\w*|vente|echang\w*"
    r"|troc|troqu\w*|cede|cedons|achet\w*|recuper\w*|veux|veut|voudrais|voudrions|aimerai[st]?|trouv\w*|avoir"
    r"|accueill\w*|heberg\w*|fabriqu\w*|coud\w*|coudre|tricot\w*|imprim\w*|produi\w*|faire|fais|faisons|prepar\w*"
    r"|cuisin\w*|confection\w*|command\w*|livrons|recolt\w*|collect\w*|dispo\w*|environ|env|a peu pres|presque|encore"
    r"|plus de|au moins|minimum|min|jusqu'a|avec|dont|lots? de|serie de|ensemble de|sets? de|pile de|stock de|tas de"
    r"|caisse de|carton de|collection de|il y a|voici|debarrass\w*|mets|partage\w*|emprunt\w*|invit\w*|dans un rayon"
    r"|pres de|prend\w*|emmen\w*|entre|zoek\w*|gezocht|vraag\w*|nodig|geef|geven|weg|bied\w*|aanbied\w*|verkoop"
    r"|verkopen|verhuur|huur|leen|uitleen|lenen|ruil\w*|heb|hebben|hebt|heeft|over|nog|wil|willen|kopen|koop"
    r"|overgenomen|naaien|breien|maken|bakken|printen|ophalen|af te halen|ongeveer|zeker|er|brei|brei\w*|naai|bak"
    r"|kook|maak|minstens|minimaal|max|een set van|set van|reeks van|stapel|zo'n|voor een|gratis|met|kan|kunnen"
    r"|mankeren|ontbreken|meenemen|bestellen|looking|look|seeking|seek|want|wanted|need\w*|require\w*|have|has|got"
    r"|give|giving|gives|away|offer\w*|sell\w*|lend\w*|rent\w*|borrow\w*|swap\w*|buy\w*|there are|spare|collect\w*"
    r"|make|sew\w*|knit\w*|print\w*|bake|cook|about|around|roughly|at least|for|with|free|set of|pack of|box of"
    r"|lot of|us|find|take|donat\w*|another|order\w*|exchange|left|hat|such\w*|gesucht|brauch\w*|benotig\w*|biet\w*"
    r"|verschenk\w*|geb\w*|verkauf\w*|verleih\w*|leih\w*|vermiet\w*|tausch\w*|hab\w*|haben|hatte|noch|fehlen|ubrig"
    r"|nahen|stricken|drucken|backen|kochen|kaufen|etwa|ungefahr|rund|circa|ca|mindestens|abzugeben|zu verschenken"
    r"|mochte|mochten|konnen|kann|stricke|nahe|drucke|mitnehmen"
)


@cache
def _asks() -> re.Pattern[str]:
    """The end of what precedes a number that counts: nothing, punctuation, or a word of asking, offering or making."""
    small = (
        r"(?:(?:de|d'|des|les|for|af|van|nach|noch|nog|encore|ungefahr|circa|ca|environ|some|up to|tot|to|bis zu|a"
        r"|aan|om|pour|zu|au|entre|between|tussen|zwischen|over|plus de|meer dan|more than|mehr als|nous|me|moi|uns"
        r"|ons|mir|voor|fur|gratis|gratuitement|aujourd'hui|iemand|quelqu'un|someone|urgent|dringend|svp)\.?\s*){0,3}"
    )
    return re.compile(
        rf"(?:^|[\x00.,;:!?(+&\n\"]|\s-+|(?<!\w)(?:{_ASKING})\.?)\s*{small}(?:(?:les|the|de|my spare|zo'n|env\.?)\s+)?$"
    )


@cache
def _governed_by_for() -> re.Pattern[str]:
    """A number after "for" or "at" counts whom or what it is for, unless that is how asking is said ("looking for")."""
    return re.compile(
        r"(?<!looking )(?<!look )(?<!search )(?<!searching )(?<!asking )(?<!wanted )(?<!hunting )(?<!\w)(?:pour|for"
        r"|voor|fur|chez|aan|(?<!on )(?<!il )(?<!elle )(?<!qui )(?<!y )a)\s+(?:environ |nos |mes |les |a peu pres "
        r"|ongeveer |about |etwa |ca |max(?:imum)? )?$"
    )


@cache
def _possessive() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:mes|nos|ses|leurs|tes|vos|ces|mijn|onze|zijn|hun|haar|je|jullie|my|our|his|her|their|these|your"
        r"|meine[nr]?|unsere[nr]?|seine[nr]?|ihre[nr]?|deine|diese)\s+$"
    )


def asks_or_offers(text: str, start: int, value: float = 0) -> bool:
    """Whether the number at `start` stands where something needed or offered is named, and not a size or for whom.

    After "for", a great `value` still counts what is to be made: "couturières pour 1000 masques".
    """
    before = text[max(0, start - 48) : start]
    if start > 48:
        before = "x" + before
    if _possessive().search(before):
        return False
    if _governed_by_for().search(before):
        return value >= _A_BATCH
    return _asks().search(before) is not None


_A_BATCH = 20
"""From so many on, the things that something is "for" are the need itself."""
_WORK = (
    r"garder|promener|nourrir|monter|demonter|porter|deplacer|demenager|transporter|descendre|reparer|repeindre"
    r"|peindre|laver|nettoyer|tailler|abattre|couper|arroser|vider|repasser|installer|poser|fixer|accrocher|changer"
    r"|traduire|relire|corriger|conduire|accompagner|trier|ranger|aiguiser|coiffer|scier|soigner|surveiller|remplacer"
    r"|brancher|elaguer|evacuer|retaper|raccourcir|ramener|deposer|amener|soulever|bouger|decharger|charger|aider"
    r"|visiter|chercher|assembler|purger|deboucher|recoudre|ourler"
)
_WORK_LATER = (
    r"te (?:verplaatsen|verhuizen|herstellen|monteren|snoeien|schilderen|voederen|strijken|dragen|tillen|vervoeren"
    r"|repareren|hangen)|uitlaten|uit te laten|herstellen|verplaatsen|verhuizen|monteren|dragen|tillen|snoeien"
    r"|schilderen|voederen|strijken|oppassen|verzorgen|eten geven|ophangen|vervoeren|repareren|brengen|in elkaar"
    r"|tragen|aufbauen|anschliessen|reparieren|streichen|schneiden|futtern|ausfuhren|bugeln|aufhangen|transportieren"
    r"|montieren|hinauftragen|umziehen|huten|abbauen|schleppen|bringen|zu tragen|versorgen|giessen|a (?:garder"
    r"|promener|nourrir|monter|demonter|porter|deplacer|demenager|transporter|descendre|reparer|repeindre|peindre"
    r"|laver|nettoyer|tailler|abattre|couper|arroser|vider|repasser|installer|poser|fixer|accrocher|relire|traduire"
    r"|trier|evacuer|elaguer|raccourcir|livrer|conduire|assembler)|to (?:be )?(?:mov\w+|carr\w+|fix\w*|walk\w*|feed"
    r"|fed|paint\w*|iron\w*|repair\w*|assembl\w+|transport\w*|hang|hung|look after|look\w* after)"
)
_WORK_ENGLISH = (
    r"carry|carrying|move|moving|fix|fixing|walk|walking|feed|feeding|paint|painting|iron|ironing|repair|repairing"
    r"|assemble|assembling|hang|hanging|mind|minding|lift|lifting|transport|transporting|babysit|look after"
    r"|looking after|build|mend|mending|drive|driving|translate|clean|cleaning|cut|trim|watch|watching|water|sit"
)


@cache
def _worked_on_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_WORK}|{_WORK_ENGLISH})(?: (?:les|des|mes|nos|the|my|our|up|down|out))?\s+$")


@cache
def _worked_on_after() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+[a-z'-]+){{0,4}}?\s+(?:{_WORK_LATER})(?!\w)")


def is_worked_on(text: str, start: int, end: int) -> bool:
    """Whether the counted thing at `start:end` is what a service is done to: "monter 3 meubles"."""
    return bool(_worked_on_before().search(text, max(0, start - 32), start) or _worked_on_after().match(text, end))


@cache
def _whom_before() -> re.Pattern[str]:
    """Before people who are not asked for: "pour", a family, a bed for two, "nous sommes", "mes"."""
    about = r"(?:environ |ongeveer |about |etwa |nos |mes |met |a peu pres |seulement |zo'n |les |ces |leurs )?"
    return re.compile(
        r"(?:(?<!\w)(?:(?<!looking )(?<!wanted )(?<!search )(?<!searching )(?<!asking )(?<!hunting )for|pour|voor|fur"
        r"|chez|(?:famille|groupes?|equipe|couple|table|tablee|foyer|colocation|collectif|bande|tribu|menage|gezin"
        r"|groep|ploeg|family|group|party|team|household|familie|gruppe|haushalt)(?: [a-z'-]+)? (?:de|d'|of|van|von"
        r"|met|with|mit)|on est|nous sommes|sommes|we zijn|zijn|we are|we're|wir sind|sind|met|max(?:imum)?|maximaal"
        r"|zu|jusqu'a|tot|up to|bis zu|pour les|aider|accompagner|visiter|helpen|help|matelas|lits?|tentes?|couette"
        r"|canape(?:-lit)?|hamac|kayak|couvertures?|housse|draps?|raclette|fondue|appareil|bedden|bed|tent|matras"
        r"|dekbed|kajak|duvet|mattress|kanu|zelt|matratze|bett|table)"
        rf"\s+{about}|(?<!\w)(?:mes|nos|mijn|onze|my|our|meine[nr]?|unsere[nr]?)\s+)$"
    )


@cache
def _whom_after() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:max(?:imum|imaal)?|agees?|handicapees?|malades|a mobilite|dependantes?|seules?|isolees|demunies"
        r"|precaires|refugiees|sans[ -]abri|in need|elderly|in nood|in rolstoel|bejaarde|a table|chacun|pro gruppe"
        r"|per groep|par groupe|par table|per group|par atelier)(?!\w)"
    )


@cache
def _as_subject() -> re.Pattern[str]:
    """After people who write or are written for: "deux étudiants cherchent"."""
    return re.compile(
        r"(?:\s+[a-z'-]+){0,3}?\s+(?:cherchent|proposent|souhaitent|veulent|voudraient|aimeraient|offrent|recherchent"
        r"|donnent|ont besoin|zoeken|bieden|willen|geven|are looking|looking for|seek|want to|offer|suchen|bieten"
        r"|mochten|wollen)(?!\w)"
    )


def speak_themselves(text: str, end: int) -> bool:
    """Whether who is counted up to `end` is who writes: "deux retraités proposent …"."""
    return _as_subject().match(text, end) is not None


def for_whom(text: str, start: int, end: int) -> bool:
    """Whether the people at `start:end` are those for whom it is, or a group's size: "un repas pour 40 personnes"."""
    return bool(
        _whom_before().search(text, max(0, start - 32), start)
        or _whom_after().match(text, end)
        or speak_themselves(text, end)
    )


@cache
def _clock_before() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon"
        r"|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|demain|aujourd'hui"
        r"|morgen|tomorrow|today|vandaag|heute|soir|matin|midi|a|vers|des|entre|et|a partir de|apres|avant|jusqu'a|at"
        r"|from|until|till|before|after|by|around|om|rond|tegen|vanaf|van|tot|voor|na|tussen|en|um|ab|bis|gegen|von"
        r"|nach|vor|zwischen|und|de|le|-)\s*(?:les |de |\d{1,2}\s?[hu:]?\s?(?:a|-|tot|en|et|bis)?\s*)?$"
    )


@cache
def _clock_word_before() -> re.Pattern[str]:
    """The same for hours spelt out, that people also count: "à 8 heures" is a clock time, "de 3 heures" is not."""
    return re.compile(
        r"(?<!\w)(?:a|vers|des|a partir de|apres|avant|jusqu'a|at|by|around|om|rond|tegen|vanaf|um|ab|gegen|na)\s*$"
    )


@cache
def _not_a_stretch_before() -> re.Pattern[str]:
    """Before a delay, a habit, an age, something in return or how far away: no length of what is needed."""
    return re.compile(
        r"(?:(?<!\w)(?:dans|sous|d'ici|endeans|within|binnen|innerhalb(?: von)?|over(?! van)|in|toutes les|tous les"
        r"|chaque|elke|om de|every|alle|depuis|since|sinds|seit|al|deja|schon|already|il y a|vor|apres|after|a"
        r"|age[es]{0,2} de|enceinte de|van|aged|contre|moyennant|gegen|en echange de|in exchange for|in ruil voor"
        r"|tegen|echange de|return for|previous|past|les|ces|the|de eerste|die ersten|=)\s+(?:les |de |environ "
        r"|max(?:imum)? |moins de |plus de |ongeveer |about |la |the |maximum |des |uber |ca |circa |mehr als "
        r"|minder dan |less than |more than )?|(?<!\w)(?:bebe|chatons?|chiots?|fils|fille|enfant|petite?|garcon|neveu"
        r"|niece|chiens?|chats?|poulain|puppy|pup|kittens?|baby|babys|son|daughter|zoon|zoontje|dochter|dochtertje"
        r"|hond|kat|kind|kindje|sohn|tochter|welpe|hund|katze|jumeaux|jumelles|tweeling|twins|zwillinge|permis"
        r"|preavis|garantie)\s*(?:de|d'|von|van|of|\(|,|a|,? ?age[es]{0,2} de)?\s*)$"
    )


@cache
def _not_a_stretch_after() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:/\s?(?:24|7|2)|sur (?:7|sept|24|deux|2|5)|op (?:7|24|de)|out of|von (?:7|sieben)|old\b|oud\b|alt\b"
        r"|ago\b|geleden\b|de route\b|de train\b|de marche\b|a pied\b|en voiture\b|a velo\b|rijden\b|away\b"
        r"|from (?:here|my|the)\b|walk\b|drive\b|de retard\b|plus tard\b|later\b|(?:du|de l')? ?(?:matin|apres-midi"
        r"|soir)\b|'s (?:morgens|avonds|middags|ochtends)|['s]*morgens|abends|a\.?m\b|p\.?m\b|uhr\b|\d)"
    )


@cache
def _a_long_stretch_of() -> re.Pattern[str]:
    """Before "de 3 mois": what lasts so long; what else is so old."""
    return re.compile(
        r"(?<!\w)(?:stages?|sejours?|locations?|hebergement|missions?|contrat|bail|formations?|periodes?|durees?"
        r"|cures?|pauses?|conges?"
        r"|remplacements?|prets?|cours|ateliers?|besoin|retraites?|voyages?|minimum|maximum|environ|moins|plus"
        r"|verblijf|periode|stays?"
        r"|period|zeitraum|aufenthalt|urlaub|camps?|vacances|logement|chambre|kot|week|aide|garde|residence|mission"
        r"|vakantie|kamp"
        r"|opleiding|cursus|trip|reis|reise|kurs|projet|project|chantier|festival|voyage|itinerance"
        r"|absence)(?: [a-z]+)? (?:de|d'|van|von|of)\s+$"
    )


_OWN_HOURS = frozenset({"u", "uur", "h"})


def duration_is_something_else(text: str, start: int, end: int, unit: str) -> bool:
    """Whether the time at `start:end` of the folded text is a clock time, an age, a delay, a habit or a distance."""
    before = max(0, start - 40)
    if unit == "hour":
        short = re.search(r"[a-z]+$", text[start:end].strip())
        pattern = _clock_before() if short is None or short.group() in _OWN_HOURS else _clock_word_before()
        allowed = re.search(
            r"(?:cours|lecon|seance|atelier|aide|travail|les|lesson|menage|session|stage|reeks|blok|tranche|minimum"
            r"|forfait|environ|moins)\w*\s+(?:de|van|von|of)\s*$",
            text[before:start],
        )
        if not allowed and pattern.search(text, before, start):
            return True
    is_of = re.search(r"(?<!\w)(?:de|d'|von|of)\s+$", text[before:start]) is not None
    if unit != "hour" and is_of and not _a_long_stretch_of().search(text, before, start):
        return True
    return bool(_not_a_stretch_before().search(text, before, start) or _not_a_stretch_after().match(text, end))


@cache
def _place_is_free() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:libres?|dispo(?:nible)?s?|vacantes?|restantes?|vrij|over|beschikbaar|left|free|available|spare|frei"
        r"|ubrig|dans (?:ma|la|notre) (?:voiture|camionnette|auto)|in (?:my|our|the) (?:car|van)|in (?:mijn|onze"
        r"|de) (?:auto|wagen)|im auto|in meinem auto|pour (?:le|la|un|une|ce|samedi|dimanche|demain)|for (?:the|a)"
        r"|voor (?:het|de|een)|fur (?:das|den|die|ein))(?!\w)"
    )


@cache
def _seat_of() -> re.Pattern[str]:
    """Before "3 places": what has so many seats, or "de", "à"."""
    return re.compile(
        r"(?<!\w)(?:canapes?|sofas?|tentes?|voitures?|remorques?|camionnettes?|bus|mini-?bus|vans?|lits?|tables?"
        r"|banquettes?|fauteuils?|kayaks?|velos?|autos?|barques?|poussettes?|salles?|zetels?|bank|tent|wagen"
        r"|kinderwagen|couch|zelt|boot|bateau|divan|convertible|clic-clac|scooters?|caravanes?|de|d'|a|van|met|mit|of"
        r"|with|von)\s*$"
    )


@cache
def _of_a_size() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<!\w)(?:de|d'|van|von|of|a|op|max(?:imum)?|jusqu'a|longue? de|haute? de|taille|capacite|contenance|tot"
        r"|om|within|an|environ)\s*)$"
    )


@cache
def _of_something() -> re.Pattern[str]:
    return re.compile(r"\s+(?:de |d'|of |[a-z]{4,})")


@cache
def _lot_before() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:lots?|besoin|environ|reste|plus|moins|quantite|excedent|surplus|recolte|stock|un peu plus|ai"
        r"|donne)\s+(?:de|d')\s*$"
    )


def size_before(text: str, start: int, end: int, unit: str) -> bool:
    """Whether a measure at `start:end` is the size of the thing named before it: "canapé 3 places"."""
    before = text[max(0, start - 48) : start]
    if unit == "place":
        if _place_is_free().match(text, end) or asks_or_offers(text, start):
            return False
        return _seat_of().search(before) is not None
    if re.search(r"(?:de|d'|van|von|of)\s*$", before) and not _lot_before().search(before):
        return True
    if _lot_before().search(before) or asks_or_offers(text, start):
        return (
            unit == "metre"
            and re.match(
                r"\s+(?:de (?:long|large|haut|chez|la|l'|profondeur)|du|from|van|away|lang|hoog|breit|hoch|sur)\b",
                text[end:],
            )
            is not None
        )
    if _of_a_size().search(before):
        return True
    return not _of_something().match(text, end) and unit != "kg"


@cache
def _of_what() -> re.Pattern[str]:
    return re.compile(r"\s+(?:de |d'|of )[a-z'-]{3,}")


def after_counted(text: str, end: int) -> int:
    """Where the words of what is counted end: "12 pots" of "12 pots de confiture"."""
    return end
