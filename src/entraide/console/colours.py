"""Colours and lines for the terminal; nothing of them when the output is not one, or NO_COLOR is set (https://no-color.org)."""

import os
import sys
from collections.abc import Iterable

from entraide.logic.reading.interpretation import Span
from entraide.logic.reading.marking import marked

_STYLES = {
    "faint": "2", "bold": "1",
    "what": "4;34", "when": "4:5;33", "where": "4:4;32", "return": "21;35",
}  # fmt: skip


def painted(text: str, style: str) -> str:
    """`text` in one of the styles: faint, bold, what, when, where, return."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def painted_sentence(text: str, spans: Iterable[Span]) -> str:
    """The sentence with the lines of its parts: solid what, dashed when, dotted where, double in return."""
    return "".join(painted(piece, line) if line else piece for piece, line in marked(text, spans))
