"""As what a person's own sentence counts: somebody who gives, who asks, both at once, or who wishes or likes.

The reader was made for posts, where most sentences ask. Among the sentences in which people say what they like to do, most
tell what they do: "Je fais des nichoirs". So where nothing in the sentence asks and the person speaks of doing something, or
names it and the reader is unsure ("Gartenarbeit aller Art"), it counts as giving even if the reader took it for a need; where
the reader is unsure of an offer and the sentence asks, as asking. A wish ("j'aimerais pratiquer une langue") may be meant
either way. Whoever gives may take as well: "Ik maak confituur en zoek altijd fruit".
"""

import re
from functools import lru_cache
from typing import Literal

from entraide.common.text import fold
from entraide.logic.reading.interpretation import Reading

Stance = Literal["gives", "asks", "both", "likes"]

_WISHING = re.compile(
    r"\b(?:aimerai[st]|voudrai[st]|aimerions|voudrions|rev(?:e|ons|ent)|would (?:like|love)|i'd (?:like|love)|dream\w*|zou(?:den)?"
    r"|wil(?:len)? graag|dro(?:om|men)|mocht(?:e|en)|wurde|wurden|wunsche[nt]?|traume[nt]?)\b"
)
_ASKING = re.compile(
    r"\?|\b(?:re|)cherch\w*|\bbesoin\b|\bfaudrait\b|\bfaut\b|\bmanqu\w+|\bquelqu'un\w*|\bqqn\b|\bqui (?:peut|pourrait|veut|saurait|aurait"
    r"|prete|aurai)\b|\baidez\b|\bs'il vous plait\b|\bsvp\b"
    r"|\b(?:zoek\w*|gezocht|nodig|iemand|wie|aub|alstublieft|wanted|need\w*|looking for|anyone|anybody|someone|somebody|who)\b"
    r"|\b(?:such(?:e|t|en)|gesucht|brauch\w*|benotig\w*|jemand\w*|wer|fehl(?:t|en)|bitte|help (?:me|us|please|wanted)|hilfe fur mich)\b"
    r"|\b(?:help|hilfe)\W*(?:!|$)"
)
# Whom they do it for: nobody is asked there ("een bed voor wie het nodig heeft").
_FOR_WHOM = re.compile(
    r"\b(?:pour|a|chez|avec|for|to|with|voor|aan|met|bij|fur|an|mit|bei) (?:quelqu'un|qui|ceux|anyone|anybody|someone|somebody|who\w*"
    r"|those|people|wie|iemand|mensen|wer|wen|jemand\w*|menschen|alle)\b[^.,;:!?]*|\bsi quelqu'un\b"
)
_LEARNING = re.compile(r"\b(?:apprendre|apprenne|leren|learn\w*|lernen)\b")
# Whoever looks for work or for pupils offers.
_SEEKING_TO_GIVE = re.compile(
    r"\b(?:cherche|zoekt?|suche|sucht|looking for)\W+(?:\w+\W+){0,2}(?:travail|emploi|heures|missions?|eleves|clients|occupation"
    r"|bezigheid|werk|klusjes|leerlingen|klanten|arbeit|beschaftigung|schuler\w*|kunden|work|pupils|students|clients|odd jobs)\b"
)
_DOING = re.compile(r"\b(?:j'|je |ik |ich |i |on |nous |we |wir |wij |i'm |i'll )|\b(?:ich|ik)\b")
_NOT_ANY_MORE = re.compile(
    r"\b(?:n'|ne )\w+ (?:plus|pas|rien|jamais)\b|\b(?:niet|niks|niets|geen|nicht|nichts|kein\w*|cannot|can't|don't|no longer)\b"
)
# Whoever takes, collects or lacks a thing is glad of one that is given, whatever else they do.
_TAKING = re.compile(
    r"\b(?:re|)cherch\w*|\bbesoin\b|\bmanqu\w+|\bil (?:me|nous) faut\b|\b(?:je|on|nous) (?:prend\w*|pren\w+|recuper\w*|collect\w*)\b"
    r"|\bpreneu(?:r|se)\w*|\bcollectionn\w*|\badopt\w+|\bbienvenu\w*|\b(?:pas|plus) assez\b|\bn'(?:ai|avons) aucun\w*|\bne \w+ plus\b"
    r"|\bzoek\w*|\bgezocht\b|\bnodig\b|\b(?:ver|in)?zamel\w*|\bne(?:em|emt|men)\b|\bte ?kort\b|\bwelkom\b|\bblij met\b"
    r"|\bkan\b.*\bgebruiken\b|\bniks\b"
    r"|\blooking for\b|\bneed\w*\b|\bwanted\b|\btakes? (?:any|your|all|in)\b|\bcollect\w*\b|\bglad of\b|\bnever (?:have )?enough\b"
    r"|\bno longer\b|\bshort of\b"
    r"|\bsuch(?:e|t|en)\b|\bgesucht\b|\bbrauch\w*|\bfehl(?:t|en)\b|\bsamm(?:le|eln|elt)\b|\b(?:ab)?neh?men?\b|\bnehme\b|\brette[nt]?\b"
    r"|\bfreu\w+ (?:sich|mich|uns)\b|\bgebrauchen\b|\bnie genug\b|\bwillkommen\b"
)
_PARTING = re.compile(
    r"\b(?:donn(?:e|ons|er)|offr(?:e|ons|ir)|cede|vend(?:s|re)?|prete[rs]?|louer?|servez-vous|debarrasse\w*|gratuit\w*|a emprunter)\b"
    r"|\b(?:gee?f\w*|geven|weg te \w+|gratis|te leen|te koop|verkoop|leen \w+ uit|mag je|af te halen"
    r"|giv(?:e|ing) away|for free|to (?:give|lend|borrow)|be borrowed|sell(?:ing)?|lend(?:ing)?)\b"
    r"|\b(?:verschenk\w*|abzugeben|verleihe?n?|verkaufe?n?|kostenlos|umsonst|zum (?:aus)?leihen|ausleihen)\b"
)


