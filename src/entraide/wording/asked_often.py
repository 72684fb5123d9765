"""Why somebody is asked as often as they are, in one sentence to that person. Nobody else ever reads it."""

from django.utils.translation import gettext as _

from entraide.logic.routing.asked_often import AskedOften
from entraide.wording.counts import in_words


def asked_often_sentence(told: AskedOften) -> str:
    """The sentence for the reason that weighs most; empty if they are asked as anybody is."""
    if told.reason == "asked_lately":
        return _(
            "On vous sollicite peu ces jours-ci : vous l'avez déjà été %(number)s fois en une semaine, d'autres passent d'abord."
        ) % {"number": in_words(told.asks_this_week)}
    if told.reason == "sought_after":
        return _("On vous sollicite peu ces jours-ci : on vous garde pour ce que peu d'autres savent faire.")
    if told.reason == "just_asked":
        return _("On vient de vous solliciter : pendant quelques jours, d'autres passent d'abord.")
    return ""
