"""The forms of the settings, one a section of the page. What each gives is ready for the journey: `fields()`."""

import unicodedata
from datetime import date, time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entraide.journeys.when_to_mail import SORTS
from entraide.records.people.models import Person
from entraide.web.forms.fields import Choice, DateLine, Line, Number, Words
from entraide.web.forms.hours import (
    DAYS,
    PARTS,
    Stretch,
    UnreadableHours,
    from_lines,
    from_ticks,
    lines_of,
    spans_of,
    ticks_and_rest,
)
from entraide.wording.mails import sort_words
from entraide.wording.moments import clock
from entraide.wording.tongue import plain_language

# Each in its own language, as it is called by those who speak it.
SPOKEN = (
    ("fr", "Français"), ("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch"), ("ar", "العربية"),
    ("es", "Español"), ("it", "Italiano"), ("pl", "Polski"), ("pt", "Português"),
    ("ro", "Română"), ("ru", "Русский"), ("tr", "Türkçe"),
    ("uk", "Українська"),
)  # fmt: skip
THEMES = (("", _("Comme mon appareil")), ("light", _("Clair")), ("dark", _("Sombre")))
TERMS = (
    ("free", _("Gratuitement, ou contre un petit échange")),
    ("credits", _("Contre des heures ou des pièces")),
    ("money", _("Contre de l'argent")),
)
PAUSES = (
    ("no", _("Non, on peut me solliciter")),
    ("yes", _("Oui, jusqu'à nouvel ordre")),
    ("until", _("Oui, jusqu'à ce jour compris :")),
)
FARTHEST_KM = 100
DIGEST_HOURS = range(6, 23)
ZONES = (
    "Europe/Brussels", "Europe/Paris", "Europe/Amsterdam", "Europe/Berlin", "Europe/Luxembourg", "Europe/London",
    "Europe/Lisbon", "Europe/Zurich", "Europe/Athens", "Atlantic/Azores", "America/Montreal", "America/Guadeloupe",
    "America/Martinique", "America/Cayenne", "Indian/Reunion", "Pacific/Noumea", "UTC",
)  # fmt: skip


def _wrong_number(said: Any) -> dict[str, Any]:
    """The same sentence for whatever is wrong with a number."""
    return dict.fromkeys(("required", "invalid", "min_value", "max_value"), said)


