"""Two services side by side, one for the other: "je répare ton vélo, tu gardes mes enfants", "teach me and I'll cook"."""

import re
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.terms.found import Swap
from entraide.logic.reading.terms.returned import thing_after, thing_before

_FRENCH_YOU = r"(?<!\w)(?:te |t'|vous |ton |votre |ta |vos |tes )"
_FRENCH_OTHER = (
    r"(?:me |m'|nous |n'|viens |venez |passes? |[a-z]+(?:ez|es|ds|ts) (?:mon|ma|mes|notre|nos|les? (?:notre|nos|mien)"
    r"|la mienne)\b)"
)


@cache
def _other_side() -> re.Pattern[str]:
    """The other's side of the bargain, the thing asked; the writer's own side stands before it."""
    return re.compile(
        # je vous …, vous me … / si tu m'…
        rf"(?<!\w)(?:je |j'|on |nous )[^.;!?]{{0,30}}?{_FRENCH_YOU}[^.;!?]{{2,80}}?(?:,|;|:| et"
        rf"| si) (?:et )?(?:toi )?(?:tu|vous|elle|il) (?={_FRENCH_OTHER})"
        # ik …, jij …
        r"|(?<!\w)ik [^.;!?]{3,80}?(?:,| en| als) (?:jij|u|gij|je) (?=[a-z]+ (?:\w+ )?(?:mij|me|mijn|ons|onze)\b)"
        r"|(?<!\w)ik [^.;!?]{3,80}?, ?(?:leer|help|doe|maak|kook|geef) (?:jij|u|gij) "
        # I'll … if you …
        r"|(?<!\w)(?:i'll|i will|will|we'll|i can) [^.;!?]{3,90}?(?:,| and| if) you(?:'ll| will"
        r"|'d)? (?=[a-z]+ (?:\w+ )?(?:me|my|mine|our|us|collections|the first)\b)"
        # ich …, du …
        r"|(?<!\w)(?:ich|wir|mache|helfe|repariere|bringe|backe)[^.;!?]{3,80}?(?:,| und| wenn)(?: dafur)? (?:du|sie"
        r"|ihr) (?=(?:[a-z]+ )?(?:mir|mich|mein\w*|uns|den rasen)\b|[a-z]+ (?:\w+ )?(?:mein\w*|mir|uns)\b)"
        r"|(?<!\w)wenn du (?=(?:mir|mich|mein\w*|uns) )"
    )


@cache
def _own_side() -> re.Pattern[str]:
    """The writer's side, after something was asked: "… and I'll mow your lawn", "… dan strijk ik uw hemden"."""
    return re.compile(
        r"(?<!\w)(?:and |, |; )(?:i'll|i will|we'll) (?=[^.;!?]{0,40}?\b(?:you|yours?|them back)\b)"
        r"|(?<!\w)[a-z]+-(?:moi|nous)\b[^.;!?]{3,60}?, ?(?:et )?je (?=(?:vous|t'|te) )|(?<!\w)(?:,|et"
        r"|:) ?(?:moi )?je (?:vous |te |t')(?=(?:cuisine|prepare|fais|garde|tonds|taille|repare|apprends|rends|coupe"
        r"|repasse|montre|couds|ramene|traduis|peins) )|(?<!\w)dan (?=(?:strijk|help|kook|bak|maak|leer|breng|doe"
        r"|herstel|zorg|maai|knip|geef|neem) (?:ik|wij|we)\b)|(?<!\w)(?:wij|ik) (?=nemen? dan\b)|(?<!\w)(?:,"
        r"|und) (?:dann )?(?=(?:koche|backe|helfe|repariere|mahe|schneide|bugle) ich (?:dir|euch|ihnen|dein\w*|eur\w*"
        r"|ihr\w*)\b)"
    )


