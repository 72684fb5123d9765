"""A treat for who helps: "pizza offerte", "ik trakteer op een pint", "beer provided", "es gibt Kuchen"."""

import re
from functools import cache

from entraide.logic.reading.terms.asked import asks
from entraide.logic.reading.terms.food import foods, held_food
from entraide.logic.reading.terms.found import Swap
from entraide.logic.reading.terms.wording import phrases

_FRENCH = (
    r"repas|pizzas?|cafe|the|bieres?|apero|aperitif|gateaux?|souper|diner|dejeuner|petit[ -]dej\w*|lunch|verre|gouter"
    r"|boissons?|pinte|vin|resto|restaurant|chocolats?|barbecue|bbq|frites|sandwich\w*|crepes|gaufres|tartes?|soupe"
    r"|casse-croute|bouteille|spaghetti|raclette|tournee|coup a boire|collation|croissants"
)
_DUTCH = (
    r"maaltijd|eten(?: en drinken)?|koffie|thee|biertje|pint(?:je)?s?|bier|taart|drankje|drinken|etentje|broodjes?"
    r"|soep|avondeten|middageten|frietjes?|frieten|pizza(?:'?s)?|cake|wijn|lunch|spaghetti|koeken"
)
_ENGLISH = (
    r"dinner|lunch|pizzas?|beers?|cakes?|coffee|tea|drinks?|meal|food|pint|supper|breakfast|brunch|snacks?|pie"
    r"|biscuits|cookies|wine|barbecue|bbq|sandwiches|bottle of wine"
)
_GERMAN = (
    r"essen|kuchen|kaffee|abendessen|mittagessen|getranke?|brotzeit|verpflegung|grillen|kasten bier|kiste bier|bier"
    r"|pizza|nudeln|freibier|freigetranke|fruhstuck|wein|brotchen|suppe"
)
_EACH = {"fr": _FRENCH, "nl": _DUTCH, "en": _ENGLISH, "de": _GERMAN}


def _pair(language: str, joint: str) -> str:
    food = f"(?:{_EACH[language]})"
    return rf"{food}(?:{joint}{food})?"


