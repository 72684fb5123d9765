"""Forms about acting for somebody: what for, until when, for whom."""

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from entraide.records.communities.models import Community
from entraide.records.mandates.models import SCOPES
from entraide.web.forms.fields import Choice, EmailLine, Line
from entraide.wording.counts import figures
from entraide.wording.mandates import scope_words

MONTHS = (1, 3, 6, 12)


class TermsForm(forms.Form):
    """What may be done for somebody, and for how long."""

    scope = forms.MultipleChoiceField(
        label=_("Ce qui peut être fait"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une chose.")},
    )
    months = forms.TypedChoiceField(label=_("Pendant"), coerce=int, widget=Choice(), initial=6)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("scope", list(SCOPES))
        # Made here and not above: they are said in the reader's language.
        self.fields["scope"].choices = [(one, scope_words(one)) for one in SCOPES]  # type: ignore[attr-defined]
        self.fields["months"].choices = [  # type: ignore[attr-defined]
            (n, ngettext("%(n)s mois", "%(n)s mois", n) % {"n": figures(n)}) for n in MONTHS
        ]

    def until(self, *, today: date) -> date:
        """The last day, counted from today: months of 30 days, the twelve of a year whole."""
        months = self.cleaned_data["months"]
        return today + timedelta(days=365 if months == 12 else 30 * months)


class _NamedForm(TermsForm):
    """With somebody's first name and language."""

    first_name = forms.CharField(
        label=_("Son prénom"),
        max_length=40,
        widget=Line(autocomplete="off"),
        error_messages={"required": _("Écrivez son prénom, celui que les voisins liront.")},
    )
    language = forms.ChoiceField(label=_("Sa langue"), choices=settings.LANGUAGES, widget=Choice())

    def clean_first_name(self) -> str:
        """The name without invisible signs; it must hold a letter."""
        name = "".join(c for c in self.cleaned_data["first_name"] if unicodedata.category(c)[0] != "C").strip()
        if not any(c.isalpha() for c in name):
            raise forms.ValidationError(_("Écrivez son prénom, celui que les voisins liront."))
        return name


class AskByMailForm(_NamedForm):
    """To act for somebody who has an e-mail address."""

    email = forms.EmailField(
        label=_("Son adresse e-mail"),
        max_length=254,
        widget=EmailLine(autocomplete="off"),
        help_text=_("Un mail lui explique tout ; sans son accord, rien ne se passe et rien n'est gardé."),
        error_messages={
            "required": _("Écrivez son adresse e-mail, la question y sera envoyée."),
            "invalid": _("Cette adresse n'est pas complète. Elle ressemble à prenom@exemple.be."),
        },
    )
    field_order = ("first_name", "email", "language", "scope", "months")


class AskInPersonForm(_NamedForm):
    """To act for somebody without e-mail, who agrees before a steward."""

    community = forms.ChoiceField(
        label=_("La communauté qui recueille son accord"),
        widget=Choice(),
        error_messages={"required": _("Choisissez une de vos communautés.")},
    )
    field_order = ("first_name", "community", "language", "scope", "months")

    def __init__(self, *args: Any, communities: Sequence[Community], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.communities = {str(one.pk): one for one in communities}
        self.fields["community"].choices = [(key, one.name) for key, one in self.communities.items()]  # type: ignore[attr-defined]

    def chosen(self) -> Community:
        """The community that was chosen."""
        return self.communities[self.cleaned_data["community"]]


class WitnessForm(forms.Form):
    """What a steward heard or read: the figures, and how."""

    code = forms.CharField(
        label=_("Les six chiffres que la personne vous donne"),
        max_length=12,
        widget=Line(**{"class": "in code", "autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Écrivez les six chiffres que la personne vous donne.")},
    )
    consent = forms.ChoiceField(
        label=_("Son accord"),
        choices=(
            ("voice", _("Je lui ai parlé, et elle a dit oui")),
            ("paper", _("J'ai lu son accord, écrit et signé")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites comment vous avez recueilli son accord.")},
    )
