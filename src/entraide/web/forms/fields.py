"""The look of form controls: labels above, 48 px, nothing in placeholders."""

from django import forms


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


class Words(forms.Textarea):
    """What a person writes to another, in the serif of people's words."""

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in serif", "rows": 3, **attrs})


class Choice(forms.Select):
    """One of many."""

    def __init__(self, **attrs: object) -> None:
        super().__init__({"class": "in", **attrs})