@cache
def _treats() -> re.Pattern[str]:
    """The group that matches holds the treat."""
    patterns = (
        r"(?P<offered>(?:(?:un|une|le|la|les|des) )?(?:[a-z'-]+(?: (?:et|&|de|du|de la) "
        r"| ?\+ ?)){0,2}[a-z'-]{3,})(?<!'a)(?<!'ai)(?<! ont)(?<!avons) (?:vous |t'|te )?(?:(?:est|sont|sera"
        r"|seront) )?offert(?:e|s|es)?(?! par)",
        r"(?:j'|je (?:vous |t'|te )?|on (?:vous |t')?|nous (?:vous )?)(?:offr(?:e|ons|irai|irons)|invite|paie|paye"
        r"|payons|paierai)[a-z' ]{0,24}?"
        rf"(?P<fr>(?:(?:un|une|le|la|l'|du|des|de bons?|a un|au)\s*)?(?:bons? |bonnes? "
        rf"|petite? )?(?:{_FRENCH})(?: (?:de |d'|a la |au |aux |en |maison)[a-z'-]*)?)",
        r"(?:je|on|nous) (?:vous |t'|te )(?:prepare|preparerai|cuisine|cuisinerai|fais|ferai|ferons|preparons)"
        rf" (?P<fr2>(?:(?:un|une|du|des|de bons?) )?(?:bons? |bonnes? |petite? )?(?:{_FRENCH})(?: (?:de |d'|a la |au "
        rf"|aux |en |maison)[a-z'-]*)?)",
        rf"(?P<fr3>{_pair('fr', r' (?:et|&|[+]) ')}(?: (?:de|du) (?:midi|soir)| chaud)?) (?:(?:compris|inclus"
        rf"|fourni|prevu|assure)e?s?|sur place"
        rf"|apres l'effort"
        r"|pour (?:tous|tout le monde|les aidants|les courageux|les helpers))",
        r"(?:je|on|nous) (?:vous |t'|te )invit(?:e|ons) (?P<fr4>a (?:manger|diner|souper|boire un verre))",
        r"trakteer(?:t|en)?(?: je| jullie| u)? (?:op|met) (?P<nl0>[a-z][a-z' -]{2,40})",
        r"ik trakteer(?: je| jullie)?(?: op| met)? (?P<nl>(?:een |wat )?(?:lekkere? |goede )?"
        rf"(?:{_DUTCH}))",
        r"ik (?:bak|kook|maak|zorg)(?: daarna)?(?: je| jullie| voor)(?: voor| daarna)? "
        rf"(?P<nl2>(?:een |wat )?(?:lekkere? |zelfgebakken |goede )?{_pair('nl', ' en ')})",
        rf"(?P<nl3>{_pair('nl', ' en ')}) (?:inbegrepen|voorzien|(?:is |wordt )?aangeboden|(?:krijg je )?van mij"
        rf"|erbij|achteraf"
        r"|nadien|(?:gratis )?voor (?:iedereen|(?:de |alle )?helpers|wie helpt))",
        r"(?:i'll|i will|we'll|we will|i can|we can|i|we) (?:buy|treat|shout|get)(?: you)?(?: to| all)? "
        rf"(?P<en>(?:a |some )?(?:nice |good |big )?(?:{_ENGLISH}))",
        r"(?:i'll|i will|we'll|we will) (?P<en2>(?:cook|bake|make|bring)(?: you)? (?:a |some )?"
        rf"(?:nice |good |home-?made |big )?(?:{_ENGLISH}))",
        rf"(?P<en3>(?:free )?{_pair('en', ' (?:and|&) ')}) (?:(?:is |are |will be )?(?:provided|included|on me|on us)"
        r"|for (?:everyone|all|(?:all )?(?:the )?(?:helpers|volunteers)|whoever helps)|afterwards)",
        r"(?:ich|wir) (?:koche|kochen|backe|backen) (?:dir|euch)(?: dafur)? "
        rf"(?P<de>(?:ein(?:en|e)? )?(?:leckeres |leckeren )?(?:{_GERMAN}))",
        r"(?:ich|wir) (?:lade|laden|spendiere|spendieren|gebe|geben)(?: dich| euch| dir)?(?: auf| zum| zu)? "
        rf"(?P<de2>(?:ein(?:en|e)? )?(?:leckeres |kuhles )?(?:{_GERMAN}))",
        rf"(?:es gibt|gibt's|gibt) (?:dafur |auch |danach |naturlich )?(?P<de3>(?:einen? "
        rf"|eine )?{_pair('de', ' und ')})",
        rf"(?P<de4>{_pair('de', ' und ')}) (?:inklusive|inbegriffen|geht auf mich|gehen auf mich|wird gestellt"
        rf"|fur alle(?: helfer)?"
        r"|danach|hinterher)",
        rf"(?<!-)(?<!sugar )(?<!gluten )(?:free|gratis|kostenlose[rs]?) (?P<gratis>{_pair('en', ' (?:and|&) ')}"
        rf"|{_pair('nl', ' en ')}|{_pair('de', ' und ')})",
        rf"(?P<gratuit>{_pair('fr', ' (?:et|&) ')}) gratuite?s?",
        rf"krijgt? (?:je |jij |er )?(?P<nl4>(?:een |wat )(?:lekkere? )?{_pair('nl', ' en ')})",
        r"(?:pour|contre|voor|for|fur) (?P<all>(?:un|une|een|a|einen?|eine)? ?(?:(?:casier|caisse|bac|bak|pack"
        r"|bouteille|fles|kasten|kiste|bottle|case|crate)(?: de| of)? (?:bonne )?(?:bieres?|beers?|bier|vin|wijn|wein"
        r"|wine|champagne))|(?:een|einen?|une?|a) (?:pint(?:je)?s?|pinte|bierchen|taartje|chocolaatje))",
    )
    ready = (
        rf"(?P<ready>{foods()}) (?:staa[nt](?: er)?(?: al)? (?:klaar|koud|fris|op je|te wachten)|ligt klaar|(?:vous "
        rf"|t')attend(?:ent)?|au frais|a volonte"
        r"|(?:au|dans le) frigo pour|(?:wacht|wachten) (?:op )?(?:je|jou|jullie|u)|(?:is|are) waiting"
        r"|in the fridge for|on the house"
        r"|(?:ist|sind|steht|stehen) (?:schon )?(?:bereit|kalt(?:gestellt)?|drin)|(?:wartet|warten)(?: auf (?:dich"
        r"|euch|sie))?|gibt'?s (?:auch|dazu|danach|dafur))"
    )
    brought = (
        rf"(?:(?:ik|wij|we) (?:zorg|zorgen|breng|brengen|voorzie|voorzien)(?: dan| ook)?(?: voor)?|(?:je|on"
        rf"|nous) (?:fournis|fournit|fournissons|prevois|prevoit|prevoyons"
        r"|apporte|apportons|ramene|m'occupe(?: de| du)?)|(?:i|we)(?:'ll| will)? (?:provide|supply|bring|sort)|(?:ich"
        r"|wir) (?:sorge|sorgen|besorge|besorgen|stelle|stellen|bringe"
        rf"|bringen)(?: fur)?) (?P<brought>{foods()})|(?P<carriers>{foods()}) (?:voor (?:de|alle) [a-z]+ers|fur alle"
        rf"|pour (?:les|mes|tous les) [a-z]+(?:eurs|rs|ants))"
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join((ready, *patterns, brought))})(?!\w)")


