"""Whether help is wanted now: words that say so unless they are denied, or hours that begin within four hours."""

from datetime import datetime, timedelta

from entraide.logic.reading.moments.line import Line

SOON = timedelta(hours=4)
_REACH_OF_A_DENIAL = 3


def urgent_words(line: Line) -> list[tuple[int, int]]:
    """The folded spans of the words that ask for speed, before any rule has rewritten the line."""
    found = []
    for at, token in enumerate(line.tokens):
        if "URGENT" in token.kinds or ("QUICK" in token.kinds and _asks_for_speed(line, at)):
            before = line.tokens[max(0, at - _REACH_OF_A_DENIAL) : at]
            if not any("DENIAL" in earlier.kinds for earlier in before):
                found.append((token.start, token.end))
    return found


def _asks_for_speed(line: Line, at: int) -> bool:
    """ "vite" asks for speed, but not in "cliquez vite", "trop vite", "vite fait"."""
    earlier = [token.text for token in line.tokens[max(0, at - 3) : at] if token.text not in ("-", "vous")]
    later = line.tokens[at + 1].text if at + 1 < len(line.tokens) else ""
    if later in ("fait", "que", "or", "of", "dass"):
        return False
    return not earlier or not (
        earlier[-1].endswith("ez") or earlier[-1] in ("trop", "plus", "moins", "te", "zu", "too", "si")
    )


def begins_soon(start: datetime | None, end: datetime | None, *, at: datetime) -> bool:
    """Hours that run at `at`, or begin within four hours of it; a deadline that falls within them."""
    if start is None:
        return end is not None and at <= end <= at + SOON
    if start <= at:
        return end is not None and at < end
    return start <= at + SOON
