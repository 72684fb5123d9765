"""The rules that somebody who tends a community chose: each held against what rules can be, and then against the charter."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from entraide.logic.charter import rules as known
from entraide.logic.charter.charter import (
    LONGEST_KEPT_MONTHS,
    MOST_DECAY_PERCENT,
    MOST_FEE_PERCENT,
    NAMING_KINDS,
    breaches,
)
from entraide.logic.charter.rules import (
    DEAREST_CENTS,
    LONGEST_OWN_RULE,
    MOST_OWN_RULES,
    MOST_REPORTS,
    WIDEST_BALANCE,
    WIDEST_COMMONS,
    Rules,
)
from entraide.logic.reading.topics import families
from entraide.logic.routing.attestations import KINDS
from entraide.web.forms.bills import EuroField, plain_euros
from entraide.web.forms.fields import DateLine, Line, Number, Words
from entraide.wording.charter import breach_words
from entraide.wording.readings import topic_label
from entraide.wording.rules import CHAPTERS, chapter_title, choice_words, every_words, subject
from entraide.wording.standing import kind_name

_CHOICES: dict[str, tuple[Any, ...]] = {
    "entry": known.ENTRIES,
    "minors": known.MINORS,
    "posts_read_by": known.READERS,
    "forum_read_by": known.READERS,
    "members_read_by": known.MEMBERS_READERS,
    "may_post": known.POSTERS,
    "may_be_asked": known.ASKABLE,
    "posts_checked": known.CHECKS,
    "may_use_euros": (True, False),
    "verifiers": known.VERIFIERS,
    "members_settle": (False, True),
    "forum": known.FORUMS,
    "prices": known.PRICES,
    "debt_when_leaving": known.DEBTS,
    "books_read_by": known.BOOKS_READERS,
    "subscription_every": known.EVERY,
}


class RulesForm(forms.Form):
    """All rules of a community, chapter by chapter, and why they change; `must_say_why` once they are to be decided."""

    own_rules = forms.CharField(required=False, widget=Words(rows=5))
    holds_on = forms.DateField(
        required=False, widget=DateLine(), error_messages={"invalid": gettext_lazy("Choisissez un jour qui existe.")}
    )
    why = forms.CharField(
        label=gettext_lazy("Pourquoi, en une phrase"),
        help_text=gettext_lazy("Qui lit les règles lira aussi cette phrase."),
        max_length=300,
        required=False,
        widget=Line(autocomplete="off"),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, rules: Rules, must_say_why: bool = False) -> None:
        super().__init__(data, initial=_initial(rules))
        for name, values in _CHOICES.items():
            self.fields[name] = forms.ChoiceField(
                label=subject(name),
                choices=[(str(value), _choice(name, value)) for value in values],
                widget=forms.RadioSelect(),
                error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choisissez dans la liste.")),
            )
        self.fields["checkers"] = forms.ChoiceField(
            label=subject("checkers"),
            choices=[(str(n), ngettext("Une personne", "Deux personnes", n)) for n in (1, 2)],
            widget=forms.RadioSelect(),
            error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choisissez dans la liste.")),
        )
        self.fields["currency"] = forms.ChoiceField(
            label=subject("currency"),
            choices=[("gift", _("Rien")), ("hours", _("Des heures")), ("credits", _("Des pièces"))],
            widget=forms.RadioSelect(),
            error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choisissez dans la liste.")),
        )
        self.fields["topics"] = forms.MultipleChoiceField(
            label=subject("topics"),
            help_text=_("rien de coché : tout"),
            choices=[
                (code, topic_label(code)) for code in dict.fromkeys((*families(), *rules.topics)) if code != "other"
            ],
            widget=forms.CheckboxSelectMultiple(),
            required=False,
        )
        self.fields["verified_through"] = forms.MultipleChoiceField(
            label=subject("verified_through"),
            choices=[(code, kind_name(code)) for code in KINDS if code in NAMING_KINDS],
            widget=forms.CheckboxSelectMultiple(),
            required=False,
        )
        self.fields["currency_name"] = forms.CharField(
            label=subject("currency_name"),
            help_text=_("Si vous en avez une : Coopflouze, grains de sel, heures…"),
            max_length=known.LONGEST_CURRENCY_NAME,
            required=False,
            widget=Line(autocomplete="off"),
        )
        self._number("floor", least=0, most=WIDEST_BALANCE, hint=_("De combien un compte peut descendre sous zéro."))
        self._number("ceiling", least=0, most=WIDEST_BALANCE, hint=_("Jusqu'où un compte peut monter."))
        self._number(
            "per_hour",
            least=0,
            most=WIDEST_BALANCE,
            hint=_("En pièces. Zéro : pas d'usage. Une heure comptée en heures vaut toujours une heure."),
        )
        self._number("most_per_transfer", least=0, most=WIDEST_BALANCE, hint=_("Zéro : autant que le compte permet."))
        self._number(
            "welcome", least=0, most=WIDEST_BALANCE, hint=_("Ce que la caisse commune donne à chaque nouveau membre.")
        )
        self._number(
            "commons_floor", least=0, most=WIDEST_COMMONS, hint=_("De combien la caisse peut descendre sous zéro.")
        )
        self._percent("decay_percent", most=MOST_DECAY_PERCENT)
        self._number("decay_free", least=0, most=WIDEST_BALANCE, hint=_("Jusque-là, un compte garde tout."))
        self._number(
            "credit_cents",
            least=0,
            most=DEAREST_CENTS,
            hint=_("En centimes d'euro pièce. Zéro : cela ne s'achète pas."),
        )
        self._number(
            "hide_after", least=0, most=MOST_REPORTS, hint=_("Après combien de signalements. Zéro : jamais d'abord.")
        )
        self._number("kept_months", least=1, most=LONGEST_KEPT_MONTHS, hint=_("En mois, pour les annonces closes."))
        self._percent("fee_percent", most=MOST_FEE_PERCENT)
        self.fields["subscription_cents"] = EuroField(
            label=subject("subscription_cents"),
            help_text=_("En euros. Vide ou zéro : il n'y en a pas."),
            most=DEAREST_CENTS,
            may_be_nothing=True,
            required=False,
        )
        self.fields["own_rules"].label = subject("own_rules")
        self.fields["own_rules"].help_text = _(
            "Une règle par ligne. %(rules)s règles au plus, %(signs)s signes chacune."
        ) % {
            "rules": MOST_OWN_RULES,
            "signs": LONGEST_OWN_RULE,
        }
        self.fields["holds_on"].label = _("À partir du")
        self.fields["holds_on"].help_text = _("Vide : dès que possible.")
        self.fields["why"].required = must_say_why
        self.fields["why"].error_messages["required"] = _("Dites pourquoi : les membres le liront dans l'histoire.")

    def _percent(self, name: str, *, most: float) -> None:
        self.fields[name] = forms.DecimalField(
            label=subject(name),
            help_text=_("En pour cent. Au plus %(most)s.") % {"most": int(most)},
            min_value=0,
            max_value=100,
            decimal_places=1,
            localize=True,
            widget=Line(**{"class": "in n", "inputmode": "decimal"}),
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value", "max_decimal_places"),
                _("Un nombre de 0 à %(most)s, avec une décimale au plus.") % {"most": int(most)},
            ),
        )

    def _number(self, name: str, *, least: int, most: int, hint: str) -> None:
        wrong = _("Un nombre entier de %(low)s à %(high)s.") % {"low": least, "high": most}
        self.fields[name] = forms.IntegerField(
            label=subject(name),
            help_text=hint,
            min_value=least,
            max_value=most,
            widget=Number(),
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        )

    @property
    def chapters(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields of each chapter, with its code and heading."""
        return [(code, chapter_title(code), [self[name] for name in fields]) for code, fields in CHAPTERS]

    def clean_own_rules(self) -> tuple[str, ...]:
        """One's own rules, each on one line, none twice."""
        said = tuple(
            dict.fromkeys(
                filter(None, (" ".join(line.split()) for line in self.cleaned_data["own_rules"].splitlines()))
            )
        )
        if len(said) > MOST_OWN_RULES:
            raise forms.ValidationError(_("C'est beaucoup : %(n)s règles au plus.") % {"n": MOST_OWN_RULES})
        long = next((one for one in said if len(one) > LONGEST_OWN_RULE), None)
        if long:
            raise forms.ValidationError(
                _("Cette règle est trop longue (%(n)s signes au plus) : « %(start)s… »")
                % {"n": LONGEST_OWN_RULE, "start": long[:40]}
            )
        return said

    def clean(self) -> dict[str, Any]:
        """Hold what was chosen against the charter: each breach stands at its field, with the way out."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            for breach in breaches(self.rules()):
                self.add_error(breach.field, breach_words(breach))
        return cleaned

    def rules(self) -> Rules:
        """The rules of a valid form."""
        said = {name: self.cleaned_data[name] for name in known.FIELDS}
        for name in ("floor", "commons_floor"):
            said[name] = -said[name]
        said["checkers"] = int(said["checkers"])
        said["subscription_cents"] = said["subscription_cents"] or 0
        for name in ("fee_percent", "decay_percent"):
            said[name] = float(said[name])
        said["currency_name"] = " ".join(said["currency_name"].split())
        for name in ("may_use_euros", "members_settle"):
            said[name] = said[name] == "True"
        for name in ("topics", "verified_through"):
            said[name] = tuple(said[name])
        return Rules.from_dict(said)


def _choice(name: str, value: Any) -> str:
    if name == "subscription_every":
        return every_words(str(value))
    if name == "posts_checked":
        return {
            "none": _("Elles paraissent aussitôt."),
            "first": _("La première de chacun est relue avant de paraître."),
            "all": _("Toutes sont relues avant de paraître."),
        }[str(value)]
    return choice_words(name, value)


def _initial(rules: Rules) -> dict[str, Any]:
    given = rules.as_dict()
    given |= {name: str(given[name]) for name in (*_CHOICES, "checkers", "currency")}
    for name in ("floor", "commons_floor"):
        given[name] = -given[name]
    for name in ("fee_percent", "decay_percent"):
        given[name] = int(given[name]) if given[name] == int(given[name]) else given[name]
    given["subscription_cents"] = plain_euros(rules.subscription_cents)
    given["own_rules"] = "\n".join(rules.own_rules)
    return given
