"""Said to be free: "gratuit", "gratis", "kostenlos", "bénévole", and "free" where it means the price, not the time."""

import re
from functools import cache


@cache
def _free() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w])(?:"
        # French
        r"(?<!livraison )(?<!parking )(?<!wifi )(?<!pas )(?<!parking est )gratuit(?:e?s?|ement)|gratos"
        r"|(?:a titre )?gracieu(?:x|sement)|a titre gratuit|sans (?:aucun )?frais|aucun frais|pas de frais|pour rien"
        r"|sans (?:aucune )?(?:contrepartie|remuneration)|rien (?:en echange|en retour|a payer)|sans rien (?:demander"
        r"|attendre)(?: en (?:retour|echange))?|non[ -]?remunere(?:e|es|s)?|non[ -]?paye(?:e|es|s)?"
        r"|pas (?:de )?remuner\w+|pas paye(?:e|es|s)?|(?:ne )?(?:peux|pouvons|peut) (?:pas|rien) payer|sans argent"
        r"|a donner(?! (?:un|une|des|le|la|les|a|cours|du|son|ses|mon|ma)\b)|contre bons soins|entree libre|(?:au "
        r"|en )?don(?= (?:de|d'|:))(?! de (?:soi|sang))"
        # Dutch
        r"|(?<!niet )gratis|kosteloze?|kosteloos|om niet|voor (?:niets|niks|noppes)|te geef|weg te geven|weggeven"
        r"|geef[a-z ]{0,40} weg|onbetaalde?|zonder (?:kosten|vergoeding|betaling)|geen (?:kosten|vergoeding|geld)"
        r"|niets terug|zonder iets terug|(?:kan|kunnen) (?:niet|niets) betalen|vrije toegang|gratis af te halen"
        # English
        r"|free of charge|for free|(?:no|without|at no) (?:charge|cost|fee|payment|pay)s?|for nothing|unpaid|pro bono"
        r"|nothing in return|costs? nothing|kostet nichts|kost (?:niets|niks)|coute rien|(?:cannot|can't|can not) pay"
        r"|giv(?:e|ing) (?:it |them |this |these )?away|to give away|giveaway|up for grabs|to a good home|rent-free"
        r"|cost-free|complimentary|no money|free (?:entry|entrance|admission)"
        # German
        r"|kostenlos\w{0,2}|kostenfrei\w{0,2}|umsonst|unentgeltlich\w{0,2}|fur (?:lau|umme|nix|nichts)"
        r"|(?:zu )?verschenken|verschenke|geschenkt|zu verschenken|ohne (?:bezahlung|gegenleistung|entgelt|kosten)"
        r"|unbezahlt\w{0,2}|gebuhrenfrei|gegen (?:selbst)?abholung|eintritt frei|freier eintritt|kein geld"
        r"|kann nichts? (?:be)?zahlen)(?!\w)"
    )


@cache
def _volunteers() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:benevol(?:e?s?|ement|at)|volontaires|volontariat|vrijwillig(?:e|er|ers|sters?)?(?! (?:bijdrage"
        r"|gift))|vrijwilligerswerk|volunteer(?:s|ing)?|voluntary(?! (?:contribution|donation))"
        r"|ehrenamt(?:lich\w{0,2})?|freiwillige?[nrs]?(?! (?:feuerwehr|spenden?|beitrag))|freiwilligenarbeit)(?!\w)"
    )


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


@cache
def _given() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:je |j'|on |nous )(?:re)?(?:donne|donnons|offre|offrons)|qui donne|donne|donnons|dons?"
        r"|offert(?:e|es|s)?|recupere|a enlever|ik geef|wij? geven|we geven|geef|geven|af te halen|wie geeft|weg"
        r"|giving|give|given|donate[ds]?|donating|donations?|giveaway|gebe|gib|wer (?:gibt|verschenkt|schenkt)"
        r"|abzugeben|schenke)(?!\w)"
    )


def find_free(text: str) -> list[tuple[int, int]]:
    """Where the folded `text` says that something is free of charge (not: that somebody or a seat is free)."""
    spans = [found.span() for found in _free().finditer(text)]
    if "free" in text:
        spans.extend(_english_free(text))
    return spans


def find_volunteers(text: str) -> list[tuple[int, int]]:
    """Where the folded `text` speaks of volunteers or of volunteering, which is free unless a price is said."""
    return [found.span() for found in _volunteers().finditer(text)]


def find_given(text: str) -> list[tuple[int, int]]:
    """Where a verb of giving stands: free if a thing is given, but "je donne cours" gives none."""
    return [found.span() for found in _given().finditer(text)]
