"""The subject: the words of the sentence that name what is needed or offered, without place, time and terms."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from entraide.common.text import Folded

_Span = tuple[int, int]


@cache
def _openings() -> re.Pattern[str]:
    """How sentences begin before they come to the matter, folded, in four languages; taken off as often as they match."""
    return re.compile(
        r"^[\s,;:.!?()\-–\"'•*]*(?:(?:"
        # French
        r"bonjour(?: a tous| les voisins)?|bonsoir|salut|slt|coucou|hello|hallo|hi|hey|goeiedag|"
        r"goedendag|dag|guten tag|moin|have|has|had|"
        r"urgent|gezocht|gesucht|wanted|dringend|avis aux amateurs|"
        r"(?:je|j'|on|nous|ik|wij|we|i|ich|wir)|(?:re)?cherch(?:e|ons|ent)(?: a| desesperement)?|"
        r"recherch(?:e|ons)|"
        r"ai|avons|aurais|aurions|besoin (?:d'|de |du |des )?(?:un coup de main pour|aide pour|"
        r"quelqu'un pour)?|besoin (?:d'|de )?|il (?:me|nous) (?:faut|faudrait|manque)|"
        r"qui (?:peut|pourrait|voudrait|veut|aurait|a|saurait|sait|serait|viendrait|aide|aiderait|m'aide|m'aiderait|"
        r"me prete|me preterait|nous aide)(?: m'| nous| me)?|vais|va|"
        r"quelqu'?un(?:e)?(?: pour| qui| de)?|qqn(?: pour| pr)?|une? (?:personne|ame)(?: \w+)? (?:pour|"
        r"qui)|"
        r"(?:pourrait|aurait|saurait|sait|peut|connait)(?:-il|-elle)?|"
        r"propos(?:e|ons)|donn(?:e|ons)|pret(?:e|ons)|vend(?:s|ons)?|echang(?:e|ons)|offr(?:e|ons)|"
        r"aide(?:r)?(?: pour| a)?|peux|pouvons|voudrais|aimerais|souhait(?:e|erais)|veux|"
        # Dutch
        r"zoek(?:en)?(?: naar)?|wie (?:kan|wil|heeft|zou|weet)(?: er)?(?: mij| ons)?|iemand(?: om| die|"
        r" voor)?|op zoek naar|nodig|hulp(?: bij| nodig bij)?|"
        r"geef(?: graag)?|bied(?:en)?(?: aan)?|leen|verkoop|te (?:koop|leen|huur)|gratis|aangeboden|"
        r"help(?: graag)?(?: met| bij)?|graag|"
        # English
        r"(?:am |are |'m |'re )?looking for(?: someone to| somebody to| a person to)?|"
        r"need(?:ed)?(?: someone to| somebody to| help with| a hand with| to)?|(?:can|could|would|does|"
        r"do|is there) (?:any(?:one|body)|some(?:one|body))|any(?:one|body)(?: able to| who can)?|"
        r"some(?:one|body)(?: to| who can)?|"
        r"offer(?:ing)?|giving away|give(?: away)?|sell(?:ing)?|lend(?:ing)?|can|will|would (?:love|"
        r"like)(?: to)?|happy to|want(?: to)?|"
        # German
        r"such(?:e|en)(?: jemanden)?(?:, der| der| die)?|wer (?:kann|hat|hatte|konnte|will|"
        r"mochte)(?: mir| uns)?|jemand(?:en)?(?: fur| der| die| zum)?|biet(?:e|en)(?: an)?|verschenk(?:e|"
        r"en)|verkauf(?:e|en)|verleih(?:e|en)|"
        r"zu (?:verschenken|verkaufen|verleihen)|brauch(?:e|en)(?: hilfe (?:bei|beim|mit))?|hilfe (?:bei|"
        r"beim)|gebe|tausche|"
        # little words before the matter
        r"pour|a|d'|de|du|des|un|une|le|la|les|l'|mon|ma|mes|nos|notre|pr|om|voor|een|de|het|te|to|for|a|"
        r"an|the|my|our|some|ein(?:e[nmrs]?)?|der|die|das|den|zum|zur|fur|mein(?:e[nmrs]?)?|"
        r"unser(?:e[nmrs]?)?"
        r")(?=[\s,;:.!?'\-]|$)(?:(?<=')|[\s,;:.!?'\-]*))+"
    )


_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(r"\w+")
_CLAUSE = re.compile(r"[.!?;:()\n…]+|,\s|\s-\s|\s–\s|->|→")
# Little words that hang on behind the matter when place and time have been taken away.
_HANGING = frozenset(
    """
    a à au aux en de du des d dans sur pres autour vers pour le la les chez et ou contre avant jusqu
    chaque tous toutes ce cet cette in op te om van voor bij rond naar of elke tegen tot vanaf at on
    from to near for by and or the every until am im um bis vom von nach bei und oder jeden gegen ab svp
    aub please bitte merci
