"""Amounts of what a community counts, in templates."""

from django import template

from entraide.logic.bookkeeping.units import Unit
from entraide.wording import amounts

register = template.Library()


@register.filter
def amount(minor: int, unit: Unit) -> str:
    """ "12 copeaux", "2 h 30" """
    return amounts.amount(minor, unit)


@register.filter
def signed(minor: int, unit: Unit) -> str:
    """ "+ 8", "− 16" """
    return amounts.signed(minor, unit)


@register.filter
def number(minor: int, unit: Unit) -> str:
    """ "12", "2 h 30", "−40" """
    return amounts.number(minor, unit)


@register.filter
def unit_name(unit: Unit, minor: int = 200) -> str:
    """ "copeaux"; nothing where the number says it ("2 h 30")."""
    return "" if unit.kind == "hours" and not unit.name else amounts.unit_name(unit, minor)


@register.filter
def many(unit: Unit) -> str:
    """What the unit is called within a sentence, as the community writes it: "copeaux", "heures"."""
    return amounts.unit_name(unit)
