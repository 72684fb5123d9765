"""For which server a community's file is made."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.adapters.archives.sealing import is_public_key
from entraide.web.forms.fields import Line


class DepartureForm(forms.Form):
    """The public key of the new server, as its operator tells it."""

    key = forms.CharField(
        label=gettext_lazy("Clé du nouveau serveur"),
        help_text=gettext_lazy(
            "Qui s'occupe de ce serveur-là vous la donne : elle commence par age1. Lui seul pourra ouvrir le fichier."
        ),
        max_length=120,
        widget=Line(autocomplete="off", spellcheck="false", autocapitalize="none"),
    )

    def clean_key(self) -> str:
        """The key without spaces around it."""
        key = str(self.cleaned_data["key"]).strip()
        if not is_public_key(key):
            raise forms.ValidationError(
                _("Ce n'est pas une clé entière. Copiez-la d'un bout à l'autre, depuis age1 jusqu'à son dernier signe.")
            )
        return key
