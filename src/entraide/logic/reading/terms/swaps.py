"""Something in return: "contre un gâteau", "in ruil voor hulp", "swap X for Y", "Kuchen als Dank", "pizza offerte"."""

import re
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.terms.found import Swap
from entraide.logic.reading.terms.treats import find_treat

_LONGEST_THING = 90


@cache
def _cues() -> re.Pattern[str]:
    """Words that always announce something in return; the thing stands after them, or before if nothing follows."""
    return re.compile(
        r"(?<!\w)(?:(?:en echange|en contrepartie|en compensation|en retour)(?! (?:de train|du travail|a pied"
        r"|de vacances))(?: de(?: la|s)?| d'| du|,| :)?|(?:a |pour un )?tro(?:c|quer)(?: de| d'| contre)?"
        r"|paie(?:ment)? en nature|contre services?(?: rendu)?|(?:re)?(?:pay|pai|mun)[a-z]* en(?= (?:gateaux?|bieres?"
        r"|legumes|repas|nature|chocolats?|pizzas?|confitures?|vin|fruits|oeufs|pain|sourires?|bisous|services?)\b)"
        r"|in ruil(?: voor| geef ik| krijg je|,| :)?|te ruil(?: voor| tegen)?|als (?:tegenprestatie|wederdienst)"
        r"|(?:tegen )?een wederdienst|wederdienst|voor wat hoort wat|in (?:exchange|return)(?! (?:student|journey"
        r"|trip|ticket))(?: for|,| :)?|(?:will |can |we |i |happy to )?pay(?:ing|ment)? (?:you )?(?:in"
        r"|with)(?! (?:cash|advance|euros?|credits?|card|hours?|torekes|lets))|(?:will )?work for(?= (?:food|pizza"
        r"|beer|cake))|im tausch(?: gegen| fur)?|im austausch (?:gegen|fur)|im gegenzug(?: fur| gegen)?"
        r"|als gegenleistung(?: fur)?|zum tausch(?: gegen)?|echanges? de (?:services?|bons procedes)"
        r"|donnant[ -]donnant|un prete pour un rendu|service contre service|quid pro quo|auf gegenseitigkeit"
        r"|echanges? linguistiques?|language exchange|taaluitwisseling|sprachaustausch)(?:(?<=')|(?!\w))"
    )


@cache
def _thanks() -> re.Pattern[str]:
    """Words of thanks, the thing given mostly before them."""
    return re.compile(
        r"(?<!\w)(?:en (?:guise de )?(?:remerciement|merci)|pour (?:vous|te|le|la|les) remercier|comme remerciement"
        r"|a la cle|als (?:dank(?:je)?|bedank(?:je|ing)|beloning)|als (?:kleine[rns]? )?dank(?:eschon)?|zum dank"
        r"|as (?:a )?(?:thank(?:s| ?-?you)|reward)|by way of thanks)(?!\w)"
    )


@cache
def _swap_verbs() -> re.Pattern[str]:
    """A verb of swapping, and how far its sentence goes."""
    return re.compile(
        r"(?<!\w)(?<!en )(?<!in )(?<!un )(?<!l')(?<!d')(?<!im )(?:(?:j'|je |on |nous |voudrais |veux |souhaite |a "
        r"|cherche a )?(?:echange(?:r|rais|ons|rions)?|troquer?|troquons|troc|troquerais)(?= :? ?(?!avec\b|en\b|sur\b"
        r"|quelques\b|linguistique|scolaire|etudiant|culturel|d'idees|des (?:idees|mails|conseils|mots|messages"
        r"|nouvelles|experiences|avis|trucs|infos)|de (?:savoirs?|mails|conseils|conversation|numeros)))|(?:ik |wij? "
        r"|we |wil |te )?(?:om)?ruil(?:en|t)?|swap(?:ping|s)?(?! (?:meet|party|shop))|(?:i'll |will |to |can |i "
        r"|we )?(?:trade|exchange)(?! (?:student|students|meet|party|shop|rate|fair|union|program))|trading|(?:ich "
        r"|wir |wurde |mochte |suche |biete |zu )?tausch(?:e|en)?(?! mit\b))(?!\w)"
    )


