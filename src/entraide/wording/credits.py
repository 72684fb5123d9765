"""Accounts in words: what each line of an account says, what is counted and how far one may go; and the tally book of those who give."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.logic.bookkeeping.terms import Terms
from entraide.logic.bookkeeping.units import Unit
from entraide.wording.amounts import amount, unit_name
from entraide.wording.counts import figures


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What a line of an account is of, as plain values: why (`kind`), who was at the other end (first name, "" if they have gone)."""

    kind: str
    came: bool
    other: str
    is_commons: bool = False
    is_own_commons: bool = False


def line_title(moved: Moved) -> str:
    """What a line of one's own account says: "Farid vous a donné", "Vous avez donné à Chloé", "Caisse commune"."""
    other = moved.other or _("Quelqu'un qui est parti")
    if moved.kind == "decay":
        return _("Caisse commune, ce qui revient chaque mois")
    if moved.kind == "welcome":
        return _("Caisse commune, cadeau de bienvenue")
    if moved.kind == "work":
        return _("Caisse commune, pour votre travail")
    if moved.kind == "purchase":
        return _("Acheté à la communauté")
    if moved.kind in ("leaving", "share"):
        return _("Compte réglé en partant") if moved.is_commons else _("La dette de qui est parti")
    if moved.kind == "undo":
        said = _("%(name)s vous a rendu") if moved.came else _("Vous avez rendu à %(name)s")
    else:
        said = _("%(name)s vous a donné") if moved.came else _("Vous avez donné à %(name)s")
    return said % {"name": _("la caisse commune") if moved.is_commons else other}


def commons_title(moved: Moved) -> str:
    """What a line of the commons' account says; members are named by nobody there but those who worked for all."""
    return {
        "decay": _("Revenu d'un compte"),
        "welcome": _("Cadeau de bienvenue"),
        "work": _("Travail pour tous : %(name)s") % {"name": moved.other or _("quelqu'un qui est parti")},
        "purchase": _("Vendu à un membre"),
        "undo": _("Rendu"),
        "leaving": _("Compte de quelqu'un qui est parti"),
    }.get(moved.kind, _("Mouvement"))


def accounts_title(unit: Unit) -> str:
    """The heading of one's own account."""
    if unit.name:
        return _("Vos %(name)s") % {"name": unit.name}
    return _("Vos heures") if unit.kind == "hours" else _("Vos pièces")


def book_title(unit: Unit) -> str:
    """What the link to one's own account is called."""
    if unit.is_gift:
        return _("Carnet")
    name = unit_name(unit)
    return name[:1].upper() + name[1:]


def scale_label(balance: int, floor: int, ceiling: int, unit: Unit) -> str:
    """The drawn scale, for who does not see it."""
    values = {"balance": amount(balance, unit), "floor": amount(floor, unit), "ceiling": amount(ceiling, unit)}
    return _("Solde : %(balance)s, entre la limite basse de %(floor)s et la limite haute de %(ceiling)s") % values


def how_it_works(terms: Terms) -> list[str]:
    """What one should know of the currency, in short sentences beside the account."""
    said = []
    if terms.unit.kind == "hours":
        said.append(
            _("Une heure vaut une heure, qui que ce soit qui aide.")
            if terms.prices == "equal"
            else _("Le prix se convient à deux.")
        )
    elif terms.hour_minor:
        said.append(_("%(much)s l'heure, par usage.") % {"much": amount(terms.hour_minor, terms.unit)})
    if not terms.cents_each:
        said.append(_("Cela ne s'achète pas : cela vient d'un coup de main."))
    if terms.decay_permille_month:
        said.append(_("Chaque mois, une petite part des comptes bien remplis revient à la caisse commune."))
    return said


def times(count: int) -> str:
    """ "7 fois"."""
    return ngettext("%(n)s fois", "%(n)s fois", count) % {"n": figures(count)}


def words_count(count: int) -> str:
    """ "6 mots", of thanks."""
    return ngettext("%(n)s mot", "%(n)s mots", count) % {"n": figures(count)}
