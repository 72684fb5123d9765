"""Letters to the writer of a post: an answer, how the search goes, what fits, what somebody filed otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from entraide.adapters.mail.about_post import AboutPost
from entraide.wording.readings import filed_words
from entraide.wording.reasons import quoted
from entraide.wording.search import step_title, step_words


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