@cache
def _swap_joints() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:contre|tegen|voor|for|against|gegen)(?!\w)")


_FIGHT = (
    r"(?:\w*(?:spiel|match|wedstrijd|tennissen|voetballen|schaken)|aider|lutt\w+|prot[ee]g\w+|protection|battre|bats"
    r"|combat\w*|par|pour ou|pour et|le pour et le|manif\w*|petition|vaccin\w*|cremes?|match|joue\w*|pose\w*|appuy\w*"
    r"|adosse\w*|fixe\w*|debout|tout|action|actions|mobilis\w+|campagne|assurance|isol\w+|traitement|remede|solution"
    r"|solutions|produit|astuces?|colere|ligue|plainte|serre|strijd\w*|vecht\w*|acties?|betog\w+|inent\w*|bescherm\w*"
    r"|leunt|geleund|er|kan|kunnen|kunt|niet|allergisch|speelt|spelen|wedstrijd|hulp|iets|verzekering|isolatie|middel"
    r"|middeltje|tips?|kampf|kampfen|schutz|schutzen|impfung|mittel|was|etwas|demo|protest\w*|spiel\w*|versichert"
    r"|hilft|hilfe|engagement|initiative|aktion|verein)"
)
_NOT_SWAPPED = (
    r"(?:(?:un |une |le |la |les |l'|du |ce |mon |ma |notre )?(?:mur|arbre|porte|facade|cloison|montre|vent|froid"
    r"|humidite|chaleur|pluie|soleil|faim|cancer|racisme|sexisme|gaspi\w*|moustiques?|mites|limaces|pauvrete"
    r"|precarite|solitude|isolement|ennui|violences?|harcelement|vol|covid|rhume|douleur|mal|stress|bruit|pucerons"
    r"|fourmis|souris|rats|taupes|avis|signature|toute attente|remboursement)|(?:het |de |een |mijn )?(?:muur|kou"
    r"|koude|regen|wind|kanker|armoede|eenzaamheid|lawaai|racisme|muggen|mieren|slakken|honger|stress|verveling|pijn"
    r"|zon|warmte|geweld|pesten|raam|boom)|(?:die |den |das |der |eine |einen )?(?:wand|mauer|einsamkeit|rassismus"
    r"|armut|langeweile|stress|schmerzen|krebs|kalte|hitze|larm|mucken|schnecken|hunger|gewalt|wind|regen|rechts"
    r"|baum))(?!\w)"
)
_TIMES_NL = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:u|uur|h)\b|(?:half|kwart|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf"
    r"|twaalf) ?(?:uur|over|voor)|(?:eind|begin|midden|half|ten|volgende|komende|deze|dit|het (?:weekend|einde|begin)"
    r"|de (?:middag|avond|zomer|winter|herfst|lente|vakantie)|morgen|overmorgen|vanavond|dan|nu|maan|dins|woens"
    r"|donder|vrij|zater|zon|kerst|pasen|nieuwjaar|januari|februari|maart|april|mei|juni|juli|augustus|september"
    r"|oktober|november|december|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|\d{1,2} ?(?:jan|feb|maart"
    r"|april|mei|jun|jul|aug|sep|okt|nov|dec)\w*|\d{1,2}[/-]\d{1,2}|middernacht|middag|avond|weekend)\b)"
)
_TIMES_DE = (
    r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:uhr|h)\b|\d{1,2}(?:[:.]\d\d)?\s*(?:$|[.,;!?])|(?:halb|viertel|drei ?viertel|ein"
    r"|zwei|drei|vier|funf|sechs|sieben|acht|neun|zehn|elf|zwolf)\s?(?:uhr|\w+)?\s*(?:$|[.,;!?])|\w+ uhr|(?:mittag"
    r"|abend|morgen|nachmittag|vormittag|mitternacht|ende|anfang|mitte|wochenende|fruhling|sommer|herbst|winter"
    r"|ostern|weihnachten)\b)"
)


_WORK_FOR_KEEP = (
    r"gite|couvert|logement|repas|entretien|garde|aide|hebergement|pret|meme|usage|utilisation|jardinage|menage"
    r"|travail|tonte|logis|transport|nourriture"
)


