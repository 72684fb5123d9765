"""A reading as a sheet for a person to look at, in the terminal: the sentence with the lines of its parts, the reading in words,
how sure it is, what would be asked, and the topics it may be about.

It speaks the language that is active in Django's translations. Where nothing can be drawn, marks stand under the words.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from entraide.console.colours import MARKS, are_drawn, marks_under, painted, painted_line
from entraide.console.columns import columns, harmless, lines_of, padded, signs, wrapped
from entraide.logic.reading.interpretation import Candidate, Reading
from entraide.logic.reading.marking import marked
from entraide.wording.readings import chip_label, topic_label
from entraide.wording.told import Doubt, doubts, share, sureness, told

LANGUAGES = ("fr", "nl", "en", "de")
_WIDEST, _NARROWEST = 80, 24
_EDGE = "  "
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def terminal_language(environment: Mapping[str, str]) -> str:
    """The language of the terminal as the environment says it (LC_ALL, LC_MESSAGES, LANG); English, as the help, if it is none of ours."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    code = said[:2].lower()
    return code if code in LANGUAGES and not said[2:3].isalpha() else "en"


def terminal_width() -> int:
    """How many columns a sheet may take: those of the terminal (or COLUMNS), never more than 80 or fewer than 24."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns))


def sheet(sentence: str, reading: Reading, *, now: datetime, width: int) -> Iterator[str]:
    """The lines of the sheet, each at most `width` columns wide. `now`: the moment of writing, naive local time."""
    yield ""
    yield from _sentence(sentence, reading, width=width)
    yield ""
    yield from _in_words(reading, now=now, width=width)
    yield ""
    yield from _paragraph(sureness(reading.confidence), width=width)
    asked = doubts(reading)
    if not asked:
        yield from _paragraph(_("Entraide enverrait sans rien demander."), width=width)
    for number, doubt in enumerate(asked):
        yield ""
        heading = _("Avant d'envoyer, Entraide demanderait :") if number == 0 else _("Et ensuite :")
        yield from _asked(doubt, heading=heading, width=width)
    if reading.candidates and reading.kind != "none":
        yield ""
        yield from _chart(reading.candidates, width=width)
    yield ""


def _sentence(sentence: str, reading: Reading, *, width: int) -> Iterator[str]:
    """The sentence with its lines, and what each line means."""
    pieces = marked(harmless(sentence), reading.spans)
    for line in lines_of(signs(pieces), width=width - len(_EDGE)):
        yield _EDGE + painted_line(line)
        if not are_drawn() and (marks := marks_under(line)):
            yield _EDGE + marks
    used = {style for _piece, style in pieces if style}
    if not used:
        return
    yield ""
    legend: list[tuple[str, str | None]] = []
    for style in ("what", "when", "where", "return"):
        if style in used:
            name = chip_label(style).lower().replace(" ", "\u00a0")
            legend += [("   ", None)] if legend else []
            legend += [(name, style)] if are_drawn() else [(f"{MARKS[style] * 3}\u00a0{name}", None)]
    for line in lines_of(signs(legend), width=width - len(_EDGE)):
        yield _EDGE + painted_line(line)


def _in_words(reading: Reading, *, now: datetime, width: int) -> Iterator[str]:
    """The sentences of the reading, each beside the mark of its line."""
    for one in told(reading, now=now):
        mark = " "
        if one.line:
            mark = painted(_drawable("┃", MARKS[one.line]), f"beside {one.line}") if are_drawn() else MARKS[one.line]
        for line in wrapped(harmless(one.text), width=width - len(_EDGE) - 2):
            yield f"{_EDGE}{mark} {line}".rstrip()


def _asked(doubt: Doubt, *, heading: str, width: int) -> Iterator[str]:
    yield from _paragraph(heading, width=width, style="bold")
    yield from _paragraph(doubt.question, width=width, edge=_EDGE * 2)
    yield from _paragraph(doubt.reason, width=width, edge=_EDGE * 2, style="faint")
    for answer in doubt.answers:
        lines = wrapped(harmless(answer), width=width - len(_EDGE) * 2 - 2)
        yield from (f"{_EDGE * 2}{'- ' if n == 0 else '  '}{line}" for n, line in enumerate(lines))


def _chart(candidates: tuple[Candidate, ...], *, width: int) -> Iterator[str]:
    """How likely each topic is: name, bar, percentage."""
    yield from _paragraph(_("Les thèmes les plus probables"), width=width, style="bold")
    names = [topic_label(candidate.topic) for candidate in candidates]
    name_width = min(max(map(columns, names)), (width - len(_EDGE)) * 3 // 5)
    bar_width = min(30, width - len(_EDGE) - name_width - 9)
    for place, (name, candidate) in enumerate(zip(names, candidates, strict=True)):
        said = share(candidate.score)
        drawn = padded(bar(candidate.score, width=bar_width), width=bar_width)
        drawn = painted(drawn, "beside what" if place == 0 else "faint")
        yield f"{_EDGE}{padded(name, width=name_width)}  {drawn} {' ' * max(0, 5 - columns(said))}{said}"


def bar(part: float, *, width: int) -> str:
    """A bar for `part` of one, `width` columns for the whole; to an eighth of a column where that can be drawn."""
    eighths = round(min(max(part, 0.0), 1.0) * width * 8)
    return _drawable("█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip(), "#" * round(eighths / 8))


def _paragraph(text: str, *, width: int, edge: str = _EDGE, style: str | None = None) -> Iterator[str]:
    for line in wrapped(harmless(text), width=width - len(edge)):
        yield edge + (painted(line, style) if style else line)


def _drawable(text: str, plainly: str) -> str:
    """`text` if the output can show it, else what stands for it in plain letters."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return plainly
    return text


def show(sentence: str, reading: Reading, *, now: datetime, language: str | None) -> None:
    """Print the sheet. `language`: fr, nl, en or de; None for the terminal's own."""
    from django import setup
    from django.utils import translation

    setup()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show é still shows the rest
    with translation.override(language or terminal_language(os.environ)):
        for line in sheet(sentence, reading, now=now, width=terminal_width()):
            print(line)
