"""Somebody's message as HTML: its words and nothing else, in paragraphs, with its web addresses as plain links."""

import re

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from entraide.wording.typography import unbroken

_ADDRESS = re.compile(r"https?://[^\s<>\"'«»“”]+", re.IGNORECASE)
# What ends the sentence and not the address.
_AFTER = ".,;:!?)]}’…"


def message_html(words: str) -> SafeString:
    """The words in paragraphs. A link says that nobody vouches for where it leads, and passes no good name on (rel)."""
    paragraphs = [part for part in re.split(r"\n\s*\n", words.strip()) if part.strip()]
    return format_html_join("", "<p>{}</p>", ((_lines(part),) for part in paragraphs))


def _lines(paragraph: str) -> SafeString:
    lines = (_linked(line.strip()) for line in paragraph.strip().split("\n"))
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _linked(line: str) -> SafeString:
    pieces: list[SafeString | str] = []
    done = 0
    for found in _ADDRESS.finditer(line):
        address = found.group().rstrip(_AFTER)
        if ")" in found.group()[len(address) :] and "(" in address:  # an address that itself ends with a bracket
            address += ")"
        pieces.append(unbroken(line[done : found.start()]))
        pieces.append(format_html('<a href="{0}" rel="nofollow ugc noopener noreferrer">{0}</a>', address))
        done = found.start() + len(address)
    pieces.append(unbroken(line[done:]))
    return format_html_join("", "{}", ((conditional_escape(piece),) for piece in pieces))
