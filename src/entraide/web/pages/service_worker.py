"""/sw.js and /site.webmanifest: what a browser needs so that news can appear on its device. Nothing is kept there, no page is held."""

from functools import cache

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entraide.wording.tongue import plain_language


@require_safe
# A browser asks anew at least once a day, whatever is said here.
@cache_control(max_age=3600)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows what is pushed. At the root of the server, for what lies deeper may show nothing for the rest."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@cache
def _script() -> str:
    found = finders.find("sw.js")
    if not found:
        raise FileNotFoundError("sw.js")
    with open(found, encoding="utf-8") as file:  # noqa: PTH123 - what finds static files gives text
        return file.read()


@require_safe
@cache_control(max_age=86400)
def manifest(request: HttpRequest) -> JsonResponse:
    """What this site is called on a home screen: iPhones show news only of sites that were put there."""
    said = {
        "name": "Entraide",
        "short_name": "Entraide",
        "description": _("L'entraide entre voisins."),
        "lang": plain_language(),
        "start_url": "/mine/",
        "scope": "/",
        "display": "minimal-ui",
        "icons": [
            {"src": static("mark-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("mark-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")
