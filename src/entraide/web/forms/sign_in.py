"""Signing in: a first name and an e-mail address, then the code that was sent there."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from entraide.web.forms.fields import EmailLine, Line


class SignInForm(forms.Form):
    """Who signs in, or joins: the two things an account needs."""

    first_name = forms.CharField(
        label=_("Prénom"),
        max_length=40,
        widget=Line(autocomplete="given-name"),
        help_text=_("Celui que vos voisins liront."),
        error_messages={"required": _("Écrivez votre prénom, celui que vos voisins liront.")},
    )
    email = forms.EmailField(
        label=_("Adresse e-mail"),
        max_length=254,
        widget=EmailLine(),
        help_text=_(
            "Un code de six chiffres y arrive, sans mot de passe. Seule la verra la personne avec qui vous convenez de vous aider."
        ),
        error_messages={
            "required": _("Écrivez votre adresse e-mail, le code y sera envoyé."),
            "invalid": _("Cette adresse n'est pas complète. Elle ressemble à prenom@exemple.be."),
        },
    )

    def clean_first_name(self) -> str:
        """The name without invisible signs; it must hold a letter."""
        name = "".join(c for c in self.cleaned_data["first_name"] if unicodedata.category(c)[0] != "C").strip()
        if not any(c.isalpha() for c in name):
            raise forms.ValidationError(_("Écrivez votre prénom, celui que vos voisins liront."))
        return name

    def clean_email(self) -> str:
        """The address in small letters."""
        return str(self.cleaned_data["email"]).strip().lower()


class CodeForm(forms.Form):
    """The six figures."""

    code = forms.CharField(
        label=_("Code de six chiffres"),
        max_length=12,
        widget=Line(**{"class": "in code", "autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"required": _("Écrivez les six chiffres reçus par e-mail.")},
    )

    def clean_code(self) -> str:
        """The figures alone: spaces and hyphens may stand between them."""
        figures = re.sub(r"[\s.\-]", "", self.cleaned_data["code"])
        if not re.fullmatch(r"[0-9]{6}", figures):
            raise forms.ValidationError(_("Le code a six chiffres, par exemple 204 816."))
        return figures
