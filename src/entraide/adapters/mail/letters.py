"""Letters: facts go in, a subject, a plain text and an HTML part come out, in the reader's language.

A letter names first names, sentences and reasons; never an address, never who else was asked. A link in it opens a page and
does nothing by itself, for programs follow links in mails.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.marking import marked
from entraide.wording.counts import figures
from entraide.wording.distances import about_km
from entraide.wording.mail_marks import line_to_answer_above
from entraide.wording.news import Told, news_of
from entraide.wording.readings import as_plain_text, filed_words
from entraide.wording.reasons import quoted, reasons
from entraide.wording.search import step_title, step_words
from entraide.wording.tongue import tongue
from entraide.wording.typography import unbroken


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


@dataclass(frozen=True, kw_only=True)
class CodeLetter(Letter):
    """The six figures to sign in with."""

    code: str
    minutes: int
    template: ClassVar[str] = "code"

    def subject(self) -> str:
        return _("%(code)s : votre code pour entrer dans Entraide") % {"code": f"{self.code[:3]} {self.code[3:]}"}

    def facts(self) -> dict[str, Any]:
        return {"first_name": self.first_name, "code": f"{self.code[:3]} {self.code[3:]}", "minutes": self.minutes}


@dataclass(frozen=True, kw_only=True)
class AboutPost(Letter):
    """A letter about a post. `now` is naive or aware local time, for saying days in words; `address` of the page it leads to.

    `stop_address`: where whoever reads it says that they want no more of this sort.
    """

    sentence: str
    sentence_language: str
    reading: Reading
    writer: str
    address: str
    settings_address: str
    now: datetime
    stop_address: str = ""

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "quoted_sentence": quoted(self.sentence),
            "sentence_language": self.sentence_language,
            "pieces": marked(unbroken(self.sentence), self.reading.spans),
            "parts": as_plain_text(self.reading, now=self.now),
            "kind": self.reading.kind,
            "writer": self.writer,
            "address": self.address,
            "settings_address": self.settings_address,
            "stop_address": self.stop_address,
        }


@dataclass(frozen=True, kw_only=True)
class AskLetter(AboutPost):
    """Somebody is asked whether they can help."""

    because: Mapping[str, Any] = field(default_factory=dict)
    distance_km: float | None = None
    answer_addresses: Mapping[str, str] = field(default_factory=dict)
    asked_this_week: int = 1
    most_a_week: int | None = None
    template: ClassVar[str] = "ask"

    def subject(self) -> str:
        if self.reading.kind == "offer":
            return _("%(writer)s propose quelque chose pour vous. Cela vous intéresse ?") % {"writer": self.writer}
        if self.reading.urgency == "now":
            return _("%(writer)s cherche quelqu'un au plus vite. Pouvez-vous ?") % {"writer": self.writer}
        return _("%(writer)s cherche quelqu'un. Pouvez-vous ?") % {"writer": self.writer}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "reasons": reasons(self.because),
            "distance": about_km(self.distance_km) if self.distance_km is not None else "",
            "answers": self.answer_addresses,
            "asked_this_week": self.asked_this_week,
            "most_a_week": self.most_a_week,
        }


@dataclass(frozen=True, kw_only=True)
class AnswerLetter(AboutPost):
    """The writer has an answer: `answer` is yes or other, `words` what was said with it."""

    answerer: str
    answer: str
    words: str = ""

    def subject(self) -> str:
        if self.answer == "yes":
            return _("%(name)s peut vous aider") % {"name": self.answerer}
        return _("%(name)s vous propose autre chose") % {"name": self.answerer}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": self.subject() + ".",
            "words": self.words,
            "quoted_words": quoted(self.words) if self.words else "",
            "words_by": self.answerer,
            "button": _("Voir la réponse"),
            "after": _("Vous choisissez quand vous voulez. Les autres seront prévenus et remerciés."),
        }


@dataclass(frozen=True, kw_only=True)
class ChosenLetter(AboutPost):
    """The helper was chosen; in the exchange a promise waits to be accepted. `address`: its page."""

    def subject(self) -> str:
        return _("%(writer)s compte sur vous, merci") % {"writer": self.writer}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": _("%(writer)s compte sur vous.") % {"writer": self.writer},
            "button": _("Lire la promesse et répondre"),
            "after": _(
                "Acceptez d'un clic ce que %(writer)s propose, ou proposez autrement : c'est là aussi que vous vous écrivez."
            )
            % {"writer": self.writer},
        }


@dataclass(frozen=True, kw_only=True)
class NotChosenLetter(AboutPost):
    """Somebody else was chosen; thanks all the same."""

    def subject(self) -> str:
        return _("Merci d'avoir répondu à %(writer)s") % {"writer": self.writer}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": _("%(writer)s a trouvé quelqu'un. Merci de votre réponse : elle a compté.")
            % {"writer": self.writer},
            "button": _("Voir les annonces"),
            "after": "",
        }


@dataclass(frozen=True, kw_only=True)
class NobodyLetter(AboutPost):
    """Nobody could be asked; the writer hears it at once, with what would help."""

    def subject(self) -> str:
        return _("Personne à solliciter pour l'instant : que faire ?")

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": _("Pour l'instant, nous n'avons trouvé personne à solliciter près de chez vous."),
            "button": _("Voir ce qui peut aider"),
            "after": _(
                "Votre annonce reste visible et tout le monde peut y répondre. "
                "Un autre moment, un rayon plus large ou une affiche dans le hall peuvent aider."
            ),
        }


@dataclass(frozen=True, kw_only=True)
class RefiledLetter(AboutPost):
    """Somebody who tends the community filed the writer's post otherwise."""

    def subject(self) -> str:
        return _("Votre annonce est rangée autrement")

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": filed_words(self.reading),
            "button": _("Voir l'annonce"),
            "after": _("Ce n'est pas cela ? Sur cette page, un bouton remet tout comme vous l'aviez publié."),
        }


