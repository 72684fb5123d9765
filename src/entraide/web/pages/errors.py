"""What is shown when a page cannot be given: what happened, and what to do now, in the reader's language."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def error_page(request: HttpRequest, *, title: str, words: str, status: int) -> HttpResponse:
    """A page that says what happened in `title`, and the way out in `words`."""
    return render(request, "web/error.html", {"title": title, "words": words}, status=status)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what the browser sent makes no sense here."""
    return error_page(
        request,
        title=_("Cette adresse ou ce formulaire n'est pas complet"),
        words=_("Rien n'a été enregistré. Revenez à la page précédente et recommencez, ou repartez de l'accueil."),
        status=HTTPStatus.BAD_REQUEST,
    )


def not_yours(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this belongs to somebody else."""
    words = str(exception) if exception and str(exception) else ""
    return error_page(
        request,
        title=_("Cette page est à quelqu'un d'autre"),
        words=words or _("Si elle devrait être à vous, connectez-vous avec l'adresse à laquelle elle a été envoyée."),
        status=HTTPStatus.FORBIDDEN,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing here."""
    return error_page(
        request,
        title=_("Il n'y a rien à cette adresse"),
        words=_("L'annonce a peut-être été retirée, ou l'adresse mal recopiée."),
        status=HTTPStatus.NOT_FOUND,
    )


def too_often(request: HttpRequest) -> HttpResponse:
    """429: too many tries from one address."""
    return error_page(
        request,
        title=_("Un peu de patience"),
        words=_(
            "Trop d'essais en peu de temps depuis votre adresse. Réessayez dans quelques minutes ; rien n'est perdu."
        ),
        status=HTTPStatus.TOO_MANY_REQUESTS,
    )


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose proof of origin is missing or too old."""
    return error_page(
        request,
        title=_("Ce formulaire a attendu trop longtemps"),
        words=_(
            "Par prudence, rien n'a été envoyé. Revenez à la page précédente, rechargez-la et envoyez de nouveau. "
            "Votre navigateur doit accepter le cookie de ce site."
        ),
        status=HTTPStatus.FORBIDDEN,
    )


def our_fault(request: HttpRequest) -> HttpResponse:
    """500: it is our fault. Asks neither the database nor the session, which may be what broke."""
    context = {
        "title": _("La panne est de notre côté"),
        "words": _("Elle est notée, rien de ce qui était enregistré n'est perdu. Réessayez dans quelques minutes."),
        "is_bare": True,
    }
    return HttpResponse(render_to_string("web/error.html", context), status=HTTPStatus.INTERNAL_SERVER_ERROR)
