"""Letters to whoever was asked or answered, and to a steward: who was chosen, what changed, what found nobody."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from entraide.adapters.mail.about_post import AboutPost


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
