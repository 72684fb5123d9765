"""Until when somebody wants to be asked nothing."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entraide.journeys.snooze import LONGEST
from entraide.web.forms.fields import DateLine

SPANS = (
    ("1", _("Jusqu'à demain")),
    ("7", _("Une semaine")),
    ("30", _("Un mois")),
    ("day", _("Jusqu'à ce jour compris :")),
)


class SnoozeForm(forms.Form):
    """A span, or a day."""

    span = forms.ChoiceField(label=_("Jusqu'à quand ?"), choices=SPANS, widget=forms.RadioSelect, initial="7")
    until_day = forms.DateField(
        label=_("Dernier jour"),
        required=False,
        widget=DateLine(),
        error_messages={"invalid": _("Choisissez un jour, par exemple 2026-12-24.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A day that is to come, and less than a year away."""
        given = dict(self.cleaned_data)
        if given.get("span") == "day" and "until_day" in given:
            day = given["until_day"]
            if day is None or not self.today <= day <= self.today + LONGEST:
                self.add_error("until_day", _("Choisissez un jour à venir."))
        return given

    def until(self) -> date:
        """The last day on which nothing is asked."""
        span = self.cleaned_data["span"]
        if span == "day":
            day: date = self.cleaned_data["until_day"]
            return day
        return self.today + timedelta(days=int(span) - (1 if span == "1" else 0))
