"""What a report says: which rule, where, in which words, and whether somebody is in danger."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entraide.journeys.report import LONGEST_WORDS
from entraide.records.communities.models import Community
from entraide.web.forms.fields import RequiredChoice, Words, offer


class ReportForm(forms.Form):
    """A rule must be named; everything else is optional."""

    rule = RequiredChoice(
        label=_("Quelle règle n'est pas respectée ?"), missing=_("Choisissez la règle qui n'est pas respectée.")
    )
    community = RequiredChoice(label=_("Qui doit s'en occuper ?"), missing=_("Choisissez une communauté."))
    words = forms.CharField(
        label=_("Un mot d'explication, si vous voulez"),
        help_text=_("Seules les personnes qui s'en occupent le liront."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=Words(),
        error_messages={"max_length": _("C'est un peu long : 500 signes au plus.")},
    )
    is_danger = forms.BooleanField(label=_("Quelqu'un est peut-être en danger"), required=False)
    may_call_contact = forms.BooleanField(
        label=_("On peut me contacter, et prévenir la personne de confiance que j'ai nommée"), required=False
    )

    def __init__(
        self, *args: Any, rules: Sequence[tuple[str, str]], communities: Sequence[Community], **kwargs: Any
    ) -> None:
        """`rules`: the rules that can be named (code, words); `communities`: where one can report it; of one it is no question."""
        super().__init__(*args, **kwargs)
        offer(self, "rule", rules)
        offer(self, "community", ((one.slug, one.name) for one in communities))
        if len(communities) == 1:
            del self.fields["community"]
