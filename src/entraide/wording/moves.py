"""News of communities that move: that a file was asked for, that it is there, that one has come along, where a community went."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.wording.counts import figures
from entraide.wording.told_news import News, Told


def departure(told: Told) -> News:
    """To everybody who agreed to move: somebody asked for the community's file."""
    said = _("%(community)s prépare un déménagement") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_(
            "%(name)s a demandé le fichier de la communauté, pour un autre serveur. Vous aviez accepté de suivre : votre "
            "prénom, votre adresse e-mail, ce que vous aimez faire et vos annonces ici en feront partie. Dans trois jours il "
            "sera fait ; d'ici là, vous pouvez encore choisir de rester."
        )
        % {"name": told.who},
        path="/settings/#communities",
        button=_("Voir si je la suis"),
    )


def departure_made(told: Told) -> News:
    """To whoever asked for it: the file is there."""
    said = _("Le fichier de %(community)s est prêt") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Il reste là une semaine, puis il s'efface."),
        path=f"/c/{told.slug}/export/",
        button=_("Prendre le fichier"),
    )


def arrived(told: Told) -> News:
    """To who came along with a community; `facts["met"]` where they had an account here before."""
    if told.facts.get("met"):
        said = _("%(community)s est arrivée ici, et vous avec ?") % {"community": told.community}
        return News(
            subject=said,
            title=said,
            words=_(
                "Quelqu'un qui a votre adresse e-mail en était membre sur son ancien serveur. Si c'est vous, vos annonces et "
                "vos messages de là-bas vous attendent. Tant que vous ne dites rien, rien n'est à votre nom."
            ),
            path=f"/c/{told.slug}/arrival/",
            button=_("Dire si c'est moi"),
        )
    said = _("%(community)s habite ici maintenant") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_(
            "Vous aviez accepté de suivre votre communauté. Vos annonces et ce que vous aimez faire sont là : connectez-vous "
            "avec cette adresse e-mail, un code suffit. Si vous ne voulez pas de ce compte, effacez-le dans vos réglages."
        ),
        path=f"/c/{told.slug}/",
        button=_("Voir la communauté"),
    )


def moved(told: Told) -> News:
    """To the members on the old server: where their community went."""
    said = _("%(community)s a déménagé") % {"community": told.community}
    came_along = _("Vous la suivez : là-bas, connectez-vous avec la même adresse e-mail.")
    stayed = _("Rien de vous n'est parti. Vous pouvez la rejoindre là-bas quand vous voulez.")
    return News(
        subject=said,
        title=f"{said}.",
        words=came_along if told.facts.get("came_along") else stayed,
        path=f"/c/{told.slug}/",
        button=_("Voir sa nouvelle adresse"),
    )


def steward_wanted(told: Told) -> News:
    """To the members who have been there longest: nobody runs the community any more."""
    said = _("%(community)s n'a plus personne pour l'animer") % {"community": told.community}
    return News(
        subject=said,
        title=f"{said}.",
        words=_(
            "La personne qui l'animait est partie. Vous en êtes membre depuis longtemps : voulez-vous l'animer ? "
            "Dites-le à qui s'occupe de ce serveur, ou dites un autre nom que le vôtre."
        ),
        path=f"/c/{told.slug}/",
        button=_("Voir la communauté"),
    )


def house_unrun(told: Told) -> News:
    """To the operators: nobody runs the community any more; `facts["count"]` members were asked."""
    said = _("%(community)s n'a plus personne pour l'animer") % {"community": told.community}
    count = int(told.facts["count"])
    asked = ngettext(
        "Un de ses membres a été sollicité et vous répondra peut-être.",
        "Ses %(n)s plus anciens membres ont été sollicités et vous répondront peut-être.",
        count,
    )
    return News(
        subject=said,
        title=f"{said}.",
        words=" ".join(
            (
                _("La personne qui l'animait est partie."),
                asked % {"n": figures(count)},
                _("À la page des membres, vous confiez la communauté à qui le veut bien."),
            )
        ),
        path=f"/c/{told.slug}/members/",
        button=_("Voir les membres"),
    )


def writer_gone(told: Told) -> News:
    """To who answered a post whose writer has erased their account."""
    chosen = told.facts.get("was_chosen")
    said = _("Plus besoin de vous") if chosen else _("Une annonce à laquelle vous aviez répondu n'est plus là")
    return News(
        subject=said,
        title=f"{said}.",
        words=_(
            "La personne qui l'avait écrite a effacé son compte, et son annonce avec. Vous n'avez rien à faire. Merci d'avoir répondu."
        ),
    )


def helper_gone(told: Told) -> News:
    """To the writer of a post for which somebody was chosen who has erased their account."""
    said = _("La personne choisie ne viendra pas")
    return News(
        subject=said,
        title=f"{said}.",
        words=_("Elle a effacé son compte. Votre annonce est là : vous pouvez reprendre la recherche."),
        path=f"/a/{told.facts.get('post_code', '')}/",
        button=_("Voir mon annonce"),
    )


MOVE_KINDS: Mapping[str, Callable[[Told], News]] = {
    "departure": departure,
    "departure_made": departure_made,
    "arrived": arrived,
    "moved": moved,
    "steward_wanted": steward_wanted,
    "house_unrun": house_unrun,
    "writer_gone": writer_gone,
    "helper_gone": helper_gone,
}