@dataclass(frozen=True, kw_only=True)
class WithdrawnLetter(AboutPost):
    """A post that somebody had answered was withdrawn."""

    def subject(self) -> str:
        return _("%(writer)s a retiré son annonce") % {"writer": self.writer}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": _("%(writer)s a retiré cette annonce. Merci d'avoir répondu.") % {"writer": self.writer},
            "button": _("Voir les annonces"),
            "after": "",
        }


@dataclass(frozen=True, kw_only=True)
class ChangedLetter(AboutPost):
    """A post that somebody was asked about, or answered, is not as it was."""

    def subject(self) -> str:
        return _("%(writer)s a changé son annonce") % {"writer": self.writer}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": _("%(writer)s a changé le moment, le lieu ou l'échange. Voici ce qui vaut maintenant.")
            % {"writer": self.writer},
            "button": _("Voir l'annonce"),
            "after": _("Cela ne vous va plus ? Dites-le sur cette page, c'est très bien aussi."),
        }


@dataclass(frozen=True, kw_only=True)
class FitsLetter(AboutPost):
    """An offer answers a need that its reader wrote: `own_sentence`."""

    own_sentence: str

    def subject(self) -> str:
        return _("Une offre répond à votre annonce")

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": _("%(writer)s propose quelque chose qui répond à votre annonce : %(sentence)s")
            % {"writer": self.writer, "sentence": quoted(self.own_sentence)},
            "button": _("Voir l'offre"),
            "after": _("Cela vous va ? Répondez-lui sur cette page. Votre annonce reste ouverte."),
        }


