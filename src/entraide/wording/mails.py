"""The sorts of mail, as people choose among them."""

from django.utils.translation import gettext as _


def sort_words(sort: str) -> str:
    """What a sort of mail is about."""
    return {
        "asks": _("On me demande un coup de main"),
        "answers": _("Réponses et suites de mes échanges"),
        "fits": _("Une offre répond à mon annonce"),
        "search": _("Où en est la recherche pour mes annonces"),
        "stewards": _("Une demande reste sans réponse dans une communauté que j'anime"),
    }[sort]
