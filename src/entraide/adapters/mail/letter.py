"""Letters: facts go in, a subject, a plain text and an HTML part come out, in the reader's language.

A letter names first names, sentences and reasons; never an address, never who else was asked. A link in it opens a page and
does nothing by itself, for programs follow links in mails.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.template.loader import render_to_string
from django.utils import translation

from entraide.wording.mail_marks import line_to_answer_above
from entraide.wording.tongue import tongue


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What every letter has. `identity` becomes its Message-ID: sent again after a crash, it is recognised as the same.

    `reply_to`: the address at which it is answered, by a message in a conversation; "" where it is not to be answered.
    """

    identity: str
    to: str
    language: str
    first_name: str
    reply_to: str = ""
    template: ClassVar[str] = "note"

    def subject(self) -> str:
        """The subject, in the active language."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What the templates need, in the active language."""
        return {"first_name": self.first_name, "colon": "\u00a0:" if self.language == "fr" else ":"}


@dataclass(frozen=True)
class Composed:
    """A letter in words."""

    subject: str
    text: str
    html: str


def compose(letter: Letter, *, house: str, address_form: str = "vous") -> Composed:
    """Say the letter in its reader's language. `house` is the name on top, `address_form` how people are addressed there (vous, tu)."""
    with translation.override(tongue(language=letter.language, address_form=address_form)):
        facts = {**letter.facts(), "house": house, "subject": letter.subject(), "language": letter.language}
        facts["answer_above"] = line_to_answer_above() if letter.reply_to else ""
        text = render_to_string(f"mail/{letter.template}.txt", facts)
        return Composed(
            subject=" ".join(str(facts["subject"]).split()),
            text=_tidy(f"{facts['answer_above']}\n\n{text}"),
            html=render_to_string(f"mail/{letter.template}.html", facts),
        )


def _tidy(text: str) -> str:
    """No more than one empty line in a row, no spaces at line ends."""
    lines: list[str] = []
    for line in (raw.strip() for raw in text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
