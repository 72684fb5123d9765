"""Amounts in words: "2 h 30", "12 copeaux", "+ 8", "− 16", "10 €". From minor units; nothing here is ever a float."""

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.logic.bookkeeping.units import HOURS, Unit
from entraide.wording.tongue import plain_language

MINUS = "−"
# Between a number and what it counts, and behind a sign: a line is never broken there.
NARROW = "\u202f"
FIXED = "\u00a0"


def number(minor: int, unit: Unit) -> str:
    """The amount without the name of its unit: "12", "2,5", "2 h 30", and "−16" below nought."""
    sign = MINUS if minor < 0 else ""
    return sign + _size(abs(minor), unit)


def amount(minor: int, unit: Unit) -> str:
    """The amount with the name of its unit: "12 copeaux", "2 h 30", "1 pièce"."""
    if unit.kind == HOURS and not unit.name:
        return number(minor, unit)
    return f"{number(minor, unit)}{FIXED}{unit_name(unit, minor)}"


def signed(minor: int, unit: Unit) -> str:
    """What came or went, without the name of its unit: "+ 8", "− 16", "0"."""
    if not minor:
        return _size(0, unit)
    return f"{'+' if minor > 0 else MINUS}{NARROW}{_size(abs(minor), unit)}"


def unit_name(unit: Unit, minor: int = 200) -> str:
    """What the unit is called: the community's own name as it is, else "heures" or "pièces", one or many as `minor` says."""
    if unit.name:
        return unit.name
    whole, part = divmod(abs(minor), unit.scale)
    # "1,5 pièce" in French, which is many from two on; "1.5 credits" elsewhere.
    many = 2 if part and plain_language() != "fr" else whole
    if unit.kind == HOURS:
        return ngettext("heure", "heures", many)
    return ngettext("pièce", "pièces", many)


def typed(minor: int, unit: Unit) -> str:
    """The amount as it stands in a field where it may be changed: "12", "2,5", "2 h 30"."""
    return _size(abs(minor), unit).replace(NARROW, " ").replace(FIXED, " ")


def euros(cents: int) -> str:
    """An amount of euros as the active language writes it: "10 €", "2,50 €", "€ 2,50" in Dutch."""
    size = number_format(abs(cents) // 100, use_l10n=True, force_grouping=True)
    if cents % 100:
        size += f"{get_format('DECIMAL_SEPARATOR')}{abs(cents) % 100:02}"
    sign = MINUS if cents < 0 else ""
    return sign + _("%(number)s €") % {"number": size}


def _size(minor: int, unit: Unit) -> str:
    whole, part = divmod(minor, unit.scale)
    figures = number_format(whole, use_l10n=True, force_grouping=True)
    if unit.kind == HOURS and not unit.name:
        if not part:
            return _("%(hours)s h") % {"hours": figures}
        if not whole:
            return _("%(minutes)s min") % {"minutes": part}
        return _("%(hours)s h %(minutes)s") % {"hours": figures, "minutes": f"{part:02}"}
    if not part:
        return figures
    if unit.kind == HOURS:
        return f"{figures}:{part:02}"
    return figures + str(get_format("DECIMAL_SEPARATOR")) + f"{part:02}".rstrip("0")
