"""Something in return: "contre un gâteau", "in ruil voor hulp", "swap X for Y", "Kuchen als Dank", "pizza offerte"."""

import re
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.terms.bargains import find_bargain, find_condition, find_promise
from entraide.logic.reading.terms.found import Swap
from entraide.logic.reading.terms.mutual import find_mutual
from entraide.logic.reading.terms.returned import thing_after, thing_before
from entraide.logic.reading.terms.rewards import find_reward
from entraide.logic.reading.terms.treats import find_bought, find_treat
from entraide.logic.reading.terms.wording import find, phrases, search, starts_with


@cache
def _swap_joints() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:contre|tegen|voor|for|against|gegen)(?!\w)")


_KEEP = (
    r"gite|couvert|logement|repas|entretien|garde|aide|hebergement|pret|meme|usage|utilisation|jardinage|menage"
    r"|travail|tonte|logis|transport|nourriture|sejour|vivre"
)
"""What is given in return with a definite article in French: "contre le gîte et le couvert"."""


@cache
def _against_words() -> re.Pattern[str]:
    """ "contre", "tegen", "gegen" where they mean "in return for", and neither "against" nor "towards"."""
    definite = rf"(?:(?:la|le|les)\s+|l')(?!{_KEEP})"
    no = rf"(?:{phrases('not_swapped')})(?!\w)"
    when = rf"(?:{phrases('times')})(?!\w)"
    return re.compile(
        rf"(?<!\w)(?:contre(?= (?!{no}|{definite})[a-z0-9'])|contre(?= (?:la|le|les|l')\s*(?:{_KEEP}))"
        rf"|tegen(?= (?!{no}|{when})[a-z0-9'])|gegen(?= (?!{no}|{when})[a-z0-9']))(?!\w)"
    )


@cache
def _fights() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{phrases('fights')})(?:[ '-](?:le|la|les|een|de|se|me|ons|uns|sich|peut|geld|geven|en))?\s+$"
    )


@cache
def _reward_follows() -> re.Pattern[str]:
    return re.compile(
        r"\s*[,:]?\s*(?:je |j'|on |nous |krijg|een |ik |we |un |une |des |du |i |i'll |we'll |a |some |gibt|ein"
        r"|bekommst|ich )"
    )


@cache
def _ends_a_clause() -> re.Pattern[str]:
    return re.compile(r"\s*(?:$|[.,;!?)\x00]|\s-)")


@cache
def _takes_its_thing() -> re.Pattern[str]:
    """An announcement that ends like this is followed by its thing whatever stands before: "en échange de", "in ruil voor"."""
    return re.compile(r"(?:\b(?:de|des|du|voor|for|gegen|fur|tegen|contre|met|mit|with|in|en|avec|er)|d'|:)\s*$")


def _announced(sentence: Folded, text: str) -> Swap | None:
    found = search("in_return", text)
    if not found:
        return None
    said_to = found.end() - 1 if found.group().endswith(",") else found.end()
    after_all = _takes_its_thing().search(text, found.start(), said_to) or not _ends_a_clause().match(text, said_to)
    begins_a_clause = not text[: found.start()].strip(" ") or text[: found.start()].rstrip(" ")[-1:] in ".,;:!?(-"
    before = thing_before(text, found.start())
    if not after_all and not begins_a_clause and before:
        return Swap(*found.span(), before)  # "… vous m'apprenez Excel en retour, région de Grenoble"
    return Swap(*found.span(), thing_after(sentence, text, found.end()) or before)


@cache
def _names_it() -> re.Pattern[str]:
    """After a swap said as such: a colon, and the thing follows, unless the whole sentence does."""
    return re.compile(r"\s*(?::|=)\s*")


def _as_such(sentence: Folded, text: str) -> Swap | None:
    found = search("as_such", text)
    if not found:
        return None
    named = _names_it().match(text, found.end())
    if named and text[: found.start()].strip(" .,;:!?-"):
        return Swap(*found.span(), thing_after(sentence, text, named.end()))
    told = find_mutual(sentence, text) or find_reward(sentence, text)
    if told:
        return Swap(told.start, told.end, told.thing)
    return Swap(*found.span(), found.span())


def _thanked(sentence: Folded, text: str) -> Swap | None:
    found = search("thanks", text)
    if not found:
        return None
    before, after = thing_before(text, found.start()), thing_after(sentence, text, found.end())
    thing = (after or before) if _reward_follows().match(text, found.end()) else (before or after)
    return Swap(*found.span(), thing) if thing else None


def _swapped(sentence: Folded, text: str) -> Swap | None:
    """A verb of swapping with what it is swapped for: "j'échange X contre Y"."""
    verb = search("swap_verbs", text)
    if not verb:
        return None
    # "Ruilen? Mijn naaimachine voor jouw robot": the question is only whether.
    clause = re.compile(r"[.;!?]").search(text, min(len(text), verb.end() + 2))
    joint = _swap_joints().search(text, verb.end(), clause.start() if clause else len(text))
    return Swap(*joint.span(), thing_after(sentence, text, joint.end())) if joint else None


def _against(sentence: Folded, text: str) -> Swap | None:
    for found in _against_words().finditer(text):
        if not _fights().search(text, max(0, found.start() - 24), found.start()):
            return Swap(*found.span(), thing_after(sentence, text, found.end()))
    return None


def _swapped_for_anything(text: str) -> Swap | None:
    verb = search("swap_verbs", text)
    return Swap(*verb.span(), None) if verb else None


def find_swap(sentence: Folded, text: str) -> Swap | None:
    """What the folded `text` of `sentence` says is given in return, the surest sign first; None if nothing is.

    A verb of swapping alone gives a swap for nothing named (`thing` None): a weak sign, for "swap" also means replace.
    """
    swap = (
        _swapped(sentence, text)
        or _announced(sentence, text)
        or find_bargain(sentence, text)
        or _as_such(sentence, text)
        or _against(sentence, text)
        or _thanked(sentence, text)
        or find_mutual(sentence, text)
        or find_condition(sentence, text)
        or find_bought(text)
        or find_treat(text)
        or find_reward(sentence, text)
        or find_promise(sentence, text)
        or _swapped_for_anything(text)
    )
    if swap and any(start <= swap.start < end for start, end in find("swap_meets", text)):
        return None
    # "in ruil krijg je een glimlach", "in exchange for nothing"
    return None if swap and swap.thing and starts_with("nothings", text, swap.thing[0]) else swap
