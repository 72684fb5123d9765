"""The forms by which people are invited: a link or a letter, and addresses to be written to."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.journeys.invite import LASTS_DAYS, LONGEST_NOTE, MOST_MAILS_A_DAY, MOST_USES
from entraide.web.forms.fields import Choice, Line, Words
from entraide.wording.lengths import kept_for

WAYS = (("link", gettext_lazy("Un lien à envoyer")), ("letter", gettext_lazy("Une lettre à imprimer")))


class InviteForm(forms.Form):
    """A new link or letter."""

    way = forms.ChoiceField(label=gettext_lazy("Comment ?"), choices=WAYS, widget=forms.RadioSelect, initial="link")
    note = forms.CharField(
        label=gettext_lazy("Pour vous y retrouver"),
        help_text=gettext_lazy("Par exemple « Hall du 12 ». Personne d'autre ne le lit."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=Line(autocomplete="off"),
    )
    lasts_days = forms.TypedChoiceField(
        label=gettext_lazy("Elle ouvre pendant"), coerce=int, widget=Choice(), initial=30
    )
    most_uses = forms.TypedChoiceField(
        label=gettext_lazy("Combien de personnes, au plus"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=Choice(),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["lasts_days"].choices = [(days, kept_for(days)) for days in LASTS_DAYS]  # type: ignore[attr-defined]
        self.fields["most_uses"].choices = [("", _("sans limite")), *((uses, str(uses)) for uses in MOST_USES)]  # type: ignore[attr-defined]


class AddressesForm(forms.Form):
    """Addresses, one mail each."""

    addresses = forms.CharField(
        label=gettext_lazy("Adresses e-mail"),
        help_text=gettext_lazy(
            "Une par ligne ou séparées par des virgules, cinquante au plus. Chacune reçoit un seul mail, puis elle est oubliée."
        ),
        max_length=8000,
        widget=Words(rows=3, **{"class": "in", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Écrivez au moins une adresse.")},
    )

    def clean_addresses(self) -> list[str]:
        """The addresses in small letters, each once."""
        said = [one for one in re.split(r"[\s,;<>]+", self.cleaned_data["addresses"]) if "@" in one]
        found = list(dict.fromkeys(one.strip(".").lower() for one in said))
        if not found:
            raise forms.ValidationError(_("Écrivez au moins une adresse."))
        if len(found) > MOST_MAILS_A_DAY:
            raise forms.ValidationError(
                _("C'est beaucoup d'adresses à la fois : cinquante par jour, trois cents par semaine.")
            )
        for one in found:
            try:
                validate_email(one)
            except ValidationError as wrong:
                raise forms.ValidationError(
                    _("« %(address)s » n'est pas une adresse complète."), params={"address": one[:60]}
                ) from wrong
        return found
