"""Whether something is asked before a reward is promised: "aidez-moi …", "who could …", "fix my tap and …"."""

import re
from functools import cache


@cache
def _asking() -> re.Pattern[str]:
    """Words of asking for help, and an order to do something for the writer."""
    return re.compile(
        # asking for somebody
        r"(?<!\w)(?:qui(?! (?:veut|desire|souhaite|a besoin|a envie|cherche|aime|voudrait? (?:un|une|des|du|apprendre"
        r"|tester|essayer)))"
        r"|wie(?! (?:wil|heeft (?:er )?(?:nood|zin|behoefte)|zoekt))|wer(?! (?:will|mochte|braucht|hat (?:lust|bock"
        r"|interesse)|sucht))"
        r"|who(?!se| wants| needs| would like| likes| fancies)|quelqu'?une?|qqu?n|qqun|iemand|jemand\w*|jmd|any(?:one"
        r"|body)(?! (?:need|want|interested|fancy))"
        r"|some(?:one|body)|(?:re)?cherch(?:e|ons)|recherche|besoin(?![^.!?]{0,80}\?)|manque|zoek\w*|gezocht"
        r"|nodig(?! ?\?)|gevraagd|looking for|need(?:ed|s)?(?![^.!?]{0,80}\?)|wanted|such(?:e|en|t)|gesucht"
        r"|brauch(?:e|en)|benotig\w*|il (?:me|nous) faut|si (?:tu|vous)|svp|stp|please|aub|bitte|[a-z]+-(?:moi|nous)"
        r"|aide[rz]? (?:moi|nous)"
        r"|coup de main|help (?:me|us|with|needed|moving)|hilf\w*|help(?:t)? (?:me|mij|ons)|hulp|verhuishulp"
        r"|umzugshilfe|urgent|dringend|hands? needed"
        # an order, at the beginning of a clause
        r"|venez (?:m'|me |nous )?(?:[a-z]+ )?[a-z]+(?:er|ir|re) (?:mon|ma|mes|notre|nos)"
        r"|[a-z]{2,}ez(?= (?:mon|ma|mes|nos|notre|le|la|les|moi|nous)\b)|(?:tu|vous) (?:me|m'|nous)|(?:jij"
        r"|jullie|du"
        r"|you|ihr) (?:\w+ ){1,2}(?:mij|mijn|ons|mir|mein\w*|uns\w*|me|my|our|us))(?!\w)"
        r"|(?:^|[.!?:] )(?:please )?(?!i\b|we\b|my\b|our\b|in\b|for\b|to\b|ik\b|wij\b|mijn\b|onze\b|ich\b|wir\b|op\b"
        r"|voor\b|met\b|bij\b|mit\b|fur\b|bei\b|von\b|van\b"
        r"|tout\w*\b|dans\b|avec\b|sur\b|free\b|here\b|all\b|give\b|verkoop\b|geef\b"
        r"|[a-z]+ing\b)[a-z]+ (?:[a-z]+ )?(?:my|our|me|us|mijn|onze|mij|mir|meine?[nr]?|unsere?[nr]?)\b"
    )


def asks(text: str, end: int) -> bool:
    """Whether the folded `text` asks for help before `end`."""
    return _asking().search(text, 0, end) is not None
