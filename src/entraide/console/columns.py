"""How wide text is in a terminal, and lines cut to fit: accents, East Asian signs and emoji count as many columns as they take.

Widths follow Unicode's East Asian Width (https://www.unicode.org/reports/tr11/): 2 for wide and full-width signs and for
emoji, also when several code points make one of them; 0 for what is drawn on its neighbour.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"
# Signs that would steer the terminal or turn the direction of what follows; they are shown as a replacement instead.
_STEERING = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Sign:
    """What a reader sees as one sign: its code points, its columns, and the style of its line if it has one."""

    text: str
    columns: int
    style: str | None = None


def harmless(text: str) -> str:
    """`text`, as long as before, without anything that steers a terminal: tabs and line ends as spaces, the rest as �."""
    return "".join(" " if sign in "\t\n\r\x0b\x0c\x85" else "\ufffd" if _steers(sign) else sign for sign in text)


def _steers(sign: str) -> bool:
    return sign in _STEERING or unicodedata.category(sign) in ("Cc", "Cs")


def signs(pieces: Iterable[tuple[str, str | None]]) -> list[Sign]:
    """The signs of (text, style) pieces in order; what belongs to one sign stays together, in the style it begins with."""
    found: list[Sign] = []
    for piece, style in pieces:
        for point in piece:
            last = found[-1] if found else None
            if last and _continues(last, point):
                found[-1] = Sign(last.text + point, _joined_columns(last, point), last.style)
            else:
                found.append(Sign(point, _columns_of(point), style))
    return found


def columns(text: str) -> int:
    """How many columns `text` takes."""
    return sum(sign.columns for sign in signs([(text, None)]))


def _columns_of(point: str) -> int:
    if point != "\u00ad" and unicodedata.category(point) in ("Mn", "Me", "Cf"):
        return 0
    if "\u1160" <= point <= "\u11ff":  # vowels and finals of Hangul are drawn on the consonant before
        return 0
    return 2 if unicodedata.east_asian_width(point) in "WF" else 1


def _continues(last: Sign, point: str) -> bool:
    """Whether `point` is drawn as part of the sign before it."""
    if _columns_of(point) == 0 or (last.text.endswith(_JOINER) and last.columns == 2):
        return True
    if "\U0001f3fb" <= point <= "\U0001f3ff":  # a tone of skin
        return last.columns == 2
    return _is_flag_letter(point) and len(last.text) == 1 and _is_flag_letter(last.text)


def _is_flag_letter(point: str) -> bool:
    return "\U0001f1e6" <= point <= "\U0001f1ff"


def _joined_columns(last: Sign, point: str) -> int:
    if point == _AS_EMOJI or _is_flag_letter(point):
        return 2
    return max(last.columns, 0 if last.columns else _columns_of(point))


def lines_of(row: Sequence[Sign], *, width: int) -> list[list[Sign]]:
    """`row` cut into lines of at most `width` columns (at least 2), between words where possible; spaces at the cuts go."""
    lines: list[list[Sign]] = []
    line: list[Sign] = []
    for word in _words(row):
        if _width(line) + _width(_without_end_spaces(word)) <= width:
            line += word
            continue
        if line:
            lines.append(line)
        line = []
        for sign in word:
            if _width(line) + sign.columns > width and sign.text != " ":
                lines.append(line)
                line = []
            line.append(sign)
    return [_without_end_spaces(one) for one in [*lines, line] if _without_end_spaces(one)] or [[]]


def wrapped(text: str, *, width: int) -> list[str]:
    """`text` in lines of at most `width` columns."""
    return ["".join(sign.text for sign in line) for line in lines_of(signs([(text, None)]), width=width)]


def padded(text: str, *, width: int) -> str:
    """`text` with spaces after it up to `width` columns; cut with … if it is wider."""
    if columns(text) <= width:
        return text + " " * (width - columns(text))
    kept: list[Sign] = []
    for sign in signs([(text, None)]):
        if _width(kept) + sign.columns > width - 1:
            break
        kept.append(sign)
    short = "".join(sign.text for sign in kept) + "…"
    return short + " " * (width - _width(kept) - 1)


def _words(row: Sequence[Sign]) -> list[list[Sign]]:
    """The words, each with the spaces after it."""
    words: list[list[Sign]] = [[]]
    for sign in row:
        if words[-1] and words[-1][-1].text == " " and sign.text != " ":
            words.append([])
        words[-1].append(sign)
    return words


def _width(row: Iterable[Sign]) -> int:
    return sum(sign.columns for sign in row)


def _without_end_spaces(row: Sequence[Sign]) -> list[Sign]:
    kept = list(row)
    while kept and kept[-1].text == " ":
        kept.pop()
    return kept
