"""Amounts as people type them: "2h30", "2,5", "12"; read exactly, never by way of floats."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from entraide.logic.bookkeeping.units import Unit, read_amount
from entraide.web.forms.fields import Line


class AmountField(forms.CharField):
    """An amount in a community's unit; its clean value is in minor units, above nought unless `may_be_nought`."""

    def __init__(self, *, unit: Unit, may_be_nought: bool = False, **options: Any) -> None:
        options.setdefault("widget", Line(**{"class": "in n", "inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=20, **options)
        self.unit, self.may_be_nought = unit, may_be_nought
        self.error_messages["required"] = _("Écrivez combien.")

    def clean(self, value: Any) -> Any:
        """The amount in minor units; None for nothing in a field that may be empty. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return None
        amount = read_amount(text, unit=self.unit)
        if amount is None:
            raise forms.ValidationError(
                _("Écrivez des heures, comme 2 h 30 ou 2,5.")
                if self.unit.kind == "hours"
                else _("Écrivez un nombre, comme 12 ou 2,5.")
            )
        if amount < 0 or (amount == 0 and not self.may_be_nought):
            raise forms.ValidationError(_("Écrivez combien : un nombre au-dessus de zéro."))
        return amount
