"""Two services side by side, one for the other: "je répare ton vélo, tu gardes mes enfants", "teach me and I'll cook".

Each side is looked for at the joint of two clauses, then what must stand before it; so a long sentence costs no more than
its joints.
"""

import re
from functools import cache
from typing import NamedTuple

from entraide.common.text import Folded
from entraide.logic.reading.terms.asked import asks
from entraide.logic.reading.terms.found import Swap
from entraide.logic.reading.terms.returned import thing_after


class _Side(NamedTuple):
    """`joint` ends where the side given in return begins; `before` must be found in the clause up to there."""

    joint: re.Pattern[str]
    before: re.Pattern[str]


_FRENCH_YOU = r"(?<!\w)(?:te |t'|vous |ton |votre |ta |vos |tes )"
_FRENCH_ME = (
    r"(?:me (?!reste|faut|manque|semble|vient|di[st]|contact|appel|rappel|envo|tien|prev|fai(?:s|tes) signe)|m'(?!en"
    r"|y|a )|nous (?!reste|faut|manque)|n'|viens |venez |passes? "
    r"|[a-z]+(?:ez|es|ds|ts) (?:mon|ma|mes|notre|nos|les? (?:notre|nos|mien)"
    r"|la mienne)\b)"
)
_NO_GIFT = (
    r"contact|appel|rappel|expliq|atten|ecri|envoi|envoy|remerci|pai|pay|rembours|fourni|dis\b|dirai|laiss"
    r"|montre(?:rai)? (?:tout"
    r"|comment)|indique|ai\b|en\b|le\b|la\b|les\b|souhait|prie|fais signe|tiens|confirm|propos|recontact|repon"
    r"|donne(?:rai)? (?:les|tous"
    r"|plus|toutes|mon|une? reponse)|prete(?:rai)? (?:le materiel|les outils|le)|amene|accueill|y\b|demand"
    r"|conseill|assure|invite a"
    r" (?:me|nous|prendre|passer|venir)|cherche|depose|vends?\b|loue\b"
)
"""After "je vous": what the writer does about the matter itself, and not in return."""


@cache
def _others() -> tuple[_Side, ...]:
    """The other's side, after the writer's own: "je …, vous me …"; it is what is wanted in return."""
    return (
        _Side(
            re.compile(
                r"[,;:] (?:et )?(?:toi )?(?P<side>(?:tu|vous) (?=(?:me |m'|nous )"
                r"(?!di[st]|contact|appel|rappel|envo|ecri|tien|expli|prev|fai(?:s|tes) signe|repond|montre|suive"
                r"|retrouv)[a-z]{3,}))"
            ),
            re.compile(
                r"(?<!\w)(?:je |j')(?!(?:re)?cherch|veux|voudrais|ai besoin|aimerais|souhait|suis|habite|vis"
                r"|peine|galere)[a-z']{3,} "
            ),
        ),
        _Side(
            re.compile(
                r"(?:[,;:]|(?<!\w)(?:et|si)) (?:et )?(?:toi )?(?P<side>(?:tu|vous|elle|il) (?=" + _FRENCH_ME + r"))"
            ),
            re.compile(rf"(?:(?<!\w)(?:je |j'|on |nous )|^)[^.;!?]*?{_FRENCH_YOU}"),
        ),
        _Side(
            re.compile(
                r"(?:[,:]|(?<!\w)(?:en|als)) (?P<side>(?:jij|u|gij|je) (?=[a-z]+ (?:\w+ ){0,2}?(?:mij|me|mijn|ons"
                r"|onze)\b"
                r"|(?:leer|help|doe|maak|kook|geef)(?:t)?\b))"
            ),
            re.compile(r"(?<!\w)ik "),
        ),
        _Side(
            re.compile(
                r"(?:,|(?<!\w)(?:and|if)) (?P<side>you(?:'ll| will|'d)? "
                r"(?=[a-z]+ (?:\w+ ){0,2}?(?:me|my|mine|our|us|collections|the first)\b))"
            ),
            re.compile(
                r"(?<!\w)(?:i'll|i will|will|we'll|i can|we can|happy to) |(?<!\w)i (?!need|want|look|am|have"
                r"|would|live|can't|cannot|don't|had|was|got|just)[a-z]{3,} "
            ),
        ),
        _Side(
            re.compile(
                r"(?:(?:,|(?<!\w)(?:und|wenn))(?: dafur)? )(?<!\w)(?P<side>(?:du|sie|ihr) "
                r"(?=(?:[a-z]+ )?(?:\w+ )?(?:mir|mich|mein\w*|uns|den rasen)\b))"
            ),
            re.compile(
                r"(?<!\w)(?:ich|wir|mache|helfe|repariere|bringe|backe|[a-z]{3,}e (?:dir|dein\w*|euch"
                r"|ihnen))(?!\w)|(?<!, )(?<!\w)wenn $"
            ),
        ),
    )