class MeForm(forms.Form):
    """What the others call me, and how the pages look and speak."""

    first_name = forms.CharField(
        label=_("Prénom"),
        max_length=40,
        widget=Line(autocomplete="given-name"),
        error_messages={"required": _("Écrivez votre prénom, celui que vos voisins liront.")},
    )
    about = forms.CharField(
        label=_("Un mot sur moi"),
        max_length=500,
        required=False,
        widget=Words(),
        help_text=_("Si vous voulez. Les membres de vos communautés le lisent sur votre page."),
        error_messages={"max_length": _("C'est un peu long : 500 signes au plus.")},
    )
    language = forms.ChoiceField(label=_("Langue des pages et des mails"), choices=settings.LANGUAGES, widget=Choice())
    spoken_languages = forms.MultipleChoiceField(
        label=_("Langues que je parle"), choices=SPOKEN, required=False, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.ChoiceField(label=_("Couleurs"), choices=THEMES, required=False, widget=forms.RadioSelect)

    def clean_first_name(self) -> str:
        """The name without invisible signs; it must hold a letter."""
        name = "".join(c for c in self.cleaned_data["first_name"] if unicodedata.category(c)[0] != "C").strip()
        if not any(c.isalpha() for c in name):
            raise forms.ValidationError(_("Écrivez votre prénom, celui que vos voisins liront."))
        return name

    def clean_about(self) -> str:
        """The words without invisible signs; lines stay lines."""
        said = self.cleaned_data["about"]
        return "".join(c for c in said if c == "\n" or unicodedata.category(c)[0] != "C").strip()

    @classmethod
    def of(cls, person: Person) -> "MeForm":
        """The form as the person's settings are."""
        names = ("first_name", "about", "language", "spoken_languages", "theme")
        return cls(initial={name: getattr(person, name) for name in names})

    def fields_to_set(self) -> dict[str, Any]:
        """What change_settings takes."""
        return dict(self.cleaned_data)


class LimitsForm(forms.Form):
    """How far I go, for what, and how often I may be asked."""

    radius_km = forms.IntegerField(
        label=_("Jusqu'où je vais, en kilomètres"),
        min_value=1,
        max_value=FARTHEST_KM,
        required=False,
        widget=Number(min=1, max=FARTHEST_KM),
        help_text=_("Vide : 10 km."),
        error_messages=_wrong_number(_("Un nombre de 1 à 100, ou rien.")),
    )
    helps_for = forms.MultipleChoiceField(
        label=_("J'aide"),
        choices=TERMS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("rien de coché : tout me va"),
    )
    asks_per_day = forms.IntegerField(
        label=_("Sollicitations par jour, au plus"),
        min_value=0,
        max_value=20,
        widget=Number(min=0, max=20),
        error_messages=_wrong_number(_("Un nombre de 0 à 20.")),
    )
    asks_per_week = forms.IntegerField(
        label=_("Sollicitations par semaine, au plus"),
        min_value=0,
        max_value=50,
        widget=Number(min=0, max=50),
        error_messages=_wrong_number(_("Un nombre de 0 à 50.")),
    )
    wants_mail = forms.BooleanField(label=_("M'écrire aussi par e-mail"), required=False)

    @classmethod
    def of(cls, person: Person) -> "LimitsForm":
        """The form as the person's settings are."""
        names = ("radius_km", "helps_for", "asks_per_day", "asks_per_week", "wants_mail")
        return cls(initial={name: getattr(person, name) for name in names})

    def fields_to_set(self) -> dict[str, Any]:
        """What change_settings takes."""
        return dict(self.cleaned_data)


class MailForm(forms.Form):
    """Which news I want and how, when, and between which hours nobody disturbs me."""

    digest_hour = forms.TypedChoiceField(
        label=_("Ce qui n'est pas urgent"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=Choice(),
        help_text=_("Ce qui est urgent vous arrive tout de suite."),
    )
    kinds = forms.MultipleChoiceField(label=_("Par mail"), required=False)
    pushes = forms.MultipleChoiceField(label=_("Sur mes appareils"), required=False)
    quiet_from = forms.TypedChoiceField(
        label=_("À partir de"), required=False, coerce=int, empty_value=None, widget=Choice()
    )
    quiet_until = forms.TypedChoiceField(
        label=pgettext_lazy("heure", "Jusqu'à"), required=False, coerce=int, empty_value=None, widget=Choice()
    )
    time_zone = forms.ChoiceField(label=_("Fuseau horaire"), choices=[(zone, zone) for zone in ZONES], widget=Choice())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Made here and not above: hours are said in the reader's language.
        for way in ("kinds", "pushes"):
            self._offer(way, [(sort, sort_words(sort)) for sort in SORTS])
        at = {hour: clock(time(hour)) for hour in range(24)}
        for name in ("quiet_from", "quiet_until"):
            self._offer(name, [("", "–"), *((str(hour), said) for hour, said in at.items())])
        daily = str(_("Un seul mail par jour, à %(hour)s"))
        self._offer(
            "digest_hour",
            [("", str(_("Un mail par nouvelle"))), *((str(hour), daily % {"hour": at[hour]}) for hour in DIGEST_HOURS)],
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, person: Person) -> "MailForm":
        """The form as the person's settings are."""
        names = ("digest_hour", "quiet_from", "quiet_until", "time_zone")
        initial = {name: getattr(person, name) for name in names}
        wanted = {
            "kinds": [sort for sort in SORTS if sort not in person.unwanted_mails],
            "pushes": [sort for sort in SORTS if sort not in person.unwanted_pushes],
        }
        return cls(initial={**initial, **wanted})

    def table(self) -> list[tuple[str, str, bool, bool]]:
        """For each sort of news: its code, what it is about, and whether it comes by mail and on devices."""
        ticked = [set(self[way].value() or []) for way in ("kinds", "pushes")]
        return [(sort, sort_words(sort), *(sort in way for way in ticked)) for sort in SORTS]  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        given = dict(self.cleaned_data)
        if (given.get("quiet_from") is None) != (given.get("quiet_until") is None):
            self.add_error("quiet_until", _("Choisissez les deux heures, ou aucune."))
        return given

    def fields_to_set(self) -> dict[str, Any]:
        """What change_settings takes."""
        given = dict(self.cleaned_data)
        by_mail, by_push = (set(given.pop(way)) for way in ("kinds", "pushes"))
        return {
            **given,
            "unwanted_mails": [sort for sort in SORTS if sort not in by_mail],
            "unwanted_pushes": [sort for sort in SORTS if sort not in by_push],
        }


class ReaderForm(forms.Form):
    """Whether the bot may learn from how I correct it."""

    teaches_reader = forms.BooleanField(label=_("Vos corrections apprennent au bot à mieux lire"), required=False)

    @classmethod
    def of(cls, person: Person) -> "ReaderForm":
        """The form as the person's settings are."""
        return cls(initial={"teaches_reader": person.teaches_reader})

    def fields_to_set(self) -> dict[str, Any]:
        """What change_settings takes."""
        return dict(self.cleaned_data)


class HoursForm(forms.Form):
    """When I am free: a grid, and exact hours."""

    ticks = forms.MultipleChoiceField(choices=[(f"{day}-{part}", "") for day in DAYS for part in PARTS], required=False)
    exact = forms.CharField(
        label=_("Heures exactes"),
        required=False,
        max_length=1000,
        widget=Words(**{"class": "in", "rows": 2}),
        help_text=_("Une par ligne, par exemple : samedi 8 h 30 – 11 h"),
    )

    @classmethod
    def of(cls, person: Person) -> "HoursForm":
        """The form as the person's settings are."""
        ticks, rest = ticks_and_rest(person.free_hours)
        lines = lines_of(rest, language=plain_language())
        return cls(initial={"ticks": [f"{day}-{part}" for day, part in ticks], "exact": lines})

    def clean_exact(self) -> list[Stretch]:
        """The lines, read."""
        try:
            return from_lines(self.cleaned_data["exact"], language=plain_language())
        except UnreadableHours as unreadable:
            raise forms.ValidationError(
                _("« %(line)s » n'est pas clair. Écrivez un jour et deux heures : samedi 8 h 30 – 11 h"),
                params={"line": unreadable.line[:60]},
            ) from unreadable

    def grid(self) -> list[tuple[str, list[tuple[str, bool]]]]:
        """For each day, its boxes: value, and whether it is ticked."""
        ticked = set(self["ticks"].value() or [])
        return [(day, [(f"{day}-{part}", f"{day}-{part}" in ticked) for part in PARTS]) for day in DAYS]

    def fields_to_set(self) -> dict[str, Any]:
        """What change_settings takes."""
        return {"free_hours": spans_of([*from_ticks(self.cleaned_data["ticks"]), *self.cleaned_data["exact"]])}


class PauseForm(forms.Form):
    """Whether I may be asked at all just now."""

    pause = forms.ChoiceField(label=_("Faire une pause"), choices=PAUSES, widget=forms.RadioSelect)
    paused_until = forms.DateField(
        label=_("Dernier jour de la pause"),
        required=False,
        widget=DateLine(),
        error_messages={"invalid": _("Choisissez un jour, par exemple 2026-12-24.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @classmethod
    def of(cls, person: Person, *, today: date) -> "PauseForm":
        """The form as the person's settings are on that day."""
        until = person.paused_until if person.paused_until and person.paused_until >= today else None
        pause = "until" if until else "yes" if person.is_paused else "no"
        return cls(initial={"pause": pause, "paused_until": until}, today=today)

    def clean(self) -> dict[str, Any]:
        """A pause until a day needs a day that is not over."""
        given = dict(self.cleaned_data)
        if given.get("pause") == "until" and "paused_until" in given:
            until = given["paused_until"]
            if until is None or until < self.today:
                self.add_error("paused_until", _("Choisissez un jour à venir."))
        return given

    def fields_to_set(self) -> dict[str, Any]:
        """What change_settings takes."""
        pause = self.cleaned_data["pause"]
        return {
            "is_paused": pause == "yes",
            "paused_until": self.cleaned_data["paused_until"] if pause == "until" else None,
        }