@cache
def _whoever() -> re.Pattern[str]:
    """A reward for whoever helps: "a cake for whoever finds it", "taart voor wie het oplost", "des gaufres à qui …"."""
    return re.compile(
        r"\s(?:offered |as a reward )?(?:to|for) whoever\b(?! wants| needs| is interested| likes)|\s(?:a|pour) (?:qui"
        r"|celui qui|celle qui|la personne qui|quiconque)\b(?! veut| le veut| en veut| voudra| souhaite| le souhaite"
        r"| en a| a besoin| en fait| aime| cherche| n'a| (?:me |m'|s'|se |les? |la |l')?[a-z]+(?:er|ir|re)\b)"
        r"|\svoor wie\b(?! wil| er zin| zin| het wil| interesse| geen| nood| het nodig| graag| nodig| niet| niemand"
        r"| nog)|\sfur (?:den|die|denjenigen|wen),? (?:der|die|wer)\b(?! will| mochte| braucht| interesse| gerne)"
    )


@cache
def _rewarded() -> re.Pattern[str]:
    """What the helper gets: "whoever clears it gets eggs", "je krijgt groenten", "ihr bekommt Saft"."""
    return re.compile(
        r"whoever [^.;!?,]{3,50} (?:gets|earns|wins) |(?:you|helpers)(?:'ll| will| can)? (?:get|go home with"
        r"|take home) |take home |and keep |earns (?=a\b)|(?:je|jij|jullie|u|hij|zij|en) krijg(?:t"
        r"|en)? (?:er )?(?=(?:een|wat|groenten|de|het|eitjes|fruit|mijn|enkele|twee|soep|taart)\b)|krijg je (?=(?:een"
        r"|wat|groenten|de|eitjes|fruit|mijn|enkele|twee|soep|taart)\b)|(?:du|ihr|sie) (?:bekommst|bekommt|bekommen"
        r"|kriegst|kriegt) |(?:bekommst|kriegst) du |(?:vous|tu) (?:recevez|recevrez|repartez avec|repars avec|gardez"
        r"|aurez|auras|recois) |(?:je|on) (?:vous |te )?rends? (?=(?:un|une|des|du)\b(?! service))"
        r"|feed you (?:with )?"
    )


@cache
def _likes() -> re.Pattern[str]:
    """Like for like: "two hours of gardening for two hours of ironing", "one hour for one hour"."""
    return re.compile(
        r"(?<!\w)[a-z-]*?(?P<what>lessons?|classes|conversation|hours?|cours|lecons?|lessen|(?<=se )les|uur"
        r"|unterricht|stunden?)(?: (?:of|d'|de|in) ?[a-z]+| [a-z]+)? (?P<joint>for|voor|pour"
        r"|fur) (?=[^.,;!?]{0,30}?(?<![a-z])[a-z-]*?(?P=what)(?!\w))"
    )


def find_mutual(sentence: Folded, text: str) -> Swap | None:
    """One service for another, said as two clauses, or one kind of thing for the same kind; None if there is none."""
    for sides in (_other_side(), _own_side()):
        found = sides.search(text)
        if found:
            end = found.end()
            start = max(found.start(), text.rfind(" ", 0, end - 1) + 1)
            is_own = sides is _own_side()  # what the writer promises: in an offer it is the offer itself
            return Swap(min(start, end), end, thing_after(sentence, text, end), is_treat=is_own)
    like = _likes().search(text)
    return Swap(*like.span("joint"), thing_after(sentence, text, like.end("joint"))) if like else None


def find_reward(sentence: Folded, text: str) -> Swap | None:
    """What is promised to who helps, whoever it is; a treat, for it means nothing in an offer."""
    found = _rewarded().search(text)
    if found and (thing := thing_after(sentence, text, found.end())):
        return Swap(found.start(), found.end(), thing, is_treat=True)
    whoever = _whoever().search(text)
    if whoever and (thing := thing_before(text, whoever.start())):
        return Swap(whoever.start() + 1, whoever.end(), thing, is_treat=True)
    return None