@cache
def _conditional() -> re.Pattern[str]:
    """ "contre", "tegen", "gegen" where they mean "in return for", and neither "against" nor "towards"."""
    definite_french = rf"(?:(?:la|le|les)\s+|l')(?!{_WORK_FOR_KEEP})"
    return re.compile(
        rf"(?<!\w)(?:(?:contre|echange contre)(?= (?!{_NOT_SWAPPED}|{definite_french}|qui\b|quoi\b|toi\b|moi\b|vous\b"
        rf"|nous\b|elle\b|lui\b|eux\b)[a-z0-9'])|tegen(?= (?!{_NOT_SWAPPED}|{_TIMES_NL}|(?:de|het|elkaar|mij|ons|jou"
        rf"|hem|haar|hen|hoge|lage|die|dat|alle|al|over)\b)[a-z0-9'])|gegen(?= (?!{_NOT_SWAPPED}|{_TIMES_DE}|(?:die"
        rf"|der|das|den|dem|uns|mich|dich|alle|alles|uber)\b)[a-z0-9'])|contre (?=(?:la|le|les"
        rf"|l')\s*(?:{_WORK_FOR_KEEP})))(?!\w)"
    )


@cache
def _fights() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_FIGHT}(?:[ '-](?:le|la|les|een|de|se|me|ons|uns|sich|peut|geld|geven|en))?\s+$")


@cache
def _thing_end() -> re.Pattern[str]:
    return re.compile(
        r"[.;!?()\x00\n:]|,(?!\d)|\s-+\s|\s(?:svp|stp|s'il vous plait|merci|aub|alstublieft|alsjeblieft|please|pls"
        r"|thanks|danke|bitte|mais|maar|but|aber|urgent|dringend|si possible|si ca|si tu|si vous|als je|wenn du"
        r"|if you|ce (?:samedi|dimanche|week)|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|maandag|dinsdag"
        r"|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag"
        r"|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?)\b"
    )


_LOOSE_ENDS = re.compile(
    r"\s+(?:(?:ein)?tauschen|ruilen|omruilen|le|la|a|au|aux|en|in|on|op|te|am|im|bei|bij|de|du|des|pour|sur|chez|vers"
    r"|the|at|near|et|and|und|ou|of|or|oder|pres|autour|ce|dit|deze|this|diesen?|tous|elke|every|jeden?|van|von)$"
)
_LOOSE_STARTS = re.compile(
    r"(?:et|en|and|und|ou|mais|maar|but|aber|je|j'|ik|i'll|i|ich|avec|met|with|mit|je vous|je te)[ ]"
)


def _cut_at_places(sentence: Folded, start: int, end: int) -> int:
    """Where the thing ends at the latest: before "à Liège", "in Gent" and other names after a preposition."""
    found = re.compile(r"\s(?:à|a|in|te|près de|près d'|nahe|bei|near|rond|sur|aan|at)\s+(?=[A-ZÀ-Ý])").search(
        sentence.original, *sentence.span(start, end)
    )
    return sentence.folded_at[found.start()] if found else end


def _after(sentence: Folded, text: str, at: int) -> tuple[int, int] | None:
    """The thing that begins at `at`, up to the end of its clause; None if no words follow."""
    while at < len(text) and text[at] in " ':,":
        at += 1
    stop = _thing_end().search(text, at, at + _LONGEST_THING)
    end = stop.start() if stop else min(len(text), at + _LONGEST_THING)
    if not stop and end < len(text):
        end = max(at, text.rfind(" ", at, end))
    if end > at:
        end = max(at, min(end, _cut_at_places(sentence, at, end)))
    return _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while (loose := _LOOSE_ENDS.search(text, start, end)) is not None:
        end = loose.start()
    while start < end and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return (start, end) if start < end else None


def _before(text: str, at: int) -> tuple[int, int] | None:
    """The thing that the clause before `at` names: back to punctuation, or the last words of a long clause."""
    stops = [found.end() for found in re.compile(r"[.;!?()\x00:,+]|\s-+\s").finditer(text, 0, at)]
    start = stops[-1] if stops else 0
    clause = text[start:at]
    words = list(re.finditer(r"[^\s]+", clause))
    if not words:
        return None
    if not stops and len(words) > 4:
        start += words[-2].start()
    while (loose := _LOOSE_STARTS.match(text, start + _indent(text[start:at]), at)) is not None:
        start = loose.end()
    return _trimmed(text, start, at)


def _indent(clause: str) -> int:
    return len(clause) - len(clause.lstrip())


def _announced(sentence: Folded, text: str) -> Swap | None:
    found = _cues().search(text)
    if found:
        thing = _after(sentence, text, found.end()) or _before(text, found.start())
        cue = found.group()
        if (
            cue.startswith(
                (
                    "echange",
                    "donnant",
                    "un prete",
                    "service contre",
                    "quid",
                    "voor wat",
                    "auf gegen",
                    "language",
                    "taal",
                    "sprach",
                )
            )
            or "wederdienst" in cue
        ):
            thing = found.span()
        return Swap(*found.span(), thing)
    return None


@cache
def _reward_follows() -> re.Pattern[str]:
    return re.compile(
        r"\s*[,:]?\s*(?:je |j'|on |nous |krijg|een |ik |we |un |une |des |du |i |i'll |we'll |a |some |gibt|ein"
        r"|bekommst|ich )"
    )


@cache
def _likes() -> re.Pattern[str]:
    """Like for like: "two hours of gardening for two hours of ironing", "Englischunterricht für Deutschunterricht"."""
    return re.compile(
        r"(?<!\w)[a-z-]*?(?P<what>lessons?|classes|conversation|hours?|cours|lecons?|les|lessen|uur|unterricht"
        r"|stunden?)(?: (?:of|d'|de|in) ?[a-z]+| [a-z]+)? (?P<joint>for|voor|pour"
        r"|fur) (?=[^.,;!?]{0,30}?(?<![a-z])[a-z-]*?(?P=what)(?!\w))"
    )


def _like_for_like(sentence: Folded, text: str) -> Swap | None:
    found = _likes().search(text)
    return Swap(*found.span("joint"), _after(sentence, text, found.end("joint"))) if found else None


def _thanked(sentence: Folded, text: str) -> Swap | None:
    found = _thanks().search(text)
    if not found:
        return None
    if _reward_follows().match(text, found.end()):
        thing = _after(sentence, text, found.end()) or _before(text, found.start())
    else:
        thing = _before(text, found.start()) or _after(sentence, text, found.end())
    return Swap(*found.span(), thing) if thing else None


def _swapped(sentence: Folded, text: str) -> Swap | None:
    """A verb of swapping with what it is swapped for: "j'échange X contre Y"."""
    verb = _swap_verbs().search(text)
    if not verb:
        return None
    clause = re.compile(r"[.;!?]").search(text, verb.end())
    joint = _swap_joints().search(text, verb.end(), clause.start() if clause else len(text))
    return Swap(*joint.span(), _after(sentence, text, joint.end())) if joint else None


def _swapped_for_anything(text: str) -> Swap | None:
    verb = _swap_verbs().search(text)
    return Swap(*verb.span(), None) if verb else None


def _against(sentence: Folded, text: str) -> Swap | None:
    for found in _conditional().finditer(text):
        if not _fights().search(text, max(0, found.start() - 24), found.start()):
            return Swap(found.start(), found.start() + len(found.group().rstrip()), _after(sentence, text, found.end()))
    return None


@cache
def _triggers() -> re.Pattern[str]:
    """What one of the patterns here needs; most sentences hold none of it."""
    return re.compile(
        r"contre|echang|retour|compensation|troc|troqu|nature|ruil|tegen|wederdienst|hoort|exchange|return|pay"
        r"|work for|tausch|gegen|donnant|prete|quid|linguist|taaluit|gegenseit|linguist|language ex|taaluit|sprachaus"
        r"|remerci|merci|cle|dank|beloning|thank|reward|swap|trad"
    )


def find_swap(sentence: Folded, text: str) -> Swap | None:
    """What the folded `text` of `sentence` says is given in return, the surest sign first; None if nothing is."""
    if _triggers().search(text):
        swap = (
            _swapped(sentence, text)
            or _announced(sentence, text)
            or _against(sentence, text)
            or _thanked(sentence, text)
            or _swapped_for_anything(text)
        )
        if swap:
            return swap
    return find_treat(text) or _like_for_like(sentence, text)
