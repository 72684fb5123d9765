"""Talking, in words: how one follows a thread or a forum."""

from django.utils.translation import gettext as _


def way_words(how: str) -> str:
    """How one hears of what is new: no, each, day or week."""
    return {
        "no": _("Ne pas suivre"),
        "each": _("Un mail à chaque nouveauté"),
        "day": _("Un mail par jour au plus"),
        "week": _("Un mail par semaine au plus"),
    }.get(how, how)
