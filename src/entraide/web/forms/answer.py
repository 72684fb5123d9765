"""What somebody says to a post or an ask: one of three buttons, and a word."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

KINDS = ("yes", "other", "not_now")
LONGEST_WORDS = 1000


@dataclass(frozen=True)
class SaidAnswer:
    """A sent answer. `kind` is yes, other, not_now or empty; `error` says what is to be mended, or is empty."""

    kind: str
    words: str
    error: str = ""


def read_answer(sent: Mapping[str, str], *, may_decline: bool) -> SaidAnswer:
    """The answer of a sent form: fields `answer` and `words`. `may_decline`: "not this time" is one of the buttons."""
    kind = sent.get("answer", "")
    words = sent.get("words", "").replace("\r\n", "\n").replace("\x00", "").strip()
    if kind not in KINDS or (kind == "not_now" and not may_decline):
        return SaidAnswer("", words, _("Choisissez l'une des réponses."))
    if len(words) > LONGEST_WORDS:
        return SaidAnswer(kind, words, _("C'est un peu long : 1 000 signes au plus."))
    if kind == "other" and not words:
        return SaidAnswer(kind, words, _("Écrivez en quelques mots ce que vous proposez."))
    return SaidAnswer(kind, words)
