"""A thing on top of a sum: "20 € et un repas", "50 euro en een vat bier", "£10 and a cake"; or instead: "20 € ou un gâteau"."""

import re
from collections.abc import Sequence
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.terms.food import food_phrase
from entraide.logic.reading.terms.found import Sum, Swap
from entraide.logic.reading.terms.returned import thing_after

_COSTS = (
    r"(?:les |la |l'|de |the |die |het |all |alle |tous les )?(?:frais|essence|carburant|charges|caution|livraison"
    r"|port|tva|btw|materiel|pourboire|fournitures|kosten|materiaal|onkosten|verzending|waarborg|benzine|costs?|fuel"
    r"|petrol|deposit|expenses|travel|postage|kaution|nebenkosten|versand|material|trinkgeld)"
)
_STRETCHES = (
    r"(?:jours?|heures?|h|km|fois|nuits?|personnes?|enfants?|semaines?|mois|ans?|dagen|uur|weken|keer|personen|days?"
    r"|hours?|times|weeks?|people|tage|stunden|mal|wochen|euros?|€|cents?)"
)
_FOODS = (
    r"(?:groenten|legumes|oeufs|eggs|vegetables|gemuse|eier|soep|eten|repas|lunch|bieres?|beers?|bier|koffie|eitjes"
    r"|taart|fruit|kuchen|pizza|logement|kost en inwoon|gite|couvert|essen|wein|vin|wijn|produits|confitures?"
    r"|groceries|dinner|food|cake)"
)


@cache
def _on_top() -> re.Pattern[str]:
    """The joint, right after the sum, and what a thing begins with: an article, a small number, or food."""
    days = r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week|matin|soir|midi"
    french = (
        r"(?:je (?!suis|cherche|peux|paie|fournis)[a-z]+ (?:ton|ta|tes|votre|vos)"
        r"|un|une|des|du|de la|de l'|quelques|toute?|votre|ton|ta|vos|mes|nos|le|la|les)"
        rf"(?! (?:{days}|fois|peu(?! d[e'] ?(?!patience|temps|courage|chance|place|bonne|tout|retard|humour"
        rf"|motivation|sel)[a-z]{{4,}})|reste|lendemain|demi|suite|\d))"
    )
    dutch = (
        r"(?:een|wat|enkele|een paar|het eten|de maaltijd|mijn|jouw|je|zelfgebakken)(?!\w)(?! (?:half|keer"
        r"|beetje(?! (?!geduld|tijd|moed|goede|meer|minder)[a-z]{4,})))"
    )
    english = r"(?:an?|some|all|your|my|home-?made|lots of|as much)(?! (?:half|bit(?! of [a-z]{4,})|offer|bonus|tip))"
    german = (
        r"(?:eine?n?|ein paar|etwas|selbstgemachte\w*|dein\w*|mein\w*)(?!\w)"
        r"(?! (?:halb|bisschen(?! (?!mehr|geduld|zeit|weniger)[a-z]{4,})|mal))"
    )
    few = (
        r"(?:\d{1,2}|deux|trois|quatre|six|twee|drie|vier|zes|two|three|six|zwei|drei|vier"
        rf"|sechs)(?= [a-z])(?! {_STRETCHES}\b)"
    )
    thanks = (
        r"(?![\w' ]{0,16}?(?:merci|sourires?|bisous?|thanks?|thank you|smiles?|knuffels?|dank(?:eschon|je)?"
        r"|bedankt|lacheln)\b)"
    )
    return re.compile(
        rf"\s*(?:(?:et|plus|\+|&|avec|ou) (?!{_COSTS}){thanks}(?={french}|{few}|{_FOODS}\b)|(?:en|plus|\+|met"
        rf"|of) (?!{_COSTS}){thanks}(?={dutch}|{few}|{_FOODS}\b)|(?:and|plus|\+|&|with"
        rf"|or) (?!{_COSTS}){thanks}(?={english}|{few}"
        rf"|{_FOODS}\b)|(?:und|plus|\+|sowie|mit|oder) (?!{_COSTS}){thanks}(?={german}|{few}|{_FOODS}\b))"
    )


@cache
def _before_a_sum() -> re.Pattern[str]:
    """A drink, a dish or a basket, and a sum of money after it: "Kasten Bier und 20 Euro", "une pizza + 30 €"."""
    return re.compile(
        rf"(?<!\w)(?P<thing>{food_phrase()})(?: (?:et|en|and|und|plus|met|avec|with|mit|ou|of|or|oder)"
        rf"|\s?[+&])\s*$"
    )


def find_on_top(sentence: Folded, text: str, sums: Sequence[Sum]) -> Swap | None:
    """The thing or service that is wanted or given along with the first sum that has one beside it; None if none has."""
    for found in sums:
        joint = _on_top().match(text, found.end)
        if joint and all(not joint.end() <= other.start < joint.end() + 12 for other in sums):
            thing = thing_after(sentence, text, joint.end())
            if thing:
                start = joint.start() + len(joint.group()) - len(joint.group().lstrip())
                return Swap(start, joint.end(), thing)
    for found in sums:
        low = max(0, found.start - 60)
        before = _before_a_sum().search(text, low, found.start)
        if before:
            return Swap(before.end("thing"), found.start, before.span("thing"))
    return None
