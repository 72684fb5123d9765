"""The look of form controls: labels above, 48 px, nothing in placeholders."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class Line(forms.TextInput):
    """One line of text."""

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in", **attrs})


class EmailLine(forms.EmailInput):
    """An e-mail address."""

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in", "autocomplete": "email", "inputmode": "email", **attrs})


class Number(forms.NumberInput):
    """A number."""

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in n", "inputmode": "numeric", **attrs})


class DateLine(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in n", **attrs}, format="%Y-%m-%d")


class TimeLine(forms.TimeInput):
    """An hour of the day, with the browser's own clock."""

    input_type = "time"

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in n", **attrs}, format="%H:%M")


class Words(forms.Textarea):
    """What a person writes to another, in the serif of people's words."""

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in serif", "rows": 3, **attrs})


class Choice(forms.Select):
    """One of many."""

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in", **attrs})


class RequiredChoice(forms.ChoiceField):
    """One of a few, all in sight. `missing` is what is said beside it when none of them was sent, or something else.

    It is required unless another field decides (`required` false).
    """

    widget = forms.RadioSelect

    def __init__(
        self,
        *,
        label: "_StrOrPromise",
        missing: "_StrOrPromise",
        choices: Iterable[tuple[str, "_StrOrPromise"]] = (),
        required: bool = True,
    ) -> None:
        said = {"required": missing, "invalid_choice": missing}
        super().__init__(label=label, choices=list(choices), required=required, error_messages=said)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, "_StrOrPromise"]]) -> None:
    """Let the form's field `name` offer these: (what is sent, what is read)."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} offers no choice")
    field.choices = list(choices)
