"""The topic of what is wanted in return: a few bare words, which the heads, trained on sentences, judge with less surety.

Of a piano alone the heads think of lessons, of paint alone of painters. What is no clause, and names no work, is the thing.
"""

import re
from collections.abc import Mapping
from functools import cache

from entraide.common.text import fold

_UNLIKELY = 0.05


@cache
def _taught() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:cours|lecons?|initiations?|appren\w+|apprends?|montre\w*|conversations?|tandem|soutien|devoirs"
        r"|conduite|stage"
        r"|les|\w*lessen|\w*les|bijles|leer\w*|leren|uitleg|conversatie|teach\w*|learn\w*|lessons?|class(?:es)?"
        r"|tutoring|tuition"
        r"|\w*unterricht|\w*kurs|\w*stunden?|nachhilfe|lern\w*|lehr\w*|beibring\w*|bei|zeig\w*)(?!\w)"
    )


@cache
def _worked() -> re.Pattern[str]:
    """Work, a lesson, a ride, or a clause that says what somebody does."""
    return re.compile(
        r"(?<!\w)(?:je|j'|tu|vous|m'|me|nous|il|elle|ik|jij|u|i|i'll|you|we|we'll|ich|du|wir|sie|aide[rz]?"
        r"|coups? de (?:main|pouce)|heures?|journees?|garde[rz]?|trajets?"
        r"|entretien|menage|service\w*|hulp|helpen|uren|uur|help|hand|hours?|lift|ride|hilfe|stunden?|fahrt"
        r"|[a-z]{4,}age|[a-z]{4,}erie|[a-z]{2,}(?:er|ir)(?= )"
        r"|[a-z]{3,}ing|[a-z]{4,}ung|massages?|seances?|sess\w+|sitting|oppas\w*|pose|taille|tonte|coupe|reparation"
        r"|relecture|traduction"
        r"|snoei\w*|strijk\w*|poets\w*|klus\w*|maai\w*|bugel\w*|putz\w*|mah\w*|reparatur)(?!\w)|(?<!\w)(?:j|m)'"
    )


def likeliest_return(opinion: Mapping[str, float], words: str) -> str:
    """The likeliest topic of the `words` for what is given in return, by the heads' `opinion` (topic to probability)."""
    text = fold(words).text
    taught = _taught().search(text) is not None
    worked = taught or _worked().search(text) is not None
    odds = dict(opinion)
    for topic in opinion:
        family = topic.split(".", 1)[0]
        if not taught and family == "learning":
            odds[topic] *= _UNLIKELY
        if not worked and family not in ("things", "food", "places", "garden", "animals"):
            odds[topic] *= _UNLIKELY
    return max(odds, key=odds.__getitem__)
