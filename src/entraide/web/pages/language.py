"""POST /language/: read the pages in another language. Kept in a cookie, and with the person if one is signed in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from entraide.journeys.change_settings import change_settings
from entraide.web.visitor import LANGUAGE_NAMES, person_of


def safe_next(request: HttpRequest, wanted: str, *, otherwise: str = "/") -> str:
    """Where to go on: `wanted` if it is an address of this server, else `otherwise`."""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # A path and nothing else: Django's redirect would take a bare word for the name of a page, and fail on most.
    return wanted if wanted.startswith("/") and is_ours else otherwise


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Take the chosen language and go back to the page."""
    response = redirect(safe_next(request, request.POST.get("next", "")))
    code = request.POST.get("language", "")
    if code not in LANGUAGE_NAMES:
        return response
    if person := person_of(request):
        change_settings(person=person, now=timezone.now(), language=code)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        secure=settings.IS_SECURE,
        httponly=True,
    )
    return response
