"""As what a person's own sentence counts: somebody who gives, who asks, who wishes or likes.

The reader was made for posts, where most sentences ask. Among the sentences in which people say what they like to do, most
tell what they do: "Je fais des nichoirs". So where nothing in the sentence asks and the person speaks of doing something, it
counts as giving even if the reader took it for a need; where the reader is unsure of an offer and the sentence asks, as
asking. A wish ("j'aimerais pratiquer une langue") may be meant either way.
"""

import re
from functools import lru_cache
from typing import Literal

from entraide.common.text import fold
from entraide.logic.reading.interpretation import Reading

Stance = Literal["gives", "asks", "likes"]

_WISHING = re.compile(
    r"\b(?:aimerai[st]|voudrai[st]|aimerions|voudrions|reve|would (?:like|love)|i'd (?:like|love)|zou(?:den)?|wil(?:len)? graag"
    r"|mocht(?:e|en)|wurde|wurden)\b"
)
_ASKING = re.compile(
    r"\?|\b(?:re|)cherch\w*|\bbesoin\b|\bfaudrait\b|\bfaut\b|\bmanqu\w+|\bquelqu'un\w*|\bqqn\b|\bqui (?:peut|pourrait|veut|saurait|aurait"
    r"|prete|aurai)\b|\baidez\b|\bs'il vous plait\b|\bsvp\b"
    r"|\b(?:zoek\w*|gezocht|nodig|iemand|wie|aub|alstublieft|wanted|need\w*|looking for|anyone|anybody|someone|somebody|who)\b"
    r"|\b(?:such(?:e|t|en)|gesucht|brauch\w*|benotig\w*|jemand\w*|wer|fehl(?:t|en)|bitte|help|hilfe)\b"
)
# Whoever looks for work or for pupils offers.
_SEEKING_TO_GIVE = re.compile(
    r"\b(?:cherche|zoekt?|suche|sucht|looking for)\W+(?:\w+\W+){0,2}(?:travail|emploi|heures|missions?|eleves|clients|occupation"
    r"|bezigheid|werk|klusjes|leerlingen|klanten|arbeit|beschaftigung|schuler\w*|kunden|work|pupils|students|clients|odd jobs)\b"
)
_DOING = re.compile(r"\b(?:j'|je |ik |ich |i |on |nous |we |wir |wij |i'm |i'll )|\b(?:ich|ik)\b")
_NOT_ANY_MORE = re.compile(
    r"\b(?:n'|ne )\w+ (?:plus|pas|rien|jamais)\b|\b(?:niet|niks|niets|geen|nicht|nichts|kein\w*|cannot|can't|don't|no longer)\b"
)
_PARTING = re.compile(
    r"\b(?:donn(?:e|ons|er)|offr(?:e|ons|ir)|cede|vend(?:s|re)?|prete[rs]?|louer?|servez-vous|debarrasse\w*|gratuit\w*)\b"
    r"|\b(?:gee?f\w*|geven|weg te \w+|gratis|te leen|te koop|verkoop|leen \w+ uit"
    r"|giv(?:e|ing) away|for free|to give|sell(?:ing)?|lend(?:ing)?)\b"
    r"|\b(?:verschenk\w*|abzugeben|verleihe?n?|verkaufe?n?|kostenlos|umsonst)\b"
)


def stance(text: str, reading: Reading) -> Stance:
    """As what the sentence `text` of a person, read as `reading`, counts."""
    return _stance(text, reading.kind, "kind" in reading.questions)


@lru_cache(maxsize=16384)
def _stance(text: str, kind: str, is_unsure: bool) -> Stance:
    if kind == "none":
        return "likes"
    folded = fold(text).text
    asks, wishes = bool(_ASKING.search(folded)), bool(_WISHING.search(folded))
    if _SEEKING_TO_GIVE.search(folded):
        return "gives"
    if kind == "need":
        tells = _DOING.search(folded) and not asks and not wishes and not _NOT_ANY_MORE.search(folded)
        return "gives" if tells else "asks"
    if is_unsure and (asks or wishes):
        return "asks"
    return "likes" if wishes and not asks else "gives"


@lru_cache(maxsize=16384)
def parts_with_something(text: str) -> bool:
    """Whether the words of a sentence give, lend or sell something, whatever the reader made of it."""
    return bool(_PARTING.search(fold(text).text))
