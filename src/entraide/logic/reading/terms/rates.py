"""What a sum is for: an hour, a day, a night, a week, a month, a kilometre, or one of something ("la portion").

Per half hour, per kilo, per lesson and per person are all `unit`.
"""

import re
from functools import cache
from typing import cast

from entraide.logic.reading.interpretation import Per

_ASIDE = (
    r"(?:\s*\(?\s*(?:max(?:imum|imaal)?|env(?:iron)?|ongeveer|about|ca|brut|net|netto|bruto|ttc|htva|cc|kk|all[ -]in"
    r"|warm|kalt|charges comprises|tout compris|alles inbegrepen|inclusief|inclu[ds]?e?s?|incl|inkl(?:usive)?"
    r"|symboliques?|cash|ou plus|minimum|min|(?:de |d'|du )?loyer|huur|rent|miete)\b\.?\s*\)?)?\s*\(?\s*"
)
_EACH = (
    r"(?:/|p\.?\s?/\s?|(?:par|per|pro|a|an|each|every|chaque|elke?|iedere?|je|jede[nrs]?|tous les|toutes les)\s+)\s*"
)
_FRENCH_THE = r"(?:(?:de |pour |a )?(?:l'|la |le )\s*|du )"
_DUTCH_THE = r"(?:(?:voor )?(?:de|het|een) |'t )"
_GERMAN_THE = r"(?:(?:fur )?(?:die|der|den|das|eine?) |am |im |in der )"
_FOR_ONE = r"(?:pour|for|voor|fur|les?|de|=)\s*(?:1|une?|one|een|an?|eine?)\s*"

_TIMES = {
    "hour": (r"(?:heures?|h|hrs?|hours?|u|uur|uurtje|uren|std|stunde)\b", r"horaires?\b|hourly\b|p\.?\s?[hu]\b\.?"),
    "day": (r"(?:jours?|j|journee|dag|days?|tag)\b", r"daily\b|taglich\b|journaliers?\b"),
    "night": (r"(?:nuit|nuitee|nacht|night|overnachting|ubernachtung)\b", r"nightly\b"),
    "week": (
        r"(?:semaine|sem|week|woche)\b",
        r"weekly\b|wekelijks\b|wochentlich\b|hebdo(?:madaires?)?\b|p\.?\s?w\b\.?",
    ),
    "month": (
        r"(?:mois|maand|mnd|month|mth|monat)\b",
        r"mensuel(?:le)?s?\b|monthly\b|maandelijks\b|monatlich\b|mtl\b|pcm\b|p\.?\s?m\b\.?",
    ),
    "km": (r"(?:km|kilometres?|kilometers?)\b", r"km\b"),
}
_UNIT_NOUNS = (
    r"(?:demi-?\s?heure|demi-journee|quart d'heure|half uur|half uurtje|halfuur|halve dag|halbe stunde"
    r"|half(?: an)? hour|half dozen|pieces?|portions?|portie|stuk|stuck|st|unite|kilo|kg|litre|liter|l|cours|lecons?"
    r"|les|lesje|lessons?|seances?|sessie|sessions?|fois|keer|beurt|mal|time|go|pot|jar|bocal|botte|bunch|boite|box"
    r"|doos|zak|bag|sac|sachet|paquet|pak|bouteille|fles|bottle|flasche|glas|pers|personnes?|persoon|person|head"
    r"|hoofd|kopf|kop|trajet|trip|ride|rit|fahrt|place|seat|plaats|platz|paire?|paar|panier|basket|mand|kiste|caisse"
    r"|bak|tas|soiree|avond|abend|evening|repas|maaltijd|meal|mahlzeit|plat|assiette|bord|tranche|slice|douzaine|walk"
    r"|visit|load|dog|cat|child|kid|room|window|item|word|mile|round|haircut|cut|journey|garment|student|pupil"
    r"|raummeter|kubikmeter|sack|korb|bund|termin|wagen|ster|zimmer|dozen|dozijn|dutzend|part|shirt|chemise|hemd|page"
    r"|pagina|seite|livre|boek|book|buch|class|workshop|wandeling|balade|promenade|call|appel|oproep|anruf|visite"
    r"|bezoek|besuch"
    r"|spaziergang|chapitre|hoofdstuk|kapitel|chapter|mot|woord|wort|machine|wasmachine|lessive|was|wash|fenetre|raam"
    r"|fenster"
    r"|corsage|pantalon|broek|hose|coupe|knipbeurt|haarschnitt|hour block|carton|doosje|bouquet|boeket|strauss|ruche"
    r"|cageot|ballot|balle|zakje|tete|plant|plante|pflanze|bout|manteau|pull|roue|wiel|rad|atelier|ticket|stere"
    r"|metre|meter|m2|m|unit|loaf|pound|lb|kus"
    r"|gateau|taart|cake|kuchen|course|stunde|einheit|unterrichtsstunde|lesuur)\b"
)
_NO_THING = (
    r"virement|paypal|cheque|carte|payconiq|bancontact|overschrijving|exemple|ici|direct|mail|e-mail|post|ans?"
    r"|annees?|jaar|years?|jahr|annum|max"
)
_NEVER = rf"(?!(?:{_NO_THING})\b)"
"""After "par", "per", "/": how it is paid, or a stretch that has no name among the rates."""
_NEVER_THE = (
    rf"(?!(?:{_NO_THING}|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week-?end|matin|midi|apres|soir|lot|tout"
    rf"|totalite"
    r"|total|ensemble|prochaine?|mois\s+prochain|semaine\s+prochaine|meme|plus|moins|vrijdag|zaterdag|zondag|maandag"
    r"|dinsdag|woensdag|donderdag|volgende|komende)\b)"
)
"""After "le", "la": also when it is, or all of it at once."""


