"""Said to be free: "gratuit", "gratis", "kostenlos", "bénévole", and "free" where it means the price, not the time."""

import re
from functools import cache

from entraide.logic.reading.terms.wording import find

_DAYS = (
    r"evenings?|mornings?|afternoons?|days?|weekends?|weekdays?|nights?|mondays?|tuesdays?|wednesdays?|thursdays?"
    r"|fridays?|saturdays?|sundays?"
)
"""English times: somebody is free then."""


@cache
def _available_before() -> re.Pattern[str]:
    """Before "free" where it speaks of somebody's time, of a seat, or of what a thing is without."""
    return re.compile(
        rf"(?:-|(?<!\w)(?:i'm|i am|we're|we are|you're|they're|are you|are we|he's|she's|who's|who is|be|been|being"
        rf"|am|feel|set|get|not|keep|anyone|anybody|someone|somebody|everyone|everybody|is he|is she|if you are"
        rf"|you are|they are|the|some|more|seats?|places?|spots?|rooms?|beds?|space|spaces|slots?|{_DAYS}|time|hours?"
        rf"|sugar|gluten|lactose|fat|dairy|smoke|pet|hands|barrier|stress|alcohol|drug|plastic|waste|meat|nut|egg|car"
        rf"|duty|my own|your|my|our|his|her|stay)(?: (?:also|still|usually|often|always|mostly|both|all|totally"
        rf"|completely|quite|is|are|being))?\s+)$"
    )


@cache
def _available_after() -> re.Pattern[str]:
    """After "free" where it does not speak of a price."""
    return re.compile(
        rf"-(?!cycl)|\s+(?:{_DAYS}|on|this|these|tomorrow|tonight|today|next|every|most|from|after|until|till|between"
        rf"|during|in|at|all"
        r"|some|any|hours?|weeks?|slots?|moments?|minutes?|spirit\w*|range|standing|software|kick|will|speech|spaces?"
        r"|spots?|seats?|places?|beds?|rooms?|if(?! you (?:can )?(?:pick|collect|come|take|want|fetch))|now|times?"
        r"|parking|wi-?fi|style|climbing|diving|running|trial|delivery|church|city|university|jazz|and easy|agenda"
        r"|before|around|when(?:ever)?|as of|of (?!charge|cost|any)|for (?!all|anyone|everyone|kids|children|members"
        r"|students|anybody|whoever|the taking|neighbou?rs|collection|refugees|beginners|pick)|to (?!collect|pick|a\b"
        r"|good|anyone|anybody|whoever|take|any\b|all|everyone|use|join|attend|borrow|members|neighbou?rs))"
    )


def _english_free(text: str) -> list[tuple[int, int]]:
    """Where the word "free" speaks of a price."""
    return [
        found.span()
        for found in re.finditer(r"(?<!\w)free(?!\w)", text)
        if not _available_before().search(text, max(0, found.start() - 24), found.start())
        and not _available_after().match(text, found.end())
    ]


def find_free(text: str) -> list[tuple[int, int]]:
    """Where the folded `text` says that something is free of charge (not: that somebody or a seat is free)."""
    spans = find("free", text)
    if "free" in text:
        spans.extend(span for span in _english_free(text) if not any(low <= span[0] < high for low, high in spans))
    return spans
