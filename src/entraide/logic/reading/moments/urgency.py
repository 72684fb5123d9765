"""Whether help is wanted now: words that say so unless they are denied, or hours that begin within four hours."""

from datetime import datetime, timedelta

from entraide.logic.reading.moments.line import Line, Token

SOON = timedelta(hours=4)
_REACH_OF_A_DENIAL = 3
# "trop vite", "so schnell", "te snel": how fast, not that it must be fast.
_HOW_FAST = frozenset(["trop", "plus", "moins", "si", "aussi", "assez", "te", "zo", "zu", "so", "too", "as"])
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
    """ "vite" asks for speed, but not in "cliquez vite", "trop vite", "vite fait"."""
    if "QUICK" not in token.kinds or (at + 1 < len(line.tokens) and line.tokens[at + 1].text in _NOT_A_CALL):
        return False
    earlier = [before.text for before in line.tokens[max(0, at - 3) : at] if before.text not in ("-", "vous")]
    return not earlier or not (earlier[-1].endswith("ez") or earlier[-1] in _HOW_FAST)


def _is_now(line: Line, at: int, token: Token) -> bool:
    """ "now" asks for now, but not in "until now", "now that", Flemish "nu zaterdag" or "I am now retired"."""
    if "NOW" not in token.kinds:
        return False
    before = line.tokens[at - 1].kinds if at else {}
    after = line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if not {"UNTIL", "SINCE", "BY"}.isdisjoint(before) and "STARTING" not in before:
        return False
    if at and line.tokens[at - 1].text in (
        "m",
        "re",
        "suis",
        "est",
        "am",
        "is",
        "are",
        "ben",
        "bin",
        "vis",
        "habite",
        "woon",
        "live",
    ):
        return False
    return after is None or (
        after.text not in _NOT_A_CALL and {"WEEKDAY", "DAY_PART", "WEEKEND"}.isdisjoint(after.kinds)
    )


def begins_soon(start: datetime | None, end: datetime | None, *, at: datetime) -> bool:
    """Hours that run at `at`, or begin within four hours of it; a deadline that falls within them."""
    if start is None:
        return end is not None and at <= end <= at + SOON
    if start <= at:
        return end is not None and at < end
    return start <= at + SOON
