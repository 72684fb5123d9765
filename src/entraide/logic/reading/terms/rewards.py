"""What is promised to whoever helps: "whoever clears it gets eggs", "je krijgt groenten", "a cake for whoever finds it"."""

import re
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.terms.asked import asks
from entraide.logic.reading.terms.found import Swap
from entraide.logic.reading.terms.returned import thing_after, thing_before

_DUTCH_SOMETHING = (
    r"(?=(?:een|wat|groenten|de|het|eitjes|fruit|mijn|onze|enkele|twee|drie|zes|tien|\d+|soep|taart|zelfgemaakte?"
    r"|verse"
    r"|lekkere?|huisgemaakte?|als|van)\b)"
)


@cache
def _whoever() -> re.Pattern[str]:
    """After a reward: for whom it is."""
    return re.compile(
        r"\s(?:offered |as a reward )?(?:to|for) (?:whoever|anyone who|anybody who|the one who)\b(?! wants| needs"
        r"| is interested| likes)"
        r"|\s(?:a|pour) (?:qui"
        r"|celui qui|celle qui|la personne qui|quiconque)\b(?! veut| le veut| en veut| voudra| souhaite| le souhaite"
        r"| en a| a besoin| en fait| aime| cherche| n'a| (?:me |m'|s'|se |les? |la |l')?[a-z]+(?:er|ir|re)\b)"
        r"|\svoor (?:wie|degene die)\b(?! wil| er zin| zin| het wil| interesse| geen| nood| het nodig| graag| nodig"
        r"| niet| niemand"
        r"| nog)|\sfur (?:den|die|denjenigen|wen),? (?:der|die|wer)\b(?! will| mochte| braucht| interesse| gerne)"
    )


@cache
def _rewarded() -> re.Pattern[str]:
    """What the helper gets; the thing follows."""
    return re.compile(
        r"whoever [^.;!?,]{3,50} (?:gets|earns|wins)(?= )|(?<!\w)(?:you|helpers)(?:'ll| will| can)? (?:get|go home with"
        r"|take home|earn) |take home |(?:and|,) keep (?!in |your |it |me |us )|earns (?=a\b)|(?<!\w)(?:je|jij|jullie"
        r"|u|hij|zij|en|helper|helpt"
        r"|ze) krijg(?:t"
        rf"|en)? (?:er |dan |van (?:mij|ons) |daarvoor |achteraf )*{_DUTCH_SOMETHING}|krijg (?:je|jij|jullie"
        rf"|u) (?:er |dan |van (?:mij|ons) )*"
        rf"{_DUTCH_SOMETHING}|(?<!\w)(?:du|ihr|sie) (?:bekommst|bekommt|bekommen"
        r"|kriegst|kriegt) |(?:^|[.,;!?] )(?:bekommst|kriegst) (?:du |ihr )?|(?:vous|tu) (?:recevez|recevrez"
        r"|repartez avec|repars avec|repartirez avec|gardez"
        r"|aurez|auras|recois|recevras) (?!(?:l'adresse|toutes?|tous|les|le choix|la cle)\b)|(?:je|on) (?:vous "
        r"|te )?rends? (?=(?:un|une|des|du)\b(?! service))"
        r"|(?<!\w)feed you (?:with )?"
    )


@cache
def _may_reward() -> re.Pattern[str]:
    """One of these stands in every reward; most sentences hold none."""
    return re.compile(
        r"whoever|get|keep|earn|home|krijg|bekomm|krieg|rece|repar|garde|aur|rend|feed|qui|wie|degene"
        r"|fur d|fur w|one who|body who"
    )


def find_reward(sentence: Folded, text: str) -> Swap | None:
    """What is promised to who helps, whoever it is; a treat where nothing is asked, for then it means nothing."""
    if not _may_reward().search(text):
        return None
    found = _rewarded().search(text)
    if found and (thing := thing_after(sentence, text, found.end())):
        return Swap(found.start(), found.end(), thing, is_treat=True, is_asked=asks(text, found.start()))
    whoever = _whoever().search(text)
    if whoever and (thing := thing_before(text, whoever.start())):
        return Swap(whoever.start() + 1, whoever.end(), thing, is_treat=True)
    return None
