"""Giving and asking for credits, as forms: whom, how much, what for. Whom is a first name; of several so called one is chosen."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.common.ids import uuid7
from entraide.journeys.give_credits import LONGEST_WORDS
from entraide.logic.bookkeeping.terms import Limits
from entraide.logic.bookkeeping.units import Unit
from entraide.records.communities.models import Community
from entraide.records.ledgers.queries import member_choices
from entraide.records.people.models import Person
from entraide.web.forms.amounts import AmountField
from entraide.web.forms.fields import Line, Words

MOST_ALIKE = 8


class BuyForm(forms.Form):
    """How much of what a community counts a member wants to buy from it."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, unit: Unit) -> None:
        super().__init__(data, prefix=None, auto_id="buy_%s")
        self.fields["amount"] = AmountField(label=_("Combien"), unit=unit)


class MemberForm(forms.Form):
    """Whom: `who`, a first name; `to`, the code of one of those so called. `alike`: among whom is still to be chosen."""

    who = forms.CharField(
        label=gettext_lazy("À qui"),
        max_length=60,
        widget=Line(autocomplete="off"),
        error_messages={"required": gettext_lazy("Écrivez son prénom.")},
    )
    to = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput())

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        viewer: Person,
        house: Community,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), prefix=None)
        self.viewer, self.house = viewer, house
        self.alike: Sequence[Person] = ()

    def clean(self) -> dict[str, Any]:
        """Find whom: the one so called, or the one that was chosen among several."""
        said = super().clean() or self.cleaned_data
        name = " ".join(str(said.get("who", "")).replace("\x00", "").split())
        if not name:
            return said
        found = member_choices(self.house, name=name, but=self.viewer, most=MOST_ALIKE)
        exact = [one for one in found if one.first_name.casefold() == name.casefold()] or found
        chosen = [one for one in exact if one.code == said.get("to")] or exact
        if not chosen:
            self.add_error(
                "who", _("Personne ici ne s'appelle ainsi. Écrivez le prénom tel que la liste des membres le montre.")
            )
        elif len(chosen) > 1:
            self.alike = chosen
            self.add_error("who", _("Plusieurs membres s'appellent ainsi : choisissez qui."))
        else:
            said["person"] = chosen[0]
        return said


class CreditsForm(MemberForm):
    """Whom, how much, what for; `key`: under it it is done once."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput())
    exchange = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput())

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        viewer: Person,
        house: Community,
        unit: Unit,
        must_say: bool = False,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, viewer=viewer, house=house, initial=initial)
        self.fields["amount"] = AmountField(label=_("Combien"), unit=unit)
        self.fields["words"] = forms.CharField(
            label=_("Pour quoi"),
            max_length=LONGEST_WORDS,
            required=must_say,
            widget=Words(rows=1, maxlength=LONGEST_WORDS),
        )
        self.fields["words"].error_messages["required"] = _("Dites pour quoi, en quelques mots.")

    @property
    def key_value(self) -> UUID:
        """The key of what is done: the one that was sent, or a new one."""
        found = self.cleaned_data.get("key") if hasattr(self, "cleaned_data") else None
        return found or uuid7()


class LimitsForm(MemberForm):
    """Whose account, how far below nought it may go (`floor`, written without a sign) and how far above (`ceiling`)."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        viewer: Person,
        house: Community,
        unit: Unit,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, viewer=viewer, house=house, initial=initial)
        self.fields["who"].label = _("Le compte de")
        self.fields["floor"] = AmountField(label=_("Peut devoir jusqu'à"), unit=unit, may_be_nought=True)
        self.fields["ceiling"] = AmountField(label=_("Peut avoir jusqu'à"), unit=unit, may_be_nought=True)

    @property
    def limits(self) -> Limits:
        """What was written, once it is valid."""
        said = self.cleaned_data
        return Limits(floor_minor=-said["floor"], ceiling_minor=said["ceiling"])
