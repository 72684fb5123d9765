"""Said to be free: "gratuit", "gratis", "kostenlos", "bénévole", and "free" where it means the price, not the time."""

import re
from functools import cache


@cache
def _free() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w])(?:"
        # French
        r"(?<!livraison )(?<!parking )(?<!wifi )(?<!pas )(?<!parking est )gratuit(?:e?s?|ement)|gratos"
        r"|(?:a titre )?gracieu(?:x|sement)|a titre gratuit"
        r"|sans (?:aucun )?frais|aucun frais|pas de frais|pour rien|sans (?:aucune )?(?:contrepartie|remuneration)"
        r"|rien (?:en echange|en retour|a payer)"
        r"|sans rien (?:demander|attendre)(?: en (?:retour|echange))?|non[ -]?remunere(?:e|es|s)?|non[ -]?paye(?:e|es"
        r"|s)?|pas (?:de )?remuner\w+|pas paye(?:e|es|s)?"
        r"|(?:ne )?(?:peux|pouvons|peut) (?:pas|rien) payer|sans argent|a donner(?! (?:un|une|des|le|la|les|a|cours"
        r"|du|son|ses|mon|ma)\b)"
        r"|contre bons soins|entree libre|(?:au |en )?don(?= (?:de|d'|:))(?! de (?:soi|sang))"
        # Dutch
        r"|(?<!niet )gratis|kosteloze?|kosteloos|om niet|voor (?:niets|niks|noppes)|te geef|weg te geven|weggeven"
        r"|geef[a-z ]{0,40} weg|onbetaalde?|zonder (?:kosten|vergoeding|betaling)"
        r"|geen (?:kosten|vergoeding|geld)|niets terug|zonder iets terug|(?:kan|kunnen) (?:niet|niets) betalen"
        r"|vrije toegang|gratis af te halen"
        # English
        r"|free of charge|for free|(?:no|without|at no) (?:charge|cost|fee|payment|pay)s?|for nothing|unpaid|pro bono"
        r"|nothing in return|costs? nothing|(?:cannot|can't|can not) pay"
        r"|giv(?:e|ing) (?:it |them |this |these )?away|to give away|giveaway|to a good home|rent-free|cost-free"
        r"|complimentary|no money"
        r"|free (?:entry|entrance|admission)"
        # German
        r"|kostenlos\w{0,2}|kostenfrei\w{0,2}|umsonst|unentgeltlich\w{0,2}|fur (?:lau|umme|nix|nichts)"
        r"|(?:zu )?verschenken|verschenke|geschenkt|zu verschenken"
        r"|ohne (?:bezahlung|gegenleistung|entgelt|kosten)|unbezahlt\w{0,2}|gebuhrenfrei|gegen (?:selbst)?abholung"
        r"|eintritt frei|freier eintritt|kein geld"
        r"|kann nichts? (?:be)?zahlen"
        r")(?!\w)"
    )


@cache
def _volunteers() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:benevol(?:e?s?|ement|at)|volontaires|volontariat|vrijwillig(?:e|er|ers|sters?)?(?! (?:bijdrage"
        r"|gift))|vrijwilligerswerk|volunteer(?:s|ing)?|voluntary(?! (?:contribution|donation))"
        r"|ehrenamt(?:lich\w{0,2})?|freiwillige?[nrs]?(?! (?:feuerwehr|spenden?|beitrag))|freiwilligenarbeit)(?!\w)"
    )


_WEEK = (
    r"on|this|these|tomorrow|tonight|today|next|every|most|from|after|until|till|between|during|in|at|all|some|any"
    r"|evenings?|mornings?|afternoons?"
    r"|days?|hours?|weekends?|weekdays?|nights?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?"
    r"|sundays?|weeks?|slots?|moments?|minutes?"
)


@cache
def _english_free() -> re.Pattern[str]:
    """The word "free" where it speaks of a price, not of somebody's time, a seat, or what a thing is without."""
    return re.compile(
        r"(?<!\w)(?<!-)(?<!i'm )(?<!i am )(?<!'re )(?<! are )(?<! am )(?<!be )(?<!being )(?<!not )(?<!feel )(?<!set )"
        r"(?<!get )(?<!seats )(?<!seat )(?<!places )"
        r"(?<!place )(?<!spots )(?<!spot )(?<!rooms )(?<!room )(?<!beds )(?<!bed )(?<!space )(?<!time )(?<!sugar )"
        r"(?<!gluten )(?<!lactose )(?<!fat )(?<!dairy )"
        r"(?<!smoke )(?<!pet )(?<!hands )(?<!barrier )(?<!days )(?<!evenings )(?<!mornings )(?<!afternoons )"
        r"(?<!weekends )(?<!the )(?<!your )(?<!my )(?<!who's )"
        r"(?<!anyone )(?<!somebody )(?<!someone )(?<!anybody )(?<!have )(?<!stress )(?<!some )(?<!more )(?<!our )"
        r"(?<!her )(?<!his )(?<!stay )"
        rf"free(?!-(?!cycl))(?!\s+(?:{_WEEK}|spirit\w*|range|standing|software|kick|will|speech|space|spaces|spots?"
        rf"|seats?|places?|beds?|rooms?|rooms|if|now|time|times"
        r"|parking|wi-?fi|style|climbing|diving|running|trial|delivery|church|city|university|of (?!charge)|jazz"
        r"|and easy|standing|agenda"
        r"|to (?!collect|pick|a |good|anyone|anybody|whoever|take|any|a\b|all|everyone|use|join|attend|borrow|members"
        r"|neighbou?rs))\b)(?!\w)"
        r"|(?<!\w)(?<=are )free(?=\s*(?:$"
        r"|[.!;,)]))(?<!we are free)(?<!you are free)(?<!evenings are free)(?<!mornings are free)"
    )


@cache
def _given() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:je |j'|on |nous )(?:re)?(?:donne|donnons|offre|offrons)|qui donne|donne|donnons|dons?"
        r"|offert(?:e|es|s)?|recupere|a enlever"
        r"|ik geef|wij? geven|we geven|geef|geven|af te halen|wie geeft|weg|giving|give|given|donate[ds]?|donating"
        r"|donations?|giveaway|gebe|gib|wer (?:gibt|verschenkt)|abzugeben|schenke)(?!\w)"
    )


def find_free(text: str) -> list[tuple[int, int]]:
    """Where the folded `text` says that something is free of charge (not: that somebody or a seat is free)."""
    spans = [found.span() for found in _free().finditer(text)]
    if "free" in text:
        spans.extend(found.span() for found in _english_free().finditer(text))
    return spans


def find_volunteers(text: str) -> list[tuple[int, int]]:
    """Where the folded `text` speaks of volunteers or of volunteering, which is free unless a price is said."""
    return [found.span() for found in _volunteers().finditer(text)]


def find_given(text: str) -> list[tuple[int, int]]:
    """Where a verb of giving stands: free if a thing is given, but "je donne cours" gives none."""
    return [found.span() for found in _given().finditer(text)]
