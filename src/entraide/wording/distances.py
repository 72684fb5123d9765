"""Distances as people say them. A home is never nearer than a kilometre: rounded up to the km, never less than one."""

from math import ceil

from django.utils.translation import gettext as _

from entraide.wording.counts import figures


def whole_km(distance_km: float) -> int:
    """`distance_km` rounded up to whole kilometres, at least 1."""
    return max(1, ceil(round(distance_km, 3)))


def about_km(distance_km: float) -> str:
    """ "à environ 2 km" """
    return _("à environ %(km)s km") % {"km": figures(whole_km(distance_km))}


def about_km_from_you(distance_km: float) -> str:
    """ "à environ 2 km de chez vous" """
    return _("à environ %(km)s km de chez vous") % {"km": figures(whole_km(distance_km))}


def within_km(radius_km: float) -> str:
    """ "à moins de 2 km" """
    return _("à moins de %(km)s km") % {"km": figures(whole_km(radius_km))}
