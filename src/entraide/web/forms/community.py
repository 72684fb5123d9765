"""The forms by which a community is opened and asked to be joined: a name is all that must be said."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.common.ids import uuid7
from entraide.journeys.open_community import LONGEST_NAME, Wishes
from entraide.logic.charter.rules import LONGEST_OWN_RULE
from entraide.logic.charter.templates import Template, codes, templates
from entraide.web.forms.fields import Line, Words
from entraide.wording.papers import NAMES
from entraide.wording.tongue import plain_language

ENTRIES = ("open", "request", "invitation")
ADDRESS_FORMS = ("tu", "vous")


class OpenForm(forms.Form):
    """A new community. What is left empty is as its template has it."""

    name = forms.CharField(
        label=gettext_lazy("Son nom"),
        max_length=LONGEST_NAME,
        widget=Line(**{"class": "in big", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Donnez-lui un nom : celui que vous diriez à un voisin."),
            "max_length": gettext_lazy("C'est un peu long : soixante caractères au plus."),
        },
    )
    template = forms.ChoiceField(required=False, choices=[("", ""), *((code, code) for code in codes())])
    paper = forms.ChoiceField(required=False, choices=[("", ""), *NAMES.items()])
    entry = forms.ChoiceField(required=False, choices=[("", ""), *((one, one) for one in ENTRIES)])
    address_form = forms.ChoiceField(required=False, choices=[("", ""), *((one, one) for one in ADDRESS_FORMS)])
    own_rule = forms.CharField(
        label=gettext_lazy("Une règle à vous"),
        help_text=gettext_lazy("Elle s'ajoute à la charte, qui protège chacun et ne se change pas."),
        max_length=LONGEST_OWN_RULE,
        required=False,
        widget=Words(rows=2),
        error_messages={
            "max_length": gettext_lazy("C'est un peu long : deux cents caractères au plus, une seule idée.")
        },
    )
    key = forms.CharField(required=False)
    confirm = forms.CharField(required=False)

    def clean_name(self) -> str:
        """The name on one line; it must hold a letter."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not any(sign.isalpha() for sign in name):
            raise forms.ValidationError(_("Donnez-lui un nom : celui que vous diriez à un voisin."))
        return name

    def clean_key(self) -> str:
        """The key of this draft, or a new one if what came is none."""
        try:
            return str(UUID(str(self.cleaned_data["key"])))
        except ValueError:
            return str(uuid7())

    @property
    def offered(self) -> tuple[Template, ...]:
        """The templates in the language of the page."""
        return templates(language=plain_language())

    def said(self) -> dict[str, Any]:
        """What was said, as plain data that a session can keep."""
        given = self.cleaned_data
        return {name: given[name] for name in ("name", "template", "paper", "entry", "address_form", "own_rule", "key")}


def wishes_in(said: dict[str, Any]) -> Wishes:
    """What `OpenForm.said` gave, as the journey takes it."""
    return Wishes(
        template=said["template"],
        paper=said["paper"],
        entry=said["entry"],
        address_form=said["address_form"],
        own_rules=(said["own_rule"],) if said["own_rule"] else (),
    )


class AskForm(forms.Form):
    """Somebody asks to be let in."""

    words = forms.CharField(
        label=gettext_lazy("Un mot pour qui anime la communauté"),
        help_text=gettext_lazy("Qui vous êtes, en une phrase ou deux. Eux seuls le liront."),
        max_length=500,
        required=False,
        widget=Words(rows=3),
        error_messages={"max_length": gettext_lazy("C'est un peu long : cinq cents caractères au plus.")},
    )
