"""The forms of a community's settings, one a section of the page. What each gives is ready for change_community: `fields_to_set()`."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.journeys.open_community import LONGEST_NAME
from entraide.records.communities.models import Community
from entraide.web.forms.fields import Line, Words
from entraide.web.forms.settings import SPOKEN
from entraide.web.hosts import allowed_host
from entraide.wording.papers import NAMES, colour_in, own_paper
from entraide.wording.readings import topic_choices

LONGEST_MARK = 2048
# What the data of an SVG path is made of (SVG 2, 9.3.1): commands and numbers, nothing that could be anything else.
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE+\-.,\s]+")
_BOX = re.compile(r"viewBox\s*=\s*[\"']\s*(-?[\d.]+)[\s,]+(-?[\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*[\"']")
_USUAL_BOX = "0 0 24 24"


class NameForm(forms.Form):
    """What the community is called, and its motto."""

    name = forms.CharField(
        label=gettext_lazy("Nom"),
        max_length=LONGEST_NAME,
        widget=Line(autocomplete="off"),
        error_messages={
            "required": gettext_lazy("Donnez-lui un nom : celui que vous diriez à un voisin."),
            "max_length": gettext_lazy("C'est un peu long : soixante caractères au plus."),
        },
    )
    motto = forms.CharField(
        label=gettext_lazy("Devise"),
        help_text=gettext_lazy("Une phrase sous le nom, en tête de page."),
        max_length=160,
        required=False,
        widget=Line(autocomplete="off"),
    )

    def clean_name(self) -> str:
        """The name on one line; it must hold a letter."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not any(sign.isalpha() for sign in name):
            raise forms.ValidationError(_("Donnez-lui un nom : celui que vous diriez à un voisin."))
        return name

    @classmethod
    def of(cls, house: Community) -> "NameForm":
        """The form as the community is."""
        return cls(initial={"name": house.name, "motto": house.motto})

    def fields_to_set(self) -> dict[str, Any]:
        """What change_community takes."""
        return {"name": self.cleaned_data["name"], "motto": " ".join(self.cleaned_data["motto"].split())}


class LookForm(forms.Form):
    """The house plate and the paper."""

    plate = forms.CharField(
        label=gettext_lazy("Sur la plaque"),
        help_text=gettext_lazy("Deux ou trois signes. Vide : les premières lettres du nom."),
        max_length=3,
        required=False,
        widget=Line(**{"class": "in n", "autocomplete": "off"}),
    )
    mark = forms.CharField(
        label=gettext_lazy("Ou un dessin d'une seule couleur"),
        help_text=gettext_lazy(
            "Collez un SVG simple, ou les données d'un seul tracé dessiné dans un carré de 24. Deux kilo-octets au plus."
        ),
        max_length=8000,
        required=False,
        widget=Words(rows=2, **{"class": "in", "spellcheck": "false", "autocomplete": "off"}),
    )
    paper = forms.ChoiceField(label=gettext_lazy("Papier"), choices=list(NAMES.items()), required=False)
    colour = forms.CharField(
        label=gettext_lazy("Ou votre propre couleur"),
        help_text=gettext_lazy(
            "Par exemple #1b3f97. Nous gardons sa teinte, jamais au prix du contraste. Vide : le papier choisi."
        ),
        max_length=7,
        required=False,
        widget=Line(**{"class": "in n", "autocomplete": "off", "spellcheck": "false"}),
    )

    @classmethod
    def of(cls, house: Community) -> "LookForm":
        """The form as the community is."""
        return cls(
            initial={
                "plate": house.plate,
                "mark": house.mark.partition("\n")[2] if house.mark.startswith(_USUAL_BOX) else _as_svg(house.mark),
                "paper": house.paper,
                "colour": house.colour,
            }
        )

    def clean_plate(self) -> str:
        """Signs that can be seen."""
        return "".join(sign for sign in self.cleaned_data["plate"] if sign.isprintable()).strip()

    def clean_mark(self) -> str:
        """The box on one line and the path data on the next; nothing else of what was pasted is kept."""
        said = str(self.cleaned_data["mark"]).replace("\x00", "").strip()
        if not said:
            return ""
        box, path = _USUAL_BOX, said
        if "<" in said:
            paths = re.findall(r"<path\b[^>]*?\sd\s*=\s*[\"']([^\"']*)[\"']", said)
            found = _BOX.search(said)
            if not paths or not found:
                raise forms.ValidationError(
                    _("Ce SVG n'a pas de tracé simple. Exportez-le en un seul tracé, d'une seule couleur.")
                )
            box, path = " ".join(found.groups()), " ".join(paths)
            if float(found[3]) <= 0 or float(found[4]) <= 0:
                raise forms.ValidationError(
                    _("Ce SVG n'a pas de tracé simple. Exportez-le en un seul tracé, d'une seule couleur.")
                )
        path = " ".join(path.split())
        if not _PATH.fullmatch(path) or path[:1] not in "Mm":
            raise forms.ValidationError(
                _("Ce ne sont pas les données d'un tracé : elles commencent par M, puis des nombres.")
            )
        if len(path) > LONGEST_MARK:
            raise forms.ValidationError(_("Ce dessin est trop détaillé : deux kilo-octets au plus."))
        return f"{box}\n{path}"

    def clean_colour(self) -> str:
        """The colour as six figures with a hash."""
        said = self.cleaned_data["colour"]
        if not said.strip():
            return ""
        colour = colour_in(said)
        if colour is None:
            raise forms.ValidationError(_("Écrivez-la en six signes, comme #1b3f97."))
        return colour

    def fields_to_set(self) -> dict[str, Any]:
        """What change_community takes. With a colour of its own, lists show the paper that is nearest."""
        given = self.cleaned_data
        own = own_paper(given["colour"]) if given["colour"] else None
        return {
            "plate": given["plate"],
            "mark": given["mark"],
            "colour": given["colour"],
            "hue": own.hue if own else None,
            "paper": own.nearest if own else given["paper"] or "canari",
        }


