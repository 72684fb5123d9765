"""News of moderation in words: measures, appeals, reports, seats and posts that wait. Plain, without reproach, with what comes next."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from entraide.wording.moderation import measure_sentence
from entraide.wording.told_news import News, Told


def _news(title: str, *, words: str = "", path: str, button: str) -> News:
    """News whose mail has its title, without the full stop, as subject."""
    return News(subject=title.rstrip("."), title=title, words=words, path=path, button=button)


def _case(told: Told) -> News:
    title = _("Quelque chose a été signalé dans %(community)s.") % {"community": told.community}
    path = f"/c/{told.slug}/desk/case/{told.facts['code']}/"
    return _news(title, words=_("Regardez quand vous pouvez, et dites ce qu'il en est."), path=path, button=_("Voir"))


def _danger(told: Told) -> News:
    title = _("Quelqu'un est peut-être en danger dans %(community)s.") % {"community": told.community}
    path = f"/c/{told.slug}/desk/case/{told.facts['code']}/"
    return _news(title, words=_("C'est ce que dit un signalement. Regardez maintenant."), path=path, button=_("Voir"))


def _to_check(told: Told) -> News:
    title = _("Une annonce attend d'être relue dans %(community)s.") % {"community": told.community}
    return _news(title, path=f"/c/{told.slug}/desk/post/{told.facts['code']}/", button=_("Relire"))


def _held(told: Told) -> News:
    return _news(
        _("Votre annonce attend d'être relue."),
        words=_("Dans %(community)s, quelqu'un la lit avant qu'elle paraisse. Vous serez prévenu.")
        % {"community": told.community},
        path=f"/a/{told.facts['code']}/",
        button=_("Voir l'annonce"),
    )


def _released(told: Told) -> News:
    return _news(
        _("Votre annonce est parue."),
        words=_("Elle a été relue dans %(community)s ; les voisins la voient.") % {"community": told.community},
        path=f"/a/{told.facts['code']}/",
        button=_("Voir l'annonce"),
    )


def _measure(told: Told) -> News:
    said = " ".join(measure_sentence(kind, what=told.facts.get("what", "")) for kind in told.facts["measures"])
    return _news(
        _("Une règle de %(community)s n'a pas été respectée.") % {"community": told.community},
        words=_("%(said)s La page dit quelle règle, et comment demander qu'on regarde à nouveau.") % {"said": said},
        path=f"/measures/{told.facts['code']}/",
        button=_("Lire pourquoi"),
    )


def _lifted(told: Told) -> News:
    return _news(
        _("Une décision à votre sujet est levée dans %(community)s.") % {"community": told.community},
        path=f"/measures/{told.facts['code']}/",
        button=_("Lire la décision"),
    )


def _report_done(told: Told) -> News:
    if told.facts["finding"] == "fine":
        words = _("On a regardé : aucune règle n'est enfreinte. Cela reste visible.")
    elif "hide" in told.facts["measures"]:
        words = _("On a regardé : c'est caché maintenant.")
    else:
        words = _("On a regardé, et parlé à la personne concernée.")
    thanks = _("Merci de l'avoir dit.")
    return _news(
        _("Ce que vous avez signalé a été regardé."),
        words=f"{words} {thanks}",
        path=f"/c/{told.slug}/moderation/",
        button=_("Lire le journal de la modération"),
    )


def _appeal(told: Told) -> News:
    return _news(
        _("Quelqu'un demande qu'on regarde à nouveau une décision, dans %(community)s.")
        % {"community": told.community},
        words=_("Vous ne l'avez pas prise : c'est à vous de dire si elle tient."),
        path=f"/c/{told.slug}/desk/appeal/{told.facts['code']}/",
        button=_("Regarder"),
    )


def _appeal_done(told: Told) -> News:
    stands = told.facts["outcome"] == "stands"
    return _news(
        _("On a regardé à nouveau : la décision tient.")
        if stands
        else _("On a regardé à nouveau : la décision est levée."),
        path=f"/measures/{told.facts['code']}/",
        button=_("Lire la réponse"),
    )


def _seat(told: Told) -> News:
    return _news(
        _("Votre avis est demandé, dans %(community)s.") % {"community": told.community},
        words=_(
            "Le sort vous a désigné pour dire si quelque chose reste ou se cache. C'est lu en deux minutes ; vous avez trois jours."
        ),
        path=f"/seats/{told.facts['code']}/",
        button=_("Donner mon avis"),
    )


MODERATION_KINDS: dict[str, Callable[[Told], News]] = {
    "case": _case,
    "danger": _danger,
    "to_check": _to_check,
    "held": _held,
    "released": _released,
    "measure": _measure,
    "lifted": _lifted,
    "report_done": _report_done,
    "appeal": _appeal,
    "appeal_done": _appeal_done,
    "seat": _seat,
}
