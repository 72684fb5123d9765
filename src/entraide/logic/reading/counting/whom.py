"""Whether people are those asked for, or those for whom it is, or those who write."""

import re
from functools import cache


@cache
def _whom_before() -> re.Pattern[str]:
    """Before people who are not asked for: "pour", a family, a bed for two, "nous sommes", "mes"."""
    about = r"(?:environ |ongeveer |about |etwa |nos |mes |met |a peu pres |seulement |zo'n |les |ces |leurs )?"
    return re.compile(
        r"(?:(?<!\w)(?:(?<!looking )(?<!wanted )(?<!search )(?<!searching )(?<!asking )(?<!hunting )for|pour|voor|fur"
        r"|chez|(?:famille|groupes?|equipe|couple|table|tablee|foyer|colocation|collectif|bande|tribu|menage|gezin"
        r"|groep|ploeg|family|group|party|team|household|familie|gruppe|haushalt)(?: [a-z'-]+)? (?:de|d'|of|van|von"
        r"|met|with|mit)|on est|nous sommes|sommes|we zijn|zijn|we are|we're|wir sind|sind|met|max(?:imum)?|maximaal"
        r"|zu|jusqu'a|tot|up to|bis zu|pour les|aider|accompagner|visiter|helpen|help|matelas|lits?|tentes?|couette"
        r"|canape(?:-lit)?|hamac|kayak|couvertures?|housse|draps?|raclette|fondue|appareil|bedden|bed|tent|matras"
        r"|dekbed|kajak|duvet|mattress|kanu|zelt|matratze|bett|table)"
        rf"\s+{about}|(?<!\w)(?:mes|nos|mijn|onze|my|our|meine[nr]?|unsere[nr]?)\s+)$"
    )


@cache
def _whom_after() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:max(?:imum|imaal)?|agees?|handicapees?|malades|a mobilite|dependantes?|seules?|isolees|demunies"
        r"|precaires|refugiees|sans[ -]abri|in need|elderly|in nood|in rolstoel|bejaarde|a table|chacun|pro gruppe"
        r"|per groep|par groupe|par table|per group|par atelier)(?!\w)"
    )


@cache
def _as_subject() -> re.Pattern[str]:
    """After people who write or are written for: "deux étudiants cherchent"."""
    return re.compile(
        r"(?:\s+[a-z'-]+){0,3}?\s+(?:cherchent|proposent|souhaitent|veulent|voudraient|aimeraient|offrent|recherchent"
        r"|donnent|ont besoin|zoeken|bieden|willen|geven|are looking|looking for|seek|want to|offer|suchen|bieten"
        r"|mochten|wollen)(?!\w)"
    )


@cache
def _missing_after() -> re.Pattern[str]:
    return re.compile(
        r"\s+(?:short|missing|too few|te weinig|te kort|tekort|trop peu|de trop peu|zu wenig|manquants?"
        r"|manquent|ontbreken|fehlen)(?!\w)"
    )


def speak_themselves(text: str, end: int) -> bool:
    """Whether who is counted up to `end` is who writes: "deux retraités proposent …"."""
    return _as_subject().match(text, end) is not None


def for_whom(text: str, start: int, end: int) -> bool:
    """Whether the people at `start:end` are those for whom it is, or a group's size: "un repas pour 40 personnes"."""
    if _missing_after().match(text, end):
        return False  # "we're three drivers short"
    return bool(
        _whom_before().search(text, max(0, start - 32), start)
        or _whom_after().match(text, end)
        or speak_themselves(text, end)
    )
