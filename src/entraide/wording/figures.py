"""A community's figures in words: what each measure means, and its values."""

from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from entraide.logic.bookkeeping.units import Unit
from entraide.wording.amounts import amount
from entraide.wording.counts import figures


@dataclass(frozen=True)
class Spoken:
    """What a measure is called, and what exactly it counts."""

    name: str
    means: str


def spoken(measure: str) -> Spoken:
    """The words of a measure (records.figures.models.MEASURES)."""
    return {
        "needs": Spoken(_("Demandes écrites"), _("Toutes les demandes publiées dans le mois.")),
        "helped": Spoken(_("Coups de main donnés"), _("Ce que deux personnes avaient promis, et qui s'est fait.")),
        "helpers": Spoken(_("Personnes qui ont aidé"), _("Chacune compte une fois par mois, quoi qu'elle ait fait.")),
        "first_yes": Spoken(
            _("Jusqu'au premier oui"),
            _(
                "Pour la moitié des demandes du mois qui ont trouvé quelqu'un, le premier oui est venu en moins de temps."
            ),
        ),
        "credits": Spoken(
            _("Monnaie en mouvement"), _("Ce que les membres se sont donné l'un à l'autre dans le mois.")
        ),
    }[measure]


def value_words(measure: str, value: int | None, *, unit: Unit) -> str:
    """One value: "12", "1 h 20", "36 copeaux"; for None, that it is too small to be told."""
    if value is None:
        return _("moins de cinq")
    if measure == "first_yes":
        return waited(value) if value else "–"
    if measure == "credits":
        return amount(value, unit)
    return figures(value)


def waited(minutes: int) -> str:
    """A length of time: "20 minutes", "3 heures", "deux jours"."""
    if minutes < 90:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": figures(minutes)}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(n)s heure", "%(n)s heures", hours) % {"n": figures(hours)}
    days = round(hours / 24)
    return ngettext("%(n)s jour", "%(n)s jours", days) % {"n": figures(days)}


def month_name(month: date) -> str:
    """ "mars 2026" """
    return pgettext("mois", "%(month)s %(year)s") % {"month": MONTHS[month.month], "year": month.year}


def month_initial(month: date) -> str:
    """The first letter of a month, as it stands under a bar."""
    return str(MONTHS_3[month.month])[:1].upper()