class TopicsForm(forms.Form):
    """What the community is about, if not about everything."""

    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Thèmes"),
        help_text=gettext_lazy("rien de coché : tout"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = kwargs.get("initial") or {}
        families = [(codes[0][0].partition(".")[0], label) for label, codes in topic_choices()]
        leaves = {code: label for _family, codes in topic_choices() for code, label in codes}
        # A template may name leaves of a family; they stay choices of their own, beside the families.
        kept = [
            code
            for code in (said.get("topics") or (args[0].getlist("topics") if args and args[0] else []))
            if code in leaves
        ]
        self.fields["topics"].choices = [*families, *((code, leaves[code]) for code in kept)]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, house: Community) -> "TopicsForm":
        """The form as the community is."""
        return cls(initial={"topics": list(house.topics)})

    def fields_to_set(self) -> dict[str, Any]:
        """What change_community takes."""
        return {"topics": self.cleaned_data["topics"]}


class SpeechForm(forms.Form):
    """Which languages are spoken, and how the platform speaks to people."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Langues qu'on y parle"), choices=SPOKEN, required=False, widget=forms.CheckboxSelectMultiple
    )
    address_form = forms.ChoiceField(
        label=gettext_lazy("Comment se parle-t-on ?"),
        choices=(
            ("tu", gettext_lazy("Tu : « Tu peux aider Ginette ? »")),
            ("vous", gettext_lazy("Vous : « Pouvez-vous aider Ginette ? »")),
        ),
        widget=forms.RadioSelect,
    )

    @classmethod
    def of(cls, house: Community) -> "SpeechForm":
        """The form as the community is."""
        return cls(initial={"languages": list(house.languages), "address_form": house.address_form})

    def fields_to_set(self) -> dict[str, Any]:
        """What change_community takes."""
        return dict(self.cleaned_data)


class WelcomeForm(forms.Form):
    """What a new member reads first."""

    welcome = forms.CharField(
        label=gettext_lazy("Mot de bienvenue"),
        help_text=gettext_lazy("Chaque nouveau membre le lit en entrant, et chaque invité avant."),
        max_length=1000,
        required=False,
        widget=Words(rows=4),
        error_messages={"max_length": gettext_lazy("C'est un peu long : mille caractères au plus.")},
    )

    @classmethod
    def of(cls, house: Community) -> "WelcomeForm":
        """The form as the community is."""
        return cls(initial={"welcome": house.welcome})

    def fields_to_set(self) -> dict[str, Any]:
        """What change_community takes."""
        return {"welcome": self.cleaned_data["welcome"].replace("\r\n", "\n").replace("\x00", "").strip()}


class HostForm(forms.Form):
    """A host name of the community's own, where the operator allows some."""

    host_name = forms.CharField(
        label=gettext_lazy("Nom de domaine"),
        help_text=gettext_lazy("La page de la communauté s'ouvre aussi à cette adresse. Vide : aucune."),
        max_length=120,
        required=False,
        widget=Line(autocomplete="off", spellcheck="false"),
    )

    @classmethod
    def of(cls, house: Community) -> "HostForm":
        """The form as the community is."""
        return cls(initial={"host_name": house.host_name})

    def clean_host_name(self) -> str:
        """One that the operator allows."""
        host = (
            str(self.cleaned_data["host_name"])
            .strip()
            .lower()
            .removeprefix("https://")
            .removeprefix("http://")
            .rstrip("/")
        )
        if host and not allowed_host(host):
            raise forms.ValidationError(
                _("Qui tient ce serveur ne permet pas ce nom. Ceux qui sont permis sont indiqués plus haut.")
            )
        return host

    def fields_to_set(self) -> dict[str, Any]:
        """What change_community takes."""
        return dict(self.cleaned_data)


def _as_svg(mark: str) -> str:
    """A kept mark as it could be pasted again."""
    box, _sign, path = mark.partition("\n")
    return f'<svg viewBox="{box}"><path d="{path}"/></svg>' if path else ""
