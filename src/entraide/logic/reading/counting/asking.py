"""Whether a number stands where something is asked for or offered, or where a service is done to it."""

import re
from functools import cache

_ASKING = (
    r"cherch\w*|recherch\w*|demand\w*|besoin|faut|faudrait|portees? de|nichees? de|jmd|jemand|iemand|anyone|anybody"
    r"|someone|qqn|manque(?:nt)?|reste(?:nt|ra)?|ai|as|a|avons|ont|aurai[st]?"
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
    r"|make|sew\w*|knit\w*|print\w*|bake|cook|about|around|roughly|at least|for|with|free|set of|fleet of|litter of"
    r"|nest of|bunch of|pile of|stack of|bundle of|collection of|worp van|nest van|stapel van|wurf von|wurf mit"
    r"|pack of|box of"
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
        rf"(?:^|[\x00.,;:!?(+&\n\"]|\s-+|(?<!\w)(?:{_ASKING})\.?)\s*{small}(?:(?:les|the|de|my spare|zo'n"
        rf"|env\.?)\s+)?$"
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


_A_BATCH = 20
"""From so many on, the things that something is "for" are the need itself."""


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
