"""Colours and lines for the terminal; nothing of them when the output is not one, or NO_COLOR is set (https://no-color.org)."""

import os
import sys
from collections.abc import Sequence
from itertools import groupby

from entraide.console.columns import Sign

_STYLES = {
    "faint": "2", "bold": "1",
    "what": "4;34", "when": "4:5;33", "where": "4:4;32", "return": "21;35",
    # The colour of a line alone, for what stands beside it.
    "beside what": "34", "beside when": "33", "beside where": "32", "beside return": "35",
}  # fmt: skip
# Where nothing can be drawn: solid, dashed, dotted and double, as letters under the words.
MARKS = {"what": "_", "when": "-", "where": ".", "return": "="}


def are_drawn() -> bool:
    """Whether the output is a terminal that wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(text: str, style: str) -> str:
    """`text` in one of the styles: faint, bold, what, when, where, return, or "beside" one of the last four."""
    if not text or not are_drawn():
        return text
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def painted_line(row: Sequence[Sign]) -> str:
    """One line with the lines of its parts drawn: solid what, dashed when, dotted where, double in return."""
    parts = []
    for style, run in groupby(row, key=lambda sign: sign.style):
        text = "".join(sign.text for sign in run)
        parts.append(painted(text, style) if style else text)
    return "".join(parts)


def marks_under(row: Sequence[Sign]) -> str:
    """The line of marks under a line where nothing can be drawn, one for each column; empty if no part of it has a line."""
    return "".join((MARKS[sign.style] if sign.style else " ") * sign.columns for sign in row).rstrip()