@cache
def _owns() -> tuple[_Side, ...]:
    """The writer's own side, after the other's: "tu me …, je te …"; both are said, so it is surely in return."""
    return (
        _Side(
            re.compile(
                r"(?:[,;:]|(?<!\w)et) (?P<side>(?:moi )?je (?=(?:te|t'|vous|[a-z]+ (?:ton|ta|tes|votre"
                r"|vos)\b)))"
            ),
            re.compile(rf"(?<!\w)(?:tu|vous) (?={_FRENCH_ME})"),
        ),
        _Side(
            re.compile(
                r"(?:[,;:]|(?<!\w)en)(?: dan)? (?P<side>(?:ik|wij|we) (?=[a-z]+ (?:[\w-]+ ){0,6}?(?:jou|jouw|je|u|uw"
                r"|jullie)\b))"
            ),
            re.compile(r"(?<!\w)(?:jij|u|gij|je|jullie) [^.;!?]*?(?<!\w)(?:mij|me|mijn|ons|onze)(?!\w)"),
        ),
        _Side(
            re.compile(
                r"(?:[,;:]|(?<!\w)and) (?P<side>(?:i|we)(?:'ll| will| can)? (?=[a-z]+ (?:\w+ ){0,5}?(?:you"
                r"|your|yours)\b))"
            ),
            re.compile(r"(?<!\w)you(?:'ll| will| can)? [^.;!?]*?(?<!\w)(?:me|my|us|our)(?!\w)"),
        ),
        _Side(
            re.compile(
                r"(?:[,;:]|(?<!\w)und)(?: dann)? (?P<side>(?:ich|wir) (?=[a-z]+ (?:\w+ ){0,5}?(?:dir|dich|dein\w*"
                r"|euch|eur\w*|ihnen)\b))"
            ),
            re.compile(r"(?<!\w)(?:du|ihr|sie) [^.;!?]*?(?<!\w)(?:mir|mich|mein\w*|uns\w*)(?!\w)"),
        ),
    )


@cache
def _promised() -> re.Pattern[str]:
    """What the writer promises to whoever helps: "… and I'll mow your lawn", "… dan strijk ik uw hemden"."""
    return re.compile(
        # "I'll cook you dinner", "we'll lend you our tub", "can build you a page"
        r"(?:(?<!\w)and|[,;.!?-]) (?P<en>(?:i'll|i will|we'll|we will|i can|we can) (?!(?:call|text|message|send|show"
        r"|tell|pay|let|"
        r"pick|meet|explain|thank|give you (?:the (?:key|rest|address)|more|all|details|my)|provide|help|collect"
        r"|drive|wait|refund"
        r"|reimburse)\b)(?=[^.;!?]{0,40}?\b(?:you|yours?|them back)\b))"
        # "aidez-moi, je vous …"
        r"|[,;.!?-] (?P<en2>(?:i'll|i will|we'll|we will|i can|we can|i) (?=(?:can )?offer (?:an?|some|my)\b))"
        r"|[,;.!?-] (?P<de3>(?:ich|wir) (?=bieten? [^.;!?,]{3,40} dafur\b))"
        r"|(?:[,;:.!?]|(?<!\w)et) (?P<fr>(?:moi |et )?je (?:vous |te |t')(?!" + _NO_GIFT + r")(?=[a-z]{3,}))"
        # "dan strijk ik …", "ik bak je een taart"
        r"|(?<!\w)dan (?P<nl>(?=(?:strijk|help|kook|bak|maak|leer|breng|doe|herstel|zorg|maai|knip|geef|neem|leen"
        r"|poets|was)"
        r" (?:ik|wij|we)\b))|(?<!\w)(?P<nl2>(?:wij|ik) (?=nemen? dan\b))"
        r"|[,;.!?] (?P<nl3>(?:ik|wij|we) (?=(?:kook|bak|strijk|maai|leen|herstel|knip|naai|brei|was|schilder|maak"
        r"|geef)(?:en)? "
        r"(?:dan |graag )*(?:(?:\w+ ){0,4}?voor (?:jou|je|u|jullie)\b|(?:je|jou|jullie|u)\b)))"
        # "dann koche ich dir …", "ich backe dir …"
        r"|(?:,|(?<!\w)und|(?<=[.!?])) ?(?:dann )?(?P<de>(?<!\w)(?=(?:koche|backe|helfe|repariere|mahe|schneide|bugle"
        r"|leihe|nahe|putze) ich "
        r"(?:dir|euch|ihnen|dein\w*|eur\w*|ihr\w*)\b))"
        r"|[,;.!?] (?P<de2>(?:ich|wir) (?=(?:koch|back|helf|reparier|mah|schneid|bugel?|leih|nah|putz|schenk)\w* "
        r"(?:dir|euch|ihnen|dein\w*|eur\w*)\b))"
    )


