"""A sentence with its coloured lines, as every page shows it."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from entraide.logic.reading.interpretation import Reading, Span
from entraide.logic.reading.marking import marked
from entraide.wording.typography import unbroken


class Said(Protocol):
    """Something with a sentence and its reading as kept: a post, or one of a person's own sentences."""

    text: str
    reading: Any


def sentence(said: Said) -> SafeString:
    """The sentence of a post or of a person, with its lines: `{% sentence post %}`."""
    return sentence_of(unbroken(said.text), said.reading)


def sentence_of(text: str, reading: Reading | Mapping[str, Any]) -> SafeString:
    """`text` with the lines of `reading`: `{% sentence_of text reading %}`."""
    # Of a reading that was kept, the lines are all that is needed here.
    spans = reading.spans if isinstance(reading, Reading) else [Span(**one) for one in reading.get("spans", ())]
    drawn = (
        f'<span class="{line}">{escape(words)}</span>' if line else escape(words) for words, line in marked(text, spans)
    )
    return mark_safe("".join(drawn))  # noqa: S308 - the words are escaped just above, and the lines are ours