@dataclass(frozen=True, kw_only=True)
class SearchLetter(AboutPost):
    """The search for helpers went a step further: `step` (see logic.routing.escalation), with what is to be said about it."""

    step: str
    step_facts: Mapping[str, Any] = field(default_factory=dict)

    def subject(self) -> str:
        return step_title(self.step)

    def facts(self) -> dict[str, Any]:
        is_told = self.step == "told"
        return {
            **super().facts(),
            "lead": step_words(self.step, self.step_facts),
            "button": _("Voir ce qui peut aider") if is_told else _("Voir l'annonce"),
            "after": _("Sur cette page, d'un geste : chercher plus loin, un autre moment, un autre échange.")
            if is_told
            else _("Vous n'avez rien à faire. Un mail vous préviendra dès la première réponse."),
        }


@dataclass(frozen=True, kw_only=True)
class UnansweredLetter(AboutPost):
    """To a steward: a need in their community has found nobody so far."""

    def subject(self) -> str:
        return _("Une demande reste sans réponse")

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": _("%(writer)s cherche quelqu'un, et personne n'a pu jusqu'ici. Connaissez-vous quelqu'un ?")
            % {"writer": self.writer},
            "button": _("Voir l'annonce"),
            "after": _("Vous recevez ce mail parce que vous animez cette communauté."),
        }


@dataclass(frozen=True)
class Quote:
    """What somebody wrote in a conversation: their first name, and the words."""

    by: str
    words: str


@dataclass(frozen=True)
class Said:
    """What was said in one conversation, oldest first, and how many messages there are besides.

    Where a mail tells of several, `subject` and `address` say of which; else they are empty.
    """

    quotes: tuple[Quote, ...]
    more: int = 0
    subject: str = ""
    address: str = ""

    @property
    def more_words(self) -> str:
        """How many messages there are besides, in words; empty for none."""
        said = ngettext("Et un autre message.", "Et %(n)s autres messages.", self.more)
        return said % {"n": figures(self.more)} if self.more else ""


@dataclass(frozen=True, kw_only=True)
class NewsLetter(Letter):
    """News that is about no post: `told` in the words of wording.news, and what was said, in one conversation or several.

    `site` is the address of this server without a path.
    """

    told: Told
    site: str
    settings_address: str
    said: tuple[Said, ...] = ()
    stop_address: str = ""
    template: ClassVar[str] = "news"

    @property
    def address(self) -> str:
        """The page that it leads to."""
        return self.site + news_of(self.told).path

    def subject(self) -> str:
        return news_of(self.told).subject

    def facts(self) -> dict[str, Any]:
        news = news_of(self.told)
        is_public = bool(self.reply_to) and self.told.kind in ("reply", "thread")
        # An answer to a letter from a person is private elsewhere; here it is not.
        in_sight = _("Une réponse à ce mail paraît dans la discussion.") if is_public else ""
        return {
            **super().facts(),
            "lead": news.title,
            "words": f"{news.words} {in_sight}".strip(),
            "said": self.said,
            "button": news.button or _("Ouvrir la page"),
            "address": self.address,
            "settings_address": self.settings_address,
            "stop_address": self.stop_address,
        }


@dataclass(frozen=True, kw_only=True)
class DigestLetter(Letter):
    """What was not urgent, in one letter: the letters that it stands for, in order."""

    letters: tuple[AboutPost | NewsLetter, ...]
    settings_address: str
    template: ClassVar[str] = "digest"

    def subject(self) -> str:
        n = len(self.letters)
        return ngettext("%(n)s nouvelle d'Entraide", "%(n)s nouvelles d'Entraide", n) % {"n": figures(n)}

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "settings_address": self.settings_address,
            "items": [{**one.facts(), "title": one.subject(), "address": one.address} for one in self.letters],
        }


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


def addresses_of_answers(base: str) -> Mapping[str, str]:
    """The links of an ask: each opens the ask's page with that answer chosen, `later` where one chooses until when."""
    answers = {kind: f"{base}?answer={kind}" for kind in ("yes", "other", "not_now")}
    return {**answers, "later": f"{base}?answer=later#later"}
