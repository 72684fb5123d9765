"""Mandates in words: what may be done for somebody, how they agreed, what was done for them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from entraide.wording.moments import month_day
from entraide.wording.told_news import News, Told

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def scope_words(scope: str) -> str:
    """What one part of a mandate covers, as a line of a list."""
    return {
        "posts": _("publier des annonces et en choisir les réponses"),
        "answers": _("répondre aux annonces et aux sollicitations"),
        "messages": _("écrire des messages"),
        "likes": _("dire ce que la personne aime faire"),
    }[scope]


def consent_words(consent: str) -> str:
    """How somebody agreed."""
    return {
        "signed_in": _("accord donné ici, par la personne connectée"),
        "link": _("accord donné par le lien reçu à son adresse"),
        "paper": _("accord écrit, lu par qui anime la communauté"),
        "voice": _("accord de vive voix, entendu par qui anime la communauté"),
    }.get(consent, "")


def full_day(on: date) -> str:
    """ "4 mars 2027": the day with its year."""
    return month_day(on, now=_LONG_AGO)


def _given(told: Told) -> News:
    said = _("Vous pouvez agir pour %(name)s") % {"name": told.who}
    words = _(
        "Tout ce que vous ferez pour cette personne le dira. Elle l'apprendra, et peut y mettre fin quand elle veut."
    )
    return News(subject=said, title=f"{said}.", words=words, path="/mandates/", button=_("Voir les mandats"))


def _ended(told: Told) -> News:
    said = (
        _("%(name)s n'agit plus pour vous")
        if told.facts.get("as") == "person"
        else _("Vous n'agissez plus pour %(name)s")
    ) % {"name": told.who}
    return News(subject=said, title=f"{said}.", path="/mandates/", button=_("Voir les mandats"))


def _acted(told: Told) -> News:
    acts = {
        "post_published": _("%(name)s a publié une annonce pour vous"),
        "post_withdrawn": _("%(name)s a retiré une de vos annonces"),
        "post_corrected": _("%(name)s a changé une de vos annonces"),
        "helper_chosen": _("%(name)s a choisi une réponse à votre annonce, pour vous"),
        "ask_answered": _("%(name)s a répondu à une sollicitation pour vous"),
        "post_answered": _("%(name)s a répondu à une annonce pour vous"),
        "answer_taken_back": _("%(name)s a retiré une de vos réponses"),
        "message_written": _("%(name)s a écrit un message pour vous"),
        "like_said": _("%(name)s a ajouté une phrase à ce que vous aimez faire"),
        "like_taken_back": _("%(name)s a retiré une phrase de ce que vous aimez faire"),
    }
    said = acts.get(str(told.facts.get("act")), _("%(name)s a agi pour vous")) % {"name": told.who}
    post = told.facts.get("post")
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Cela ne vous convient pas ? Vous pouvez mettre fin au mandat quand vous voulez."),
        path=f"/a/{post}/" if post else "/mandates/",
        button=_("Voir"),
    )


# mandate_given: I may act for somebody; mandate_ended: that is over, on either side; acted: what somebody did for me.
MANDATE_KINDS: dict[str, Callable[[Told], News]] = {
    "mandate_given": _given,
    "mandate_ended": _ended,
    "acted": _acted,
}