@cache
def _buys() -> re.Pattern[str]:
    """Food for which a thing goes: "a bottle of cider takes the lot", "pour une bouteille, c'est à vous"."""
    return re.compile(
        rf"(?<!\w)(?:pour|voor|for|fur) (?P<vessel>(?:une?|een|an?|eine?[nm]?|twee|deux|two|zwei) {held_food()})(?!\w)"
        rf"|(?<!\w)(?P<food>{foods()}),? (?:takes|buys|gets you|secures|gets) (?:the lot|it|them|everything|all)(?!\w)"
        rf"|(?<!\w)(?P<food2>{foods()}),? (?:et|en|and|und) (?:c'est|il est|elle est|ils sont|elles sont|het is"
        rf"|hij is|ze is|ze zijn|it's|they're"
        r"|it is|they are|es gehort|sie gehort|er gehort|sie gehoren) (?:a (?:vous|toi)|(?:van|voor) (?:jou|u)|yours"
        r"|dir|ihnen|euch)(?!\w)"
    )


@cache
def _may_buy() -> re.Pattern[str]:
    return re.compile(
        r"takes|buys|gets|secures|pour une?|voor een|for a|fur ein|(?:voor|pour|for|fur) (?:twee|deux"
        r"|two|zwei)|a vous|a toi|jou|voor u|van u|yours|gehor"
    )


def find_bought(text: str) -> Swap | None:
    """The food for which the folded `text` gives something away, None if it names none."""
    found = _buys().search(text) if _may_buy().search(text) else None
    if not found or not found.lastgroup:
        return None
    return Swap(*found.span(), found.span(found.lastgroup))


@cache
def _triggers() -> re.Pattern[str]:
    """One of these stands in every treat; most sentences hold none."""
    return re.compile(
        r"free|gratis|kostenlos|gratuit|krijg|offer|offr|invit|pai|pay|prepar|cuisin|fais|fer[ao]|compris|inclus"
        r"|fourni|prevu|assure|sur place|effort|pour (?:tou|les)|traktee|bak|kook|maak|zorg|inbegrepen|voorzien"
        r"|aangeboden|van mij|erbij|achteraf|nadien|voor (?:iedereen|de|alle|wie|help)|buy|treat|shout|get|cook|make"
        r"|bring|provided|included|on (?:me|us)|for (?:every|all|help|the|vol|who)|afterwards|casier|caisse|bac"
        r"|staa|ligt klaar|attend|frigo|frais|volonte|wacht|wait|fridge|house|steh|bereit|drin|wart"
        r"|bouteille|fles|kasten|kiste|bottle|case|crate|pint|bierchen|taartje|chocolaatje|koch|back|lad|spendier|geb"
        r"|gibt|inklusive|inbegriffen|geht|gestellt|fur alle|danach|hinterher"
    )


@cache
def _treat_words() -> re.Pattern[str]:
    """What is eaten or drunk, or a word that says "treat" itself: without one there is no treat."""
    foods_of_all = "|".join([*_EACH.values(), phrases("dishes"), phrases("larder")])
    return re.compile(
        rf"(?<!\w)(?:offerte?s?|invit|traktee|boire|manger|casier|caisse|bak |pack|taartje|bierchen"
        rf"|{foods_of_all})"
    )


def find_treat(text: str) -> Swap | None:
    """The treat that the folded `text` promises to who helps, None if it promises none."""
    may_treat = _triggers().search(text) is not None and _treat_words().search(text) is not None
    found = _treats().search(text) if may_treat else None
    if not found or not found.lastgroup:
        return None
    return Swap(*found.span(), found.span(found.lastgroup), is_treat=True, is_asked=asks(text, found.start()))
