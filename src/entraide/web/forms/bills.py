"""Forms about euros: an account, an amount to ask for, a bill to members, a payment matched by hand."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.journeys.send_bills import LONGEST_WHAT, PERIOD
from entraide.logic.euros.cents import cents_typed
from entraide.logic.euros.iban import WrongIban, read_iban
from entraide.web.forms.fields import DateLine, Line, RequiredChoice
from entraide.wording.amounts import euros

_HOLDER_MISSING = gettext_lazy("Écrivez à quel nom est le compte.")


class EuroField(forms.CharField):
    """An amount in euros as people type it; gives cents. `most`: the most that is taken, in cents; `may_be_nothing`: nought is, too."""

    def __init__(self, *, most: int, may_be_nothing: bool = False, **words: Any) -> None:
        super().__init__(
            max_length=20, widget=Line(**{"class": "in n", "inputmode": "decimal", "autocomplete": "off"}), **words
        )
        self.most = most
        self.may_be_nothing = may_be_nothing

    def clean(self, value: Any) -> Any:
        """Cents; raises ValidationError on anything that is no amount, on nought and on too much."""
        typed = super().clean(value)
        if not typed:
            return None
        cents = cents_typed(typed)
        if cents is None or not (cents or self.may_be_nothing):
            raise forms.ValidationError(_("Écrivez un montant en euros, par exemple 10 ou 12,50."))
        if cents > self.most:
            raise forms.ValidationError(_("C'est beaucoup à la fois. Écrivez un montant plus petit."))
        return cents


def plain_euros(cents: int) -> str:
    """An amount as it stands in a field where it may be changed: "22,50" where a comma is usual, "10"."""
    return euros(cents).replace("€", "").replace("\xa0", " ").replace("\u202f", " ").strip()


class AccountForm(forms.Form):
    """An account: its number and its holder."""

    iban = forms.CharField(
        label=gettext_lazy("Numéro de compte (IBAN)"),
        max_length=60,
        widget=Line(autocomplete="off", spellcheck="false", autocapitalize="characters"),
        error_messages={"required": gettext_lazy("Écrivez le numéro du compte.")},
    )
    holder = forms.CharField(
        label=gettext_lazy("Au nom de"),
        help_text=gettext_lazy("Comme la banque le connaît."),
        max_length=70,
        widget=Line(autocomplete="name"),
        error_messages={"required": _HOLDER_MISSING},
    )

    def clean_iban(self) -> str:
        """The number, bare."""
        try:
            return read_iban(self.cleaned_data["iban"])
        except WrongIban as wrong:
            said = {
                "not_sepa": _("Ce compte ne reçoit pas de virements en euros."),
                "wrong": _(
                    "Ce numéro de compte n'est pas juste. Recopiez-le en entier, par exemple BE68 5390 0754 7034."
                ),
            }
            raise forms.ValidationError(said.get(wrong.code, _("Écrivez le numéro du compte."))) from None

    def clean_holder(self) -> str:
        """The name on one line; it must hold a letter."""
        name = " ".join(str(self.cleaned_data["holder"]).split())
        if not any(sign.isalpha() for sign in name):
            raise forms.ValidationError(_HOLDER_MISSING)
        return name


class AskEurosForm(AccountForm):
    """What whoever helped asks for: at most what is left of what was agreed."""

    euros = EuroField(
        most=1_000_000,
        label=gettext_lazy("Combien, en euros"),
        error_messages={"required": gettext_lazy("Écrivez un montant en euros, par exemple 10 ou 12,50.")},
    )
    field_order = ("euros", "iban", "holder")

    def __init__(self, *args: Any, most: int, **words: Any) -> None:
        super().__init__(*args, **words)
        self.most = most

    def clean_euros(self) -> int:
        """Cents, within what was agreed."""
        cents = int(self.cleaned_data["euros"])
        if cents > self.most:
            raise forms.ValidationError(
                _("C'est plus que ce que vous avez convenu. Proposez d'abord un autre montant.")
            )
        return cents


class SendBillForm(forms.Form):
    """What a community asks of one member, or of all."""

    purpose = RequiredChoice(
        label=gettext_lazy("Pour quoi"),
        missing=gettext_lazy("Choisissez pour quoi."),
        choices=[("subscription", gettext_lazy("Une cotisation")), ("share", gettext_lazy("Une part de coopérative"))],
    )
    period = forms.CharField(
        label=gettext_lazy("Pour quelle période"),
        help_text=gettext_lazy("D'une cotisation : une année, comme 2026, ou un mois, comme 2026-03."),
        max_length=7,
        required=False,
        widget=Line(**{"class": "in n", "autocomplete": "off"}),
    )
    euros = EuroField(
        most=10_000_000,
        label=gettext_lazy("Combien, en euros"),
        error_messages={"required": gettext_lazy("Écrivez un montant en euros, par exemple 10 ou 12,50.")},
    )
    what = forms.CharField(
        label=gettext_lazy("En quelques mots"),
        help_text=gettext_lazy("Facultatif : le membre le lira."),
        max_length=LONGEST_WHAT,
        required=False,
        widget=Line(**{"class": "in serif", "autocomplete": "off"}),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Avant le"),
        help_text=gettext_lazy("Facultatif."),
        required=False,
        widget=DateLine(),
        error_messages={"invalid": gettext_lazy("Choisissez un jour qui existe.")},
    )
    whom = RequiredChoice(
        label=gettext_lazy("À qui"),
        missing=gettext_lazy("Choisissez à qui."),
        choices=[("all", gettext_lazy("À tous les membres")), ("one", gettext_lazy("À un membre"))],
    )
    member = forms.CharField(
        label=gettext_lazy("Son prénom"),
        help_text=gettext_lazy("Pour un seul membre."),
        max_length=40,
        required=False,
        widget=Line(autocomplete="off"),
    )

    def __init__(self, *args: Any, today: date, **words: Any) -> None:
        super().__init__(*args, **words)
        self.today = today

    def clean_due_on(self) -> date | None:
        """The day, not in the past."""
        due_on: date | None = self.cleaned_data["due_on"]
        if due_on and due_on < self.today:
            raise forms.ValidationError(_("Choisissez un jour à venir."))
        return due_on

    def clean(self) -> dict[str, Any]:
        """A subscription has a period, and one member a name."""
        said = super().clean() or self.cleaned_data
        period = str(said.get("period", "")).strip()
        if said.get("purpose") == "subscription" and not PERIOD.fullmatch(period):
            self.add_error("period", _("Écrivez une année, comme 2026, ou un mois, comme 2026-03."))
        if said.get("whom") == "one" and not str(said.get("member", "")).strip():
            self.add_error("member", _("Écrivez son prénom."))
        return {**said, "period": period}
