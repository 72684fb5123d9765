"""The weights that somebody typed, in hundredths, each within its bounds, and why."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.logic.routing.weights import BOUNDS, WEIGHT_NAMES, Weights
from entraide.web.forms.fields import Line, Number
from entraide.wording.typography import unbroken_line
from entraide.wording.weights import part_meaning, part_name, points


class WeightsForm(forms.Form):
    """One number a part of the score, and the reason, which is asked for only when the weights are changed for good."""

    why = forms.CharField(
        label=gettext_lazy("Pourquoi, en une phrase"),
        help_text=gettext_lazy("Tous les membres pourront la lire."),
        max_length=300,
        required=False,
        widget=Line(autocomplete="off"),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, weights: Weights, must_say_why: bool = False) -> None:
        given = {name: points(getattr(weights, name)) for name in WEIGHT_NAMES}
        super().__init__(data, initial=given)
        for name in WEIGHT_NAMES:
            low, high = (points(bound) for bound in BOUNDS[name])
            bounds = unbroken_line(_("De %(low)s à %(high)s.") % {"low": low, "high": high})
            wrong = _("Un nombre entier de %(low)s à %(high)s.") % {"low": low, "high": high}
            self.fields[name] = forms.IntegerField(
                label=part_name(name),
                help_text=f"{part_meaning(name)} {bounds}",
                min_value=low,
                max_value=high,
                widget=Number(),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
            )
        self.fields["why"].required = must_say_why
        self.fields["why"].error_messages["required"] = _("Dites pourquoi : les membres le liront dans l'histoire.")

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The fields of the weights, in their order."""
        return [self[name] for name in WEIGHT_NAMES]

    def weights(self) -> Weights:
        """The weights of a valid form."""
        return Weights(**{name: self.cleaned_data[name] / 100 for name in WEIGHT_NAMES})
