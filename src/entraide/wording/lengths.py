"""Lengths of time in words: for how long something is kept."""

from django.utils.translation import ngettext

from entraide.wording.counts import in_words

_DAYS = {"year": 365, "month": 30}


def kept_for(days: int) -> str:
    """ "deux ans", "trois mois", "45 jours": the largest unit that divides it evenly."""
    if days % _DAYS["year"] == 0:
        n = days // _DAYS["year"]
        return ngettext("%(n)s an", "%(n)s ans", n) % {"n": in_words(n)}
    if days % _DAYS["month"] == 0:
        n = days // _DAYS["month"]
        return ngettext("%(n)s mois", "%(n)s mois", n) % {"n": in_words(n)}
    return ngettext("%(n)s jour", "%(n)s jours", days) % {"n": in_words(days)}