@cache
def _per_after() -> re.Pattern[str]:
    parts = [
        rf"(?P<unit1>(?:{_EACH}|{_FRENCH_THE}|{_DUTCH_THE}|{_GERMAN_THE}|{_FOR_ONE})?(?:demi-?\s?heure|demi-journee"
        rf"|quart d'heure|half uur(?:tje)?|halfuur|halve dag|halbe stunde|half(?: an)? hour))"
    ]
    for name, (noun, adverb) in _TIMES.items():
        parts.append(
            rf"(?P<{name}>(?:{_EACH}|{_FRENCH_THE}|{_DUTCH_THE}|{_GERMAN_THE}|{_FOR_ONE}){_NEVER_THE}{noun}|{adverb})"
        )
    parts.append(
        r"(?P<unit2>(?:each|ea|apiece|chacune?|chaque|elk|ieder|p\.\s?p\.|pp\b|p/p|p\.?\s?st\b\.?|stuk\b|stuck\b"
        r"|piece\b|unite\b|par tete|per head|je\b(?=\s*(?:$|[.,;!?)])))"
        rf"|(?:/|p/|(?:par|per|pro|chaque|elke?|each|iedere?|jede[nrs]?|every)\s+)\s*{_NEVER}[a-z]{{2,}}|(?:/|par "
        rf"|per |pro |le )\s*m[23]\b|/\s*[a-z]\b|l'une?\b|(?:l'|la |le ){_NEVER_THE}[a-z]{{3,}}"
        rf"|(?:{_FRENCH_THE}|{_DUTCH_THE}|{_GERMAN_THE}|an?\s+|je\s+|{_FOR_ONE}){_UNIT_NOUNS})"
    )
    return re.compile(_ASIDE + r"(?:" + "|".join(parts) + r")(?!\w)\)?")


@cache
def _per_before() -> re.Pattern[str]:
    each = r"(?:(?:par|per|pro|de|a|an|la|le|the|het|die|der)\s+|(?:de )?l'|/\s*)"
    joint = r"\s*(?:[:=(]|a|at|=|voor|fur|pour|for|c'est|is|kost|coute|costs?|kostet|ist)?\s*$"
    return re.compile(
        rf"(?<!\w)(?<!fois )(?<!keer )(?<!mal )(?<!times )(?:(?P<hour>{each}(?:heure|uur|stunde|hour)|taux horaire"
        rf"|tarif horaire|uurloon|uurtarief|stundenlohn|stundensatz|hourly rate|1\s?h|une heure|1 uur|een uur|an hour"
        rf"|eine stunde)|(?P<night>{each}(?:nuit|nacht|night))|(?P<month>(?:par|per|pro) (?:mois|maand|month|monat)"
        rf"|mensuel(?:le)?s?(?: de| d')?|maandelijkse(?: huur)?(?: van)?|maandhuur(?: van)?|monthly(?: rent)?(?: of)?"
        rf"|monatsmiete|monatliche miete)|(?P<unit>{each}{_UNIT_NOUNS})){joint}"
    )


@cache
def _how_often() -> re.Pattern[str]:
    """Before "par semaine": how often or how long, and no rate."""
    return re.compile(r"(?:\d\s?(?:h|x|u)|heures?|fois|keer|mal|times|uur|stunden|hours)\s*$")


def rate_after(text: str, at: int) -> tuple[Per | None, int]:
    """What the sum that ends at `at` of the folded `text` is for, and where the words that say so end."""
    found = _per_after().match(text, at)
    if not found or not found.lastgroup:
        return None, at
    return cast("Per", found.lastgroup.rstrip("12")), found.end()


def rate_before(text: str, at: int) -> tuple[Per | None, int]:
    """What the sum that begins at `at` is for, said before it ("par cours : 20 €"), and where those words begin."""
    found = _per_before().search(text, max(0, at - 32), at)
    if not found or not found.lastgroup or _how_often().search(text, max(0, found.start() - 12), found.start()):
        return None, at
    return cast("Per", found.lastgroup), found.start()