def stance(text: str, reading: Reading) -> Stance:
    """As what the sentence `text` of a person, read as `reading`, counts."""
    stands = _stance(text, reading.kind, "kind" in reading.questions)
    return "both" if stands == "gives" and _takes_as_well(text) else stands


@lru_cache(maxsize=16384)
def _stance(text: str, kind: str, is_unsure: bool) -> Stance:
    if kind == "none":
        return "likes"
    folded = _FOR_WHOM.sub(" ", fold(text).text)
    asks, wishes = bool(_ASKING.search(folded)), bool(_WISHING.search(folded))
    if _SEEKING_TO_GIVE.search(folded):
        return "gives"
    if kind == "need":
        says = is_unsure or _DOING.search(folded) or _PARTING.search(folded)
        tells = says and not asks and not wishes and not _NOT_ANY_MORE.search(folded)
        return "gives" if tells else "asks"
    if is_unsure and (asks or wishes):
        return "asks"
    if wishes and _LEARNING.search(folded):
        return "asks"
    return "likes" if wishes and not asks else "gives"


@lru_cache(maxsize=16384)
def parts_with_something(text: str) -> bool:
    """Whether the words of a sentence give, lend or sell something, whatever the reader made of it."""
    return bool(_PARTING.search(fold(text).text))


def _takes_as_well(text: str) -> bool:
    """Whether the words seek, take, collect or lack something and part with nothing: `Je cuisine et je prends vos surplus`."""
    folded = _FOR_WHOM.sub(" ", fold(text).text)
    if _SEEKING_TO_GIVE.search(folded) or _PARTING.search(folded):
        return False
    return bool(_TAKING.search(folded) or _WISHING.search(folded))
