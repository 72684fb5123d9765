"""The text of an HTML mail, with what it quotes marked by ">" as in plain ones: so one rule reads both (replies.py)."""

import re
from html.parser import HTMLParser

_SILENT = frozenset({"head", "style", "script", "title", "template", "noscript", "object", "svg"})
_BLOCKS = frozenset(
    "address article aside blockquote center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre "
    "section table tbody td tfoot th thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# What mail programs call the signature, and older mails that they repeat without a quotation.
_SIGNATURE = re.compile(
    r"\b(?:gmail_signature|moz-signature|ms-outlook-mobile-signature|x_signature|signature)\b", re.IGNORECASE
)
_OLDER = re.compile(r"\b(?:yahoo_quoted|ydp\w*yahoo_quoted|protonmail_quote|zmail_extra)\b", re.IGNORECASE)
# From here on a mail is older, says Outlook in a browser; and how that is said in lines.
_FROM_HERE = frozenset({"appendonsend", "divRplyFwdMsg"})
_DIVIDER = "_" * 20
_UNSEEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_MOST_DEEP = 200


def text_of_html(html: str) -> str:
    """The words of an HTML mail in lines; nothing of its pictures, links and looks. Whatever it is made of, something comes out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Writes lines down, each with as many ">" as it is quoted deep."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[int, str]] = []
        self._line = ""
        # Of each open element: its name, and whether it is silent or quoted.
        self._open: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        said = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or tag == "br":
            self._end_line(is_forced=tag == "br")
        if tag == "img" and not self._is_silent():
            # A program's smileys are pictures; their sign stands in the alternative.
            alt = said.get("alt", "")
            self._line += alt if 0 < len(alt) <= 4 and not alt.isascii() else ""
        if tag in _VOID or len(self._open) >= _MOST_DEEP:
            return
        if said.get("id", "").removeprefix("x_") in _FROM_HERE:
            self._lines.append((0, _DIVIDER))
        called = f"{said.get('class', '')} {said.get('id', '')}"
        is_silent = tag in _SILENT or bool(_SIGNATURE.search(called)) or bool(_UNSEEN.search(said.get("style", "")))
        is_quoted = tag == "blockquote" or bool(_OLDER.search(called))
        self._open.append((tag, is_silent, is_quoted))
        if tag == "li" and not self._is_silent():
            self._line += "- "

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it whatever was left open inside."""
        if tag in _BLOCKS:
            self._end_line()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                break
        if tag == "p":
            self._end_line(is_forced=True)

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._is_silent():
            self._line += re.sub(r"\s+", " ", data)

    def text(self) -> str:
        """All lines."""
        self._end_line()
        return "\n".join(f"{'>' * depth} {line}".strip() for depth, line in self._lines)

    def _is_silent(self) -> bool:
        return any(is_silent for _, is_silent, _ in self._open)

    def _end_line(self, *, is_forced: bool = False) -> None:
        line, self._line = re.sub(r" +", " ", self._line).strip(), ""
        if line or is_forced:
            self._lines.append((sum(1 for _, _, is_quoted in self._open if is_quoted), line))
