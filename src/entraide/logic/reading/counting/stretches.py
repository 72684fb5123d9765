"""Whether a number of hours, days, weeks or months is a length, or a time of day, an age, a delay, a habit."""

import re
from functools import cache


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