""".split()
)
_MARKS = " \n,;:.!?()-–>\"'"


def read_subject(
    sentence: Folded, *, taken: Sequence[_Span], weigh: Callable[[str], Mapping[str, float]]
) -> tuple[str | None, _Span | None]:
    """The subject's words and their span in the original (code points), or (None, None).

    `taken` are the spans of place, time, terms and the like. `weigh` says of each word of a folded text how much it speaks for
    the topic that was read: of the clauses left, the one that speaks most is the subject.
    """
    text = sentence.text
    size = len(sentence.original)
    hidden = list(text)
    for start, end in taken:
        low, high = sentence.folded_at[min(start, size)], sentence.folded_at[min(end, size)]
        hidden[low:high] = "\n" * (high - low)
    left = "".join(hidden)
    clauses: list[_Span] = []
    at = 0
    for gap in [*_CLAUSE.finditer(left), None]:
        start, end = at, gap.start() if gap else len(left)
        at = gap.end() if gap else len(left)
        low, high = _trimmed(left, start, end)
        if high - low >= 2:
            clauses.append((low, high))
    if not clauses:
        return None, None
    # The only clause is the subject, whatever it says.
    low, high = clauses[0] if len(clauses) == 1 else _most_telling(left, clauses, weigh(text))
    start, end = sentence.span(low, high)
    original = sentence.original
    while 0 < start < size and original[start].isalnum() and original[start - 1].isalnum():
        start -= 1
    while 0 < end < size and original[end - 1].isalnum() and original[end].isalnum():
        end += 1
    return original[start:end], (start, end)


def _most_telling(text: str, clauses: Sequence[_Span], weights: Mapping[str, float]) -> _Span:
    """The clause that speaks most for the topic; of two that speak nearly alike the first."""
    best: tuple[float, _Span] | None = None
    for low, high in clauses:
        words = _WORD.findall(text, low, high)
        score = sum(max(0.0, weights.get(word, 0.0)) for word in words) + 0.01 * min(len(words), 6)
        if best is None or score > best[0] * 1.15 + 0.02:
            best = (score, (low, high))
    return best[1] if best else clauses[0]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause without what leads up to the matter and what hangs on behind it."""
    clause = text[start:end]
    opening = _openings().match(clause)
    low = opening.end() if opening else len(clause) - len(clause.lstrip(" \n,;:'-"))
    if not clause[low:].strip(" \n,;:'-"):
        return start, start
    return start + low, start + max(low, _end_of_matter(clause, low))


def _end_of_matter(clause: str, low: int) -> int:
    """Where the little words and marks begin that hang on behind the matter."""
    high = len(clause)
    for word in reversed(list(_RUN.finditer(clause, low))):
        if clause[word.end() : high].strip(_MARKS):
            break
        if word[0] not in _HANGING:
            return word.end()
        high = word.start()
    return low + len(clause[low:high].rstrip(_MARKS))