@cache
def _likes() -> re.Pattern[str]:
    """Like for like: "two hours of gardening for two hours of ironing"; and "my drill for your saw"."""
    return re.compile(
        r"(?<!\w)[a-z-]*?(?P<what>lessons?|classes|conversation|hours?|cours|lecons?|lessen|(?<=se )les|uur"
        r"|unterricht|stunden?)(?: (?:of|d'|de|in) ?[a-z]+| [a-z]+)? (?P<joint>for|voor|pour"
        r"|fur) (?=[^.,;!?]{0,30}?(?<![a-z])[a-z-]*?(?P=what)(?!\w))"
        r"|(?:^|[?!.:,] )(?:my|mijn|onze|our|mon|ma|mes|mein\w{0,2}|unser\w{0,2}) [a-z' -]{2,40}? (?P<joint2>for|voor"
        r"|pour|fur|tegen|gegen) "
        r"(?=(?:your|jouw|uw|jullie|ton|ta|tes|votre|vos|dein\w{0,2}|eur\w{0,2})\b)"
    )


@cache
def _two_may_speak() -> re.Pattern[str]:
    """Most sentences speak to nobody: without a word for "you" there are no two sides."""
    return re.compile(
        r"(?<!\w)(?:tu|te|t'|vous|ton|ta|tes|votre|vos|jij|je|jou\w*|u|uw|gij|jullie|you\w*|them|dan|du"
        r"|di[cr]h?|dein\w*|euch|eur\w*|ihnen|ihr\w*|sie)(?!\w)|(?<!\w)t'"
    )


def _clause_start(text: str, at: int) -> int:
    return max(text.rfind(stop, 0, at) for stop in ".;!?") + 1


def _sided(sentence: Folded, text: str, sides: tuple[_Side, ...]) -> Swap | None:
    for side in sides:
        for found in side.joint.finditer(text):
            start = found.start("side")
            if side.before.search(
                text, _clause_start(text, found.start()), found.start() + len(found.group()) - len(found["side"])
            ):
                thing = thing_after(sentence, text, start)
                if thing and thing[1] > found.end("side"):
                    return Swap(start, found.end("side"), thing)
    return None


def find_mutual(sentence: Folded, text: str) -> Swap | None:
    """One service for another, said as two clauses, or one kind of thing for the same kind; None if there is none."""
    if _two_may_speak().search(text):
        sided = _sided(sentence, text, _others()) or _sided(sentence, text, _owns())
        if sided:
            return sided
        found = _promised().search(text)
        if found and found.lastgroup:
            start, end = found.start(found.lastgroup), max(found.end(found.lastgroup), found.start(found.lastgroup) + 1)
            # What the writer promises is in return only if something is asked; in an offer it is the offer itself.
            return Swap(start, end, thing_after(sentence, text, start), is_treat=True, is_asked=asks(text, start))
    like = _likes().search(text)
    if not like:
        return None
    joint = "joint" if like["joint"] else "joint2"
    return Swap(*like.span(joint), thing_after(sentence, text, like.end(joint)))
