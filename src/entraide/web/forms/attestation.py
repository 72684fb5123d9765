"""The forms of attestations: asking for one, giving one, declining, revoking. None has a place for a document or its number."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.journeys.ask_attestation import LONGEST_WORDS
from entraide.journeys.attest import LONGEST_SEEN_WHERE
from entraide.logic.routing.attestations import KINDS, LONGEST_NAME, Kind
from entraide.web.forms.fields import DateLine, Line, RequiredChoice, Words, offer
from entraide.wording.standing import kind_name, kind_shown

# Beside which field a refusal of the journeys stands.
_BESIDE = {
    "which_missing": "name",
    "document_date_missing": "document_on",
    "document_ahead": "document_on",
    "document_too_old": "document_on",
    "until_past": "valid_until",
    "until_too_late": "valid_until",
    "why_missing": "words",
    "means_nothing": "kind",
    "already_asked": "kind",
    "too_many_asked": "kind",
}


class RefusableForm(forms.Form):
    """A form whose journey may refuse what was sent: the refusal then stands beside the field that it is about."""

    def refuse(self, code: str, words: str, *, remark: str) -> None:
        """Say `words` beside the field that the refusal `code` is about; a number of a document stands in the field `remark`."""
        field = remark if code == "holds_number" else _BESIDE.get(code)
        self.add_error(field if field in self.fields else None, words)


class AskForm(RefusableForm):
    """What a member asks to have attested, and where they can be met."""

    kind = RequiredChoice(
        label=gettext_lazy("Que faut-il vérifier ?"),
        missing=gettext_lazy("Choisissez dans la liste ce qui doit être vérifié."),
    )
    name = forms.CharField(
        label=gettext_lazy("Laquelle ?"),
        help_text=gettext_lazy("Pour une organisation ou une qualification : son nom, par exemple « Smart »."),
        required=False,
        max_length=LONGEST_NAME,
        widget=Line(autocomplete="off"),
    )
    words = forms.CharField(
        label=gettext_lazy("Où et quand peut-on vous rencontrer ?"),
        help_text=gettext_lazy("Seules les personnes qui vérifient le lisent. N'écrivez aucun numéro de document."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=Words(),
    )

    def __init__(self, *args: Any, kinds: Collection[str] = tuple(KINDS), **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kind", ((kind, kind_name(kind)) for kind in KINDS if kind in kinds))

    @property
    def explained(self) -> list[tuple[Any, str]]:
        """Each choice with what has to be shown for it."""
        return [(box, kind_shown(str(box.data["value"]))) for box in self["kind"]]


class AttestForm(RefusableForm):
    """What somebody has seen: only the fields that this kind has. The longest time is what an empty end stands for."""

    name = forms.CharField(
        label=gettext_lazy("Laquelle ?"), max_length=LONGEST_NAME, required=False, widget=Line(autocomplete="off")
    )
    document_on = forms.DateField(
        label=gettext_lazy("Date du document"),
        help_text=gettext_lazy("Le jour où il a été établi : son temps court à partir de là."),
        required=False,
        widget=DateLine(),
        error_messages={"invalid": gettext_lazy("Écrivez ce jour comme 2026-03-07.")},
    )
    valid_until = forms.DateField(
        label=gettext_lazy("Valable jusqu'au"),
        required=False,
        widget=DateLine(),
        error_messages={"invalid": gettext_lazy("Écrivez ce jour comme 2026-03-07.")},
    )
    seen_where = forms.CharField(
        label=gettext_lazy("Où vous l'avez vu"),
        help_text=gettext_lazy("Par exemple « au guichet ». Jamais un numéro de document ni une date de naissance."),
        required=False,
        max_length=LONGEST_SEEN_WHERE,
        widget=Line(autocomplete="off"),
    )

    def __init__(self, *args: Any, kind: Kind, latest: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if not kind.is_named:
            del self.fields["name"]
        if not kind.needs_document_date:
            del self.fields["document_on"]
        if kind.longest_days is None:
            del self.fields["valid_until"]
        elif latest and not kind.needs_document_date:
            self.fields["valid_until"].widget.attrs["max"] = latest.isoformat()


class WhyForm(RefusableForm):
    """Why something is declined or taken back, in words that the person reads."""

    words = forms.CharField(
        label=gettext_lazy("Pourquoi, en une phrase"),
        help_text=gettext_lazy("La personne le lira."),
        max_length=LONGEST_WORDS,
        widget=Words(rows=2),
        error_messages={"required": gettext_lazy("Dites pourquoi, en une phrase : la personne le lira.")},
    )


class TrustForm(forms.Form):
    """The kinds with which a community trusts one of its members."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Ce que cette personne peut vérifier"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kinds", ((kind, kind_name(kind)) for kind in KINDS))


def longest_help(words: str) -> str:
    """The hint beside the end: what an empty field stands for."""
    return _("Vide : %(longest)s.") % {"longest": words}
