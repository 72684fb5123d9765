"""The terms of a promise as a form: what, when, where, and what for; moments in the time zone of who fills it in."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from entraide.logic.bookkeeping.units import Unit, read_amount
from entraide.logic.bookkeeping.units import unit as unit_called
from entraide.logic.promises.terms import LONGEST_PLACE, LONGEST_RETURN, LONGEST_WHAT, Promise
from entraide.logic.promises.times import is_repeated
from entraide.web.forms.fields import Choice, DateLine, Line, Number, TimeLine, offer
from entraide.wording.amounts import typed, unit_name
from entraide.wording.moments import recurrence
from entraide.wording.promises import units_words

_EUROS = unit_called(kind="credits")
WEEKLY, FORTNIGHTLY, MONTHLY = "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY"


class PromiseForm(forms.Form):
    """One of the two proposes these terms; `promise` is what they make once the form is valid.

    `unit`: what the community counts; `counted`: what the post counts ("kg"), "" for nothing; `may_use_euros`: whether it may be
    paid in euros there.
    """

    what = forms.CharField(label=gettext_lazy("Quoi"), max_length=LONGEST_WHAT, widget=Line())
    day = forms.DateField(label=gettext_lazy("Quel jour"), required=False, widget=DateLine())
    begins = forms.TimeField(label=pgettext_lazy("heure", "De"), required=False, widget=TimeLine())
    ends = forms.TimeField(label=pgettext_lazy("heure", "À"), required=False, widget=TimeLine())
    again = forms.ChoiceField(label=gettext_lazy("Combien de fois"), required=False, widget=Choice())
    place = forms.CharField(
        label=gettext_lazy("Où se retrouver"),
        required=False,
        max_length=LONGEST_PLACE,
        widget=Line(),
        help_text=gettext_lazy("Un endroit connu suffit. Votre adresse, vous la montrez ensuite, si vous voulez."),
    )
    promised = forms.IntegerField(required=False, min_value=1, max_value=10_000, widget=Number())
    credit = forms.CharField(required=False, max_length=20, widget=Line())
    euros = forms.CharField(
        label=gettext_lazy("Euros"), required=False, max_length=20, widget=Line(inputmode="decimal")
    )
    in_return = forms.CharField(
        label=gettext_lazy("Autre chose en échange"), required=False, max_length=LONGEST_RETURN, widget=Line()
    )

    def __init__(self, *args: Any, unit: Unit, counted: str, may_use_euros: bool, was: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _initial(was, unit), **kwargs})
        self.unit, self.was = unit, was
        choices = [
            ("", _("Une fois")),
            (WEEKLY, _("Chaque semaine")),
            (FORTNIGHTLY, _("Une semaine sur deux")),
            (MONTHLY, _("Chaque mois")),
        ]
        if is_repeated(was.recurrence) and was.recurrence not in dict(choices):
            choices.insert(1, (was.recurrence, recurrence(was.recurrence)))
        offer(self, "again", choices)
        if unit.is_gift:
            del self.fields["credit"]
        else:
            name = unit_name(unit)
            self.fields["credit"].label = name[:1].upper() + name[1:]
        if not (may_use_euros or was.cents):
            del self.fields["euros"]
        if not counted or counted == "person":
            del self.fields["promised"]
        else:
            self.fields["promised"].label = _("Combien, sur %(units)s") % {
                "units": units_words(2, counted).split(" ", 1)[-1]
            }

    def clean_credit(self) -> int | None:
        """Minor units of what the community counts."""
        return self._amount("credit", self.unit)

    def clean_euros(self) -> int | None:
        """Cents."""
        return self._amount("euros", _EUROS)

    def _amount(self, name: str, unit: Unit) -> int | None:
        said = self.cleaned_data[name].removesuffix("€").strip()
        if not said:
            return None
        amount = read_amount(said, unit=unit)
        if amount is None:
            raise forms.ValidationError(_("Un nombre, par exemple 2 ou 2,50."))
        return amount or None

    def clean(self) -> dict[str, Any]:
        """An hour needs its day, and an end its beginning."""
        said = super().clean() or {}
        if said.get("begins") and not said.get("day") and "day" not in self.errors:
            self.add_error("day", _("Quel jour ? Ou laissez aussi l'heure ouverte."))
        if said.get("ends") and not said.get("begins") and "begins" not in self.errors:
            self.add_error("begins", _("Dites aussi quand cela commence."))
        return said

    @property
    def promise(self) -> Promise:
        """The terms that were filled in."""
        said = self.cleaned_data
        starts_at, ends_at = _moments(said.get("day"), said.get("begins"), said.get("ends"))
        return Promise(
            what=said["what"],
            place_name=said.get("place", ""),
            starts_at=starts_at,
            ends_at=ends_at,
            recurrence=_rule(said.get("again", ""), starts_at),
            credits_minor=said.get("credit"),
            cents=said.get("euros"),
            in_return=said.get("in_return", ""),
            promised=said.get("promised"),
        ).shortened()


def _moments(day: date | None, begins: time | None, ends: time | None) -> tuple[datetime | None, datetime | None]:
    """From when to when; a day without hours is the whole day, and an end before its beginning is of the next day."""
    if day is None:
        return None, None
    zone = timezone.get_current_timezone()
    starts_at = datetime.combine(day, begins or time(), tzinfo=zone)
    if begins is None:
        return starts_at, datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    if ends is None:
        return starts_at, None
    next_day = timedelta(days=1) if ends < begins else timedelta(0)
    return starts_at, datetime.combine(day + next_day, ends, tzinfo=zone)


def _rule(again: str, starts_at: datetime | None) -> str:
    """The recurrence with its day of the week; none without a day to begin with."""
    if starts_at is None:
        return ""
    if again in (WEEKLY, FORTNIGHTLY):
        return f"{again};BYDAY={('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')[starts_at.weekday()]}"
    return again


def _initial(was: Promise, unit: Unit) -> dict[str, Any]:
    start = timezone.localtime(was.starts_at) if was.starts_at else None
    end = timezone.localtime(was.ends_at) if was.ends_at else None
    is_whole_day = start is not None and start.time() == time() and (end is None or end.time() == time())
    return {
        "what": was.what,
        "day": start.date() if start else None,
        "begins": start.time() if start and not is_whole_day else None,
        "ends": end.time() if end and not is_whole_day else None,
        "again": was.recurrence,
        "place": was.place_name,
        "promised": was.promised,
        "credit": typed(was.credits_minor, unit) if was.credits_minor and not unit.is_gift else "",
        "euros": typed(was.cents, _EUROS) if was.cents else "",
        "in_return": was.in_return,
    }
