"""Whether help is wanted now: words that say so unless they are denied, or hours that begin within four hours."""

from datetime import datetime, timedelta

from entraide.logic.reading.moments.line import Line, Token

SOON = timedelta(hours=4)
_REACH_OF_A_DENIAL = 3
_SHORTEST_TALE = 3
# "trop vite", "so schnell", "on va vite": how fast, not that it must be fast.
_HOW_FAST = frozenset(
    ("trop", "plus", "moins", "si", "aussi", "assez", "te", "zo", "zu", "so", "too", "as", "va", "vas", "vais", "vont",
     "aller", "roule", "court", "passe", "apprend", "apprends", "very")
)  # fmt: skip
_HURRIED_BUYERS = frozenset(
    ("cliquez", "inscrivez", "profitez", "reservez", "commandez", "achetez", "abonnez", "telechargez", "decouvrez", "klik",
     "clique", "profite", "click")
)  # fmt: skip
_ASKING = frozenset(
    ("wie", "iemand", "iem", "nodig", "gezocht", "zoek", "zoeken", "help", "helpen", "hulp", "komen", "qui", "besoin",
     "cherche", "faut", "dispo", "disponible", "wer", "jemand", "brauche", "brauchen", "suche", "hilfe", "gesucht",
     "someone", "anyone", "who", "need", "needed", "available", "gleich", "meteen", "sofort", "direct", "urgent", "please",
     "svp", "aub", "bitte", "quelqu", "qqn", "peut", "peux", "pouvez", "could", "can", "kan", "kann",
     "kunnen", "konnen", "konnt")
)  # fmt: skip
_IDLY = frozenset(("wat", "en", "et", "and", "und", "was", "so", "tot", "by", "until", "bis", "jusqu"))
_NAMED_FOR_URGENCY = frozenset("numero trousse kit service services secours plan sac contact numeros medecin".split())
# Before a Fleming's "spoed" these make it the hospital's emergency ward.
_BEFORE_A_WARD = frozenset("de op naar het".split())
_NOT_A_CALL = frozenset(["fait", "que", "dat", "dass", "dans"])


def urgent_words(line: Line) -> list[tuple[int, int]]:
    """The folded spans of the words that ask for speed, before any rule has rewritten the line."""
    found = []
    for at, token in enumerate(line.tokens):
        if at and line.tokens[at - 1].text in _NAMED_FOR_URGENCY:
            continue
        if token.text == "spoed" and at and line.tokens[at - 1].text in _BEFORE_A_WARD:
            continue
        is_said = "URGENT" in token.kinds or _is_call(line, at, token) or _is_now(line, at, token)
        if is_said and not _is_denied(line, at):
            found.append((token.start, token.end))
    return found


def _is_denied(line: Line, at: int) -> bool:
    """ "pas urgent", "rien de bien urgent"; a denial in an earlier clause is another's."""
    for earlier in reversed(line.tokens[max(0, at - _REACH_OF_A_DENIAL) : at]):
        if "STOP" in earlier.kinds:
            return False
        if "DENIAL" in earlier.kinds:
            return True
    return False


def _is_call(line: Line, at: int, token: Token) -> bool:
    """ "vite" asks for speed, but not in "cliquez vite", "trop vite", "vite fait"; a Dutch "snel" only where help is asked."""
    if "QUICK" not in token.kinds or (at + 1 < len(line.tokens) and line.tokens[at + 1].text in _NOT_A_CALL):
        return False
    earlier = [before.text for before in line.tokens[:at] if before.text not in ("-", "vous")]
    if earlier and (earlier[-1] in _HOW_FAST or earlier[-1] in _HURRIED_BUYERS):
        return False
    return token.text == "vite" or any(other.text in _ASKING for other in line.tokens)


def _is_now(line: Line, at: int, token: Token) -> bool:
    """ "now" asks for now at the end of a clause or beside a word of need; most others only tell a story."""
    if "NOW" not in token.kinds:
        return False
    before = line.tokens[at - 1] if at else None
    after = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if before is not None and (not {"UNTIL", "SINCE", "BY"}.isdisjoint(before.kinds) or before.text in _IDLY):
        return "STARTING" in before.kinds
    if before is not None and ("STARTING" in before.kinds or before.text in _ASKING):
        return True
    if len(line.tokens) > _SHORTEST_TALE and not any(token.text in _ASKING for token in line.tokens):
        return False
    return after is None or "STOP" in after.kinds or after.text in _ASKING or "URGENT" in after.kinds


def begins_soon(start: datetime | None, end: datetime | None, *, at: datetime) -> bool:
    """Hours that run at `at`, or begin within four hours of it; a deadline that falls within them."""
    if start is None:
        return end is not None and at <= end <= at + SOON
    if start <= at:
        return end is not None and at < end
    return start <= at + SOON
