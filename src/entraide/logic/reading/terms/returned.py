"""Where the words begin and end that name the thing given in return: "un repas" in "contre un repas à Liège samedi"."""

import re
from functools import cache

from entraide.common.text import Folded

_LONGEST_THING = 90
_DAYS = (
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
)


@cache
def _end() -> re.Pattern[str]:
    """Punctuation, a word of courtesy or contrast, a condition, a day."""
    return re.compile(
        r"[.;!?()\x00\n:]|,(?!\d)|\s-+\s|\s(?:svp|stp|s'il vous plait|merci|aub|alstublieft|alsjeblieft|please|pls"
        r"|thanks|danke|bitte|mais|maar|but|aber|urgent|dringend|si possible|si ca|si tu|si vous|als je|wenn du"
        r"|if you"
        rf"|ce (?:samedi|dimanche|week|soir|matin|midi)|(?:{_DAYS})(?:s|avond|ochtend|namiddag|middag|abend"
        rf"|nachmittag|morgen)?"
        r"|demain|tomorrow|tonight|morgen|heute|vanavond|vandaag|today|(?:le|au|en|in|im|in de|in the"
        r"|on) (?:week-?end|janvier|fevrier"
        r"|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|soiree|semaine|januari|februari|maart"
        r"|april"
        r"|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|july|august"
        r"|october"
        r"|januar|februar|marz)|par (?:semaine|mois|jour|an)|per (?:week|maand|dag)|pro (?:woche|monat|tag)|a (?:week"
        r"|month)"
        r"|each (?:week|month)|every|chaque|tous les|toutes les|elke|iedere|jeden?|jede|des (?:que|septembre|octobre"
        r"|juin|lundi)"
        r"|a partir|vanaf|as of|(?:from|ab|starting) (?=\d|next|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun"
        r"|jul|aug|sep|oct|nov|dec)"
        r"|next (?:week|month)|volgende (?:week|maand)|la semaine prochaine|nachste woche"
        r"|contre|tegen|gegen|(?:for|to) (?:anyone|anybody|whoever|someone|somebody|the person|those)"
        r"|(?:pour|a) (?:qui|celui|celle|la personne|quiconque)|voor (?:wie|degene|iemand die)|fur (?:den|die"
        r"|alle),? (?:der|die|den)"
        r"|entre|tussen|zwischen|between|interessee?s?|contact\w*|geinteresseerd|interested|satt|deal)\b"
        # "… zaag ik je planken": the thing ends before the verb of what the writer does
        r"|\s(?!(?:die|dat|wat|als|waar|dan|wenn|dass|wie|was|und|en|maar|want) )[a-z]{3,} (?:ik|wij|ich|wir) "
    )


@cache
def _loose_end() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:(?:ein)?tauschen|ruilen|omruilen|(?:ver)?schuldig|le|la|a|au|aux|en|in|on|op|te|am|im|bei|bij|de|du|des|pour|sur|chez"
        r"|vers|the|at|near|et|and|und|ou|of|or|oder|pres|autour|ce|dit|deze|this|diesen?|tous|elke|every|jeden?|van"
        r"|von)$"
    )


@cache
def _loose_start() -> re.Pattern[str]:
    return re.compile(
        r"(?:et|en|and|und|ou|mais|maar|but|aber|avec|met|with|mit|voici|dan|dann|alors|so|plus) "
        r"|(?:(?:je|j'|on|nous|ik|wij|we|i|ich|wir) ?)?(?:(?:peux|pouvons|pourrais|prends?|prendrais|prenons"
        r"|veux bien|accepte|aimerais"
        r"|voudrais|can|could|would|will|kan|kunnen|wil|zou|neem|neme|kann|konnte|nehme|wurde"
        r"|mochte)(?: (?:volontiers|bien|aussi|graag|wel|ook"
        r"|gern|gerne|auch|gladly|happily|also|even|love|like|meme|avoir|recevoir|hebben|krijgen|haben))* )(?:(?:vous"
        r"|te|t'|you|je|jou|u|dir|euch|ihnen) )?"
        r"|(?:je|j'|ik|i'll|i|ich|je vous|je te) "
    )


@cache
def _place() -> re.Pattern[str]:
    """A preposition before a name, in the original: "à Liège", "in Gent"."""
    return re.compile(r"\s(?:à|a|in|te|près de|près d'|nahe|bei|near|rond|sur|aan|at)\s+(?=[A-ZÀ-Ý])")


def thing_after(sentence: Folded, text: str, at: int) -> tuple[int, int] | None:
    """The folded span of the thing that begins at `at`, up to the end of its clause; None if no words follow."""
    while at < len(text) and text[at] in " ':,":
        at += 1
    stop = _end().search(text, at, at + _LONGEST_THING)
    end = stop.start() if stop else min(len(text), at + _LONGEST_THING)
    if not stop and end < len(text):
        end = max(at, text.rfind(" ", at, end))
    if end > at:
        place = _place().search(sentence.original, *sentence.span(at, end))
        end = max(at, min(end, sentence.folded_at[place.start()])) if place else end
    return trimmed(text, at, end)


def thing_before(text: str, at: int) -> tuple[int, int] | None:
    """The folded span of the thing that the clause before `at` names: back to punctuation, or its last two words."""
    stops = [found.end() for found in re.finditer(r"[.;!?()\x00:,+]|\s-+\s", text[:at])]
    start = stops[-1] if stops else 0
    words = list(re.finditer(r"\S+", text[start:at]))
    if not words:
        return None
    if not stops and len(words) > 4:
        start += words[-2].start()
    else:
        start += words[0].start()
    while (loose := _loose_start().match(text, start, at)) is not None:
        start = loose.end()
    return trimmed(text, start, at)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The folded span without loose words and signs at its ends; None if nothing is left."""
    while (loose := _loose_end().search(text, start, end)) is not None:
        end = loose.start()
    while start < end and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return (start, end) if start < end else None
