"""Whether a measure is how much is needed or offered, or the size of the thing named before it."""

import re
from functools import cache

from entraide.logic.reading.counting.asking import asks_or_offers


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
