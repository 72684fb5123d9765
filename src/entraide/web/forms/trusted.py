"""Forms about safety: somebody to be told in danger, the month in which one turns 18, a parent's address."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from entraide.records.people.models import Person, TrustedContact
from entraide.web.forms.fields import Choice, EmailLine, Line

_NOT_WHOLE = _("Cette adresse n'est pas complète. Elle ressemble à prenom@exemple.be.")


class TrustedForm(forms.Form):
    """A name and how to reach them."""

    name = forms.CharField(
        label=_("Son nom"),
        max_length=60,
        widget=Line(autocomplete="off"),
        error_messages={"required": _("Écrivez comment cette personne s'appelle.")},
    )
    phone = forms.CharField(
        label=_("Son téléphone"), max_length=30, required=False, widget=Line(autocomplete="off", inputmode="tel")
    )
    email = forms.EmailField(
        label=_("Son adresse e-mail"),
        max_length=254,
        required=False,
        widget=EmailLine(autocomplete="off"),
        help_text=_("Un seul mail lui dit que vous l'avez choisie, et lui permet de refuser."),
        error_messages={"invalid": _NOT_WHOLE},
    )

    @classmethod
    def of(cls, contact: TrustedContact | None) -> "TrustedForm":
        """The form as it was kept."""
        return cls(initial={"name": contact.name, "phone": contact.phone, "email": contact.email} if contact else None)

    def clean(self) -> dict[str, Any]:
        """One way of reaching them is needed."""
        given = dict(self.cleaned_data)
        if not self.errors and not given.get("phone") and not given.get("email"):
            self.add_error("phone", _("Écrivez un téléphone ou une adresse, pour que l'on puisse prévenir."))
        return given


class AgeForm(forms.Form):
    """The month in which somebody young turns 18; empty for whoever is of age."""

    month = forms.TypedChoiceField(label=_("Mois"), required=False, coerce=int, empty_value=None, widget=Choice())
    year = forms.TypedChoiceField(label=_("Année"), required=False, coerce=int, empty_value=None, widget=Choice())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = timezone.localdate().year
        self._offer("month", [("", "–"), *((str(n), str(MONTHS[n])) for n in range(1, 13))])
        self._offer("year", [("", "–"), *((str(n), str(n)) for n in range(this, this + 18))])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, person: Person) -> "AgeForm":
        """The form as it was kept."""
        on = person.adult_on
        return cls(initial={"month": on.month, "year": on.year} if on else None)

    def clean(self) -> dict[str, Any]:
        """A month and a year that are to come, or neither."""
        given = dict(self.cleaned_data)
        if (given.get("month") is None) != (given.get("year") is None):
            self.add_error("year", _("Choisissez le mois et l'année, ou aucun des deux."))
        elif given.get("month") and self.adult_on() <= timezone.localdate():  # type: ignore[operator]
            self.add_error("year", _("Ce mois est passé : vous avez 18 ans. Laissez vide."))
        return given

    def adult_on(self) -> date | None:
        """The first day of that month; None if none was chosen."""
        month, year = self.cleaned_data.get("month"), self.cleaned_data.get("year")
        return date(year, month, 1) if month and year else None


class ParentForm(forms.Form):
    """Where to ask a parent."""

    parent = forms.EmailField(
        label=_("L'adresse e-mail d'un parent"),
        max_length=254,
        widget=EmailLine(autocomplete="off"),
        help_text=_("Elle sert à ce mail seulement, et n'est pas gardée."),
        error_messages={
            "required": _("Écrivez l'adresse d'un parent, la question y sera envoyée."),
            "invalid": _NOT_WHOLE,
        },
    )
