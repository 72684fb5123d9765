"""The sorts of mail, as people choose among them."""

from django.utils.translation import gettext as _


def sort_words(sort: str) -> str:
    """What a sort of mail is about."""
    return {
        "asks": _("On me demande un coup de main"),
        "answers": _("Réponses et suites de mes échanges"),
        "promises": _("Promesses, rappels et mercis de mes échanges"),
        "fits": _("Une offre répond à mon annonce"),
        "rings": _("Un échange en rond, à plusieurs, me concerne"),
        "search": _("Où en est la recherche pour mes annonces"),
        "stewards": _("Une demande reste sans réponse dans une communauté que j'anime"),
        "talk": _("On m'écrit, ou du nouveau dans une discussion que je suis"),
        "community": _("La vie de mes communautés : règles, invitations, vérifications"),
        "euros": _("De l'argent : ce qu'on me demande, ce qui est arrivé"),
        "credits": _("Ce que l'on me donne ou me demande de donner"),
        "mandates": _("Quelqu'un agit pour moi, ou moi pour quelqu'un"),
        "moderation": _("Un signalement, ou une décision des animateurs"),
    }[sort]
