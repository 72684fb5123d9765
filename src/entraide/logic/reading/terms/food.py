"""Food and drink as they are given in return: how they are named, and which topic they have."""

import re
from functools import cache

from entraide.logic.reading.terms.wording import phrases, search

_ARTICLE = (
    r"(?:(?:een|'n|eine?[nmr]?|une?|du|des|de|d'|de la|de l'|a|an|some|wat|enkele|quelques|einige|ein paar|een paar"
    r"|twee|deux|two|zwei|\d+"
    r"|lekkere?|koele?|frisse?|verse|kalte[snr]?|kuhle[snr]?|leckere[snr]?|cold|nice|bonne?s?|good|decent|home-?made"
    r"|home-?baked|homebrewed|huisgemaakte?|selbst\w+"
    r"|zelf\w+|grote?|grosse[snr]?|kleine?[snr]?|petite?s?|gros|big|small|warme?[snr]?|free|gratis|gratuite?s?"
    r"|liters?|litres?)\s)"
)
_VESSEL = (
    r"(?:(?:bak|casier|caisse|kist(?:je)?|kasten|kiste|fles(?:je)?|flasche|bouteille|bottle|pot(?:je)?|jar|glas|glass"
    r"|verre|bocal|crate|case|pack|six-?pack|doos|boite|box|plate|bord"
    r"|assiette|teller|stuk|part|slice|bol|bowl|portie|portion|zak|sac|bag|panier|mand(?:je)?|basket|korb|dozijn"
    r"|dozen|douzaine|dutzend|vat|fut|keg|fass|tournee)"
    r"(?: (?:de|of|met|mit|vol|a|full of)(?: (?:la|bonne?s?|zelfgemaakte?|verse|home-?made|local|huisgemaakte?"
    r"|selbst\w+|mes|mijn|my|our|nos))? | d'| ))"
)


@cache
def food_phrase() -> str:
    """A regular expression for a dish or a drink with its article, its adjectives and what holds it; no groups that bear a name."""
    food = f"(?:{phrases('dishes')}|{phrases('larder')})"
    return (
        rf"{_ARTICLE}{{0,3}}{_VESSEL}?{food}(?: (?:maison|fait maison|faits maison|de mon jardin|uit (?:de"
        r"|mijn) tuin))?"
    )


@cache
def held_food() -> str:
    """Like `food_phrase`, but only what comes in a bottle, a crate, a bag: that is paid with, and seldom worked at."""
    food = f"(?:{phrases('dishes')}|{phrases('larder')}|speculaas|snoep|bonbons|pralines)"
    return rf"{_ARTICLE}{{0,2}}(?:goeie |goede |gute |bonne |good )?{_VESSEL}{_ARTICLE}{{0,2}}{food}"


@cache
def foods() -> str:
    """One dish or drink, or two or three beside each other."""
    joint = r"(?: (?:et|en|and|und|ou|of|or|oder|plus|with|met|avec|mit)|,|\s?[+&]) ?"
    return rf"{food_phrase()}(?:{joint}{food_phrase()}){{0,2}}"


@cache
def _made_or_taught() -> re.Pattern[str]:
    """Words that make of food a lesson, an errand or a plant."""
    return re.compile(
        r"(?<!\w)(?:cours|lecons?|recettes?|atelier|lessons?|leren|kookles|les|unterricht|recipes?|recept\w*"
        r"|rezept\w*|livr\w+|plants?|plantjes|graines?|zaden|seeds?"
        r"|courses|boodschappen|machine|moulin|machines?|appareil|table|stand|brass\w+|teach|learn|appren\w+"
        r"|apprends?)(?!\w)"
    )


def topic_of_food(words: str) -> str | None:
    """The topic of food in return named by folded `words`: a dish is cooked, what a garden or a cellar gives is shared; else None."""
    if _made_or_taught().search(words):
        return None
    if search("dishes", words):
        return "food.cooking"
    if search("larder", words):
        return "food.sharing"
    return "food.cooking" if search("cooks", words) else None
