"""How far around a place: "dans un rayon de 5 km", "within 3 km of", "im Umkreis von 10 km", "straal van 8 km"."""

import re
from dataclasses import dataclass
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.masking import hide, whole_words
from entraide.logic.reading.numbers import read_numbers

_FARTHEST_KM = 500
_KM_PER_MILE = 1.609344


@dataclass(frozen=True, slots=True)
class FoundRadius:
    """A distance in kilometres, and the span (code points of the original, end exclusive) of it; both None if none."""

    radius_km: float | None = None
    span: tuple[int, int] | None = None


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(
        r"\s?-?(?:(?P<km>km|kms|kilometres?|kilometers?|kilometern|bornes)|(?P<m>m|metres?|meters?|metern)"
        r"|(?P<miles>miles?|mi))(?![\w²³/])(?!\s?/)"
    )


@cache
def _any_unit() -> re.Pattern[str]:
    """What most sentences lack, and no distance is said without."""
    return re.compile(
        r"(?<![a-z])(?:km|kms|kilomet(?:re|er)s?|kilometern|bornes|m|met(?:re|er)s?|metern|miles?|mi)(?![\w²³/])"
    )


@cache
def _before() -> re.Pattern[str]:
    """Words before a distance that make it a radius by themselves."""
    return re.compile(
        r"(?<!\w)(?:(?:dans (?:un )?|sur un |a |en |perimetre (?:de|d')|dans les )?(?:rayon"
        r"|perimetre)(?: d'action)?(?: de| d'|:)?(?: environ| max(?:imum)?)?|dans les|(?:a )?(?:(?<!au )moins|maximum"
        r"|max\.?) (?:de |a )?|a maximum|a max|maximum|max\.?|maxi|pas plus (?:loin )?(?:de|que)|jusqu'a|a moins de"
        r"|distance max(?:imum|imale)?(?: de)?|(?:within|in|inside) (?:a |an )?(?:radius of )?(?:about )?"
        r"|radius(?: of|:)?|up to|not (?:more|further|farther) than|no (?:more|further) than|less than|under|at most"
        r"|max distance|(?:in |binnen )?(?:een )?(?:straal|omtrek)(?: van|:)?(?: ongeveer)?|binnen(?: de| een)?"
        r"|tot(?: op)?|maximaa?l|hooguit|hoogstens|niet (?:meer|verder) dan|minder dan|op (?:minder dan|maximum|max)"
        r"|(?:im )?(?:umkreis|radius)(?: von|:)?(?: etwa| ca\.?)?|innerhalb(?: von)?|bis(?: zu)?|hochstens"
        r"|weniger als|nicht (?:weiter|mehr) als)\s*$"
    )


@cache
def _after() -> re.Pattern[str]:
    """Words after a distance that make it a radius by themselves."""
    return re.compile(
        r"\s*(?:\(?(?:max(?:imum|imaal)?)\)?(?=\s*(?:$|[.,;!?)]|autour|de |d'|du |from|of|rond|van|um|von))|autour"
        r"|a la ronde|aux? alentours|alentour|environnants|radius|around|round|rond(?!e)|in de omtrek|in het rond"
        r"|omtrek|umkreis|im umkreis|rundum|rund um|in der umgebung|de rayon|de perimetre)(?!\w)"
    )


@cache
def _away() -> re.Pattern[str]:
    """ "à 5 km de chez moi", "op 5 km van Gent", "3 km from here": a distance to a place."""
    return re.compile(r"\s*(?:max(?:imum|imaal)? )?(?:de |d'|du |des |from |of |van |von |entfernt|away|verwijderd)")


@cache
def _at() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:a|op|environ|ongeveer|about|within|in|ca|circa|etwa|is|habite a)\s*$")


@cache
def _a_way() -> re.Pattern[str]:
    """A distance that somebody runs, walks or drives, or that a vehicle has done."""
    return re.compile(
        r"(?<!\w)(?:cour(?:se|ses|ir)|march(?:e|er)s?|balades?|rando\w*|trajets?|parcours|jogging|footing|run|running"
        r"|walks?|hikes?|wandel\w*|lop(?:en|er)|loopje|fiets\w*tocht\w*|tocht|wander\w*|lauf\w*|rennen|sorties?"
        r"|boucle|tours?|promenades?|velo|roule|compteur|kilometrage|ride|trip|fahrt|strecke|marathon|trail|faire"
        r"|jog)[a-z' -]{0,14}$"
    )


def read_radius(sentence: Folded, *, masked: tuple[tuple[int, int], ...] = ()) -> FoundRadius:
    """The radius in kilometres that `sentence` says, None if it says none or only "near". Never raises."""
    text = hide(sentence, masked)
    if not _any_unit().search(text):
        return FoundRadius()
    for number in read_numbers(text):
        unit = _unit().match(text, number.end)
        if not unit or not unit.lastgroup:
            continue
        before = _before().search(text, max(0, number.start - 40), number.start)
        after = _after().match(text, unit.end())
        away = _away().match(text, unit.end()) and _at().search(text, max(0, number.start - 16), number.start)
        if not (before or after or away):
            continue
        start = before.start() if before else number.start
        said_around = re.search(
            r"rayon|perimetre|radius|straal|omtrek|umkreis|ronde|autour", text[start : unit.end() + 16]
        )
        if not said_around and _a_way().search(text, max(0, start - 32), start):
            continue
        factor = {"km": 1.0, "m": 0.001, "miles": _KM_PER_MILE}[unit.lastgroup]
        radius = round(number.value * factor, 3)
        if 0 < radius <= _FARTHEST_KM and (
            unit.lastgroup != "m" or ((said_around or away or before) and radius >= 0.05)
        ):
            end = after.end() if after else unit.end()
            return FoundRadius(radius, whole_words(sentence, start, end))
    return FoundRadius()
