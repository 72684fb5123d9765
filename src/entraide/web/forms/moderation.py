"""Forms of moderation: settling a case, checking a post, an appeal and its answer, a voice on a panel, a note, canned words."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entraide.logic.charter.measures import possible
from entraide.web.forms.fields import Choice, Line, RequiredChoice, Words

_TOO_LONG = _("C'est un peu long : 1 000 signes au plus.")
# What may keep somebody out, as one choice: the measure, and for how many days (0: until it is lifted).
KEPT_OUT = (
    ("", _("Rien de plus")),
    ("suspend-7", _("Ne pas écrire ici pendant une semaine")),
    ("suspend-30", _("Ne pas écrire ici pendant un mois")),
    ("suspend-90", _("Ne pas écrire ici pendant trois mois")),
    ("exclude-30", _("Quitter la communauté pour un mois")),
    ("exclude-180", _("Quitter la communauté pour six mois")),
    ("exclude-365", _("Quitter la communauté pour un an")),
    ("exclude-0", _("Quitter la communauté jusqu'à nouvel ordre")),
)


def _rule_field(*, is_required: bool) -> RequiredChoice:
    """The rule that is broken."""
    return RequiredChoice(
        label=_("Quelle règle n'est pas respectée ?"),
        missing=_("Choisissez la règle qui n'est pas respectée."),
        required=is_required,
    )


class _NamesRule(forms.Form):
    """A form that names a rule when `needs_rule` says so."""

    def __init__(self, *args: Any, rules: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`rules`: the rules that can be named (code, words)."""
        super().__init__(*args, **kwargs)
        field = self.fields.get("rule")
        if isinstance(field, forms.ChoiceField):
            field.choices = list(rules)

    def needs_rule(self, given: dict[str, Any]) -> bool:
        """Whether what was chosen rests on a rule."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """A rule is named wherever something follows."""
        given = dict(self.cleaned_data)
        if self.needs_rule(given) and not given.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choisissez la règle qui n'est pas respectée."))
        return given


class CaseForm(_NamesRule):
    """What is done about a case."""

    decision = RequiredChoice(
        label=_("Qu'en est-il ?"),
        missing=_("Choisissez ce qu'il en est."),
    )
    rule = _rule_field(is_required=False)
    kept_out = forms.ChoiceField(
        label=_("Et ensuite, pour cette personne ?"), widget=Choice(), choices=KEPT_OUT, required=False
    )
    words = forms.CharField(
        label=_("Ce que la personne lira"),
        help_text=_("La règle est dite d'elle-même. Ajoutez ce qui aide à comprendre, sans reproche."),
        required=False,
        max_length=1000,
        widget=Words(rows=4),
        error_messages={"max_length": _TOO_LONG},
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        """`kind`: what the case is about."""
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("fine", _("Rien à redire : cela reste."))]
            if "hide" in possible(kind):
                field.choices += [("hide", _("Une règle est enfreinte : on le cache."))]
            field.choices += [("warn", _("Une règle est enfreinte : un rappel suffit."))]

    def needs_rule(self, given: dict[str, Any]) -> bool:
        """Whether something follows."""
        return given.get("decision") in ("hide", "warn")

    def measures(self) -> dict[str, Any]:
        """The measures that were chosen, as settle_case takes them."""
        given = self.cleaned_data
        if given["decision"] == "fine":
            return {"measures": ()}
        kind, _dash, days = given["kept_out"].partition("-")
        measures = [given["decision"], *([kind] if kind else [])]
        # Whoever has to go needs no reminder besides.
        taken = [one for one in measures if one != "warn"] or ["warn"]
        spans = {f"{'suspended' if kind == 'suspend' else 'excluded'}_days": int(days) or None} if kind else {}
        return {"measures": taken, "rule": given["rule"], "words": given["words"], **spans}


class CheckForm(_NamesRule):
    """Whether a post is fine."""

    decision = RequiredChoice(
        label=_("Cette annonce peut-elle paraître ?"),
        missing=_("Dites oui ou non."),
        choices=(("fine", _("Oui, elle est bien.")), ("refused", _("Non, une règle est enfreinte."))),
    )
    rule = _rule_field(is_required=False)
    words = forms.CharField(
        label=_("Si c'est non, ce que la personne lira"),
        required=False,
        max_length=500,
        widget=Words(),
        error_messages={"max_length": _("C'est un peu long : 500 signes au plus.")},
    )

    def needs_rule(self, given: dict[str, Any]) -> bool:
        """Whether it is refused."""
        return given.get("decision") == "refused"


class VoiceForm(_NamesRule):
    """What a member who was drawn says."""

    voice = RequiredChoice(
        label=_("Votre avis"),
        missing=_("Choisissez garder ou cacher."),
        choices=(
            ("keep", _("Garder : aucune règle n'est enfreinte.")),
            ("hide", _("Cacher : une règle est enfreinte.")),
        ),
    )
    rule = _rule_field(is_required=False)

    def __init__(self, *args: Any, is_appeal: bool = False, **kwargs: Any) -> None:
        """`is_appeal`: the rule stands already; it is that of the measure."""
        super().__init__(*args, **kwargs)
        if is_appeal:
            del self.fields["rule"]

    def needs_rule(self, given: dict[str, Any]) -> bool:
        """Whether it is to be hidden, and the rule is not named already."""
        return given.get("voice") == "hide" and "rule" in self.fields


class AppealForm(forms.Form):
    """Why somebody else should look again."""

    words = forms.CharField(
        label=_("Pourquoi faut-il regarder à nouveau ?"),
        max_length=1000,
        widget=Words(rows=4),
        error_messages={"required": _("Dites pourquoi, en quelques mots."), "max_length": _TOO_LONG},
    )


class AppealAnswerForm(forms.Form):
    """Whether a measure stands, and the words of the answer."""

    decision = RequiredChoice(
        label=_("La décision tient-elle ?"),
        missing=_("Choisissez si elle tient."),
        choices=(("stands", _("Elle tient.")), ("undone", _("Elle est levée."))),
    )
    answer = forms.CharField(
        label=_("Votre réponse"),
        help_text=_("Nécessaire si la décision tient. La personne la lira ; elle ne saura pas qui l'a écrite."),
        required=False,
        max_length=1000,
        widget=Words(rows=4),
        error_messages={"max_length": _TOO_LONG},
    )

    def clean(self) -> dict[str, Any]:
        """Who is told no is told why."""
        given = dict(self.cleaned_data)
        if given.get("decision") == "stands" and not given.get("answer", "").strip():
            self.add_error("answer", _("Dites pourquoi elle tient."))
        return given


class NoteForm(forms.Form):
    """A note for the others who tend the community."""

    words = forms.CharField(
        label=_("Une note pour les autres animateurs"),
        help_text=_("Des faits, avec leur date. La personne peut la lire en demandant ses données."),
        max_length=1000,
        widget=Words(),
        error_messages={"required": _("Écrivez la note d'abord."), "max_length": _TOO_LONG},
    )


class CannedForm(forms.Form):
    """Words under a name."""

    name = forms.CharField(
        label=_("Nom"),
        help_text=_("Pour les retrouver, par exemple « Merci d'avoir signalé »."),
        max_length=60,
        widget=Line(autocomplete="off"),
        error_messages={"required": _("Donnez-leur un nom."), "max_length": _("60 signes au plus.")},
    )
    words = forms.CharField(
        label=_("Mots"),
        help_text=_("{prénom} sera remplacé par le prénom de la personne."),
        max_length=1000,
        widget=Words(rows=4),
        error_messages={"required": _("Écrivez les mots."), "max_length": _TOO_LONG},
    )
