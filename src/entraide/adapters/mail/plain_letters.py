"""Letters to people who need not be members: a parent who is asked for consent, somebody who was named as trusted."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from entraide.adapters.mail.letter import Letter


@dataclass(frozen=True, kw_only=True)
class _OnePage(Letter):
    """A letter of some paragraphs and one page that it opens."""

    address: str
    template: ClassVar[str] = "one_page"

    def paragraphs(self) -> list[str]:
        """What it says, in the active language."""
        raise NotImplementedError

    def button(self) -> str:
        """What the link is called."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "paragraphs": self.paragraphs(),
            "button": self.button(),
            "address": self.address,
        }


@dataclass(frozen=True, kw_only=True)
class ParentLetter(_OnePage):
    """Asks a parent whether `child` (a first name) may take part."""

    child: str

    def subject(self) -> str:
        return _("%(name)s vous demande votre accord pour Entraide") % {"name": self.child}

    def paragraphs(self) -> list[str]:
        return [
            _("%(name)s, qui n'a pas encore 18 ans, voudrait demander et proposer de l'aide sur Entraide.")
            % {"name": self.child},
            _("Jamais ne lui sont confiés des enfants, des clés, de l'argent ou des soins."),
            _(
                "Votre adresse n'est pas gardée. Par ce lien vous donnez votre accord, ou le reprenez quand vous voulez."
            ),
        ]

    def button(self) -> str:
        return _("Lire, puis accepter ou non")


@dataclass(frozen=True, kw_only=True)
class TrustedLetter(_OnePage):
    """Tells somebody that `by` (a first name) trusts them, and how to refuse."""

    by: str

    def subject(self) -> str:
        return _("%(name)s vous fait confiance en cas de danger") % {"name": self.by}

    def paragraphs(self) -> list[str]:
        return [
            _("%(name)s souhaite que l'on puisse vous prévenir en cas de danger, et pour cela seulement.")
            % {"name": self.by},
            _(
                "Nous gardons votre nom et comment vous joindre. Personne ne les lit, sauf si %(name)s l'accepte ou signale un danger."
            )
            % {"name": self.by},
            _("Vous n'avez rien à faire. Vous ne voulez pas ? Refusez par ce lien : tout est effacé aussitôt."),
        ]

    def button(self) -> str:
        return _("Refuser")
