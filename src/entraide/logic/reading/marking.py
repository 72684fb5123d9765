"""Which words of a sentence carry which line: what, when, where, in return. The pages and the mails draw from it."""

from collections.abc import Iterable
from typing import Literal

from entraide.logic.reading.interpretation import Span

Line = Literal["what", "when", "where", "return"]

# The line of each field. `kind` carries none: the mark beside the sentence says it.
LINES: dict[str, Line] = {
    "subject": "what",
    "topic": "what",
    "action": "what",
    "quantity": "what",
    "time": "when",
    "urgency": "when",
    "place": "where",
    "destination": "where",
    "remote": "where",
    "terms": "return",
}
_LEFT_OUT_AT_THE_END = ' \t\n.,;:!?…»"'


def marked(text: str, spans: Iterable[Span]) -> list[tuple[str, Line | None]]:
    """`text` cut into pieces, each with its line or None. The pieces joined are exactly `text`.

    `spans` count in code points. Spans that lie outside the text, overlap an earlier one or have no line are left out;
    spaces and closing punctuation at the end of a span stay without line; two pieces of the same line with only a space
    between them join.
    """
    lined: list[tuple[int, int, Line]] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        line = LINES.get(span.field)
        end = min(span.end, len(text))
        while 0 <= span.start < end and text[end - 1] in _LEFT_OUT_AT_THE_END:
            end -= 1
        if line is None or span.start < 0 or end <= span.start or (lined and span.start < lined[-1][1]):
            continue
        if lined and lined[-1][2] == line and text[lined[-1][1] : span.start].isspace():
            lined[-1] = (lined[-1][0], end, line)
        else:
            lined.append((span.start, end, line))
    pieces: list[tuple[str, Line | None]] = []
    at = 0
    for start, end, line in lined:
        if start > at:
            pieces.append((text[at:start], None))
        pieces.append((text[start:end], line))
        at = end
    if at < len(text):
        pieces.append((text[at:], None))
    return pieces
