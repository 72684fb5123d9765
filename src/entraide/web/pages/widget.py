"""/c/<slug>/widget/: a community's open posts as a page of a few kilobytes, without script or cookie, for a frame on its own site.

Other sites may frame this page and no other. Only what anybody may read is in it, whoever looks.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from entraide.records.communities.models import Community
from entraide.records.posts.board import Board
from entraide.web.access import find_community, let_into
from entraide.web.freshness import fresh
from entraide.wording.tongue import plain_language

USUAL, MOST = 5, 20
FRAMED_ANYWHERE = {**settings.SECURE_CSP, "frame-ancestors": ["*"], "form-action": ["'none'"]}


@require_safe
@xframe_options_exempt
@csp_override(FRAMED_ANYWHERE)
def widget(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The posts themselves: `n` of them (1 to 20), of one `kind` (need, offer) or both, in the `language` of the frame's site."""
    house = find_community(slug)
    let_into(house, viewer=None, whom="readers")
    number, kind, language = _asked(request)
    with translation.override(language):
        posts = Board(None, community=house, kind=kind)[:number]
        context = {"house": house, "posts": posts, "kind": kind, "address": settings.ADDRESS, "LANGUAGE_CODE": language}
        page = HttpResponse(render_to_string("web/widget.html", context))
    page["Content-Language"] = language
    return fresh(request, page)


@require_safe
def widget_code(request: HttpRequest, slug: str) -> HttpResponse:
    """The lines to copy into a site, with choices, and how it will look there."""
    house = find_community(slug)
    let_into(house, viewer=None, whom="readers")
    number, kind, language = _asked(request)
    chosen = {"n": str(number), "language": language} | ({"kind": kind} if kind else {})
    path = f"{reverse('widget', args=[slug])}?{urlencode(chosen)}"
    # A sentence takes about five lines in a narrow frame.
    height = 120 + 130 * number
    context = {
        "house": house,
        "path": path,
        "code": _code(house, address=settings.ADDRESS + path, height_px=height),
        "height": height,
        "number": number,
        "kind": kind,
        "language": language,
        "numbers": (3, USUAL, 10, MOST),
        "languages": settings.LANGUAGES,
        "feed": settings.ADDRESS + reverse("community_feed", args=[slug]),
        "calendar": settings.ADDRESS + reverse("community_calendar", args=[slug]),
    }
    return render(request, "web/widget_code.html", context)


def _code(house: Community, *, address: str, height_px: int) -> str:
    """The lines to copy. They are text to be shown: the page escapes them once more."""
    frame = '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>'
    return "".join(format_html(frame, address, house.name, height_px))


def _asked(request: HttpRequest) -> tuple[int, str, str]:
    """How many posts, of which kind, in which language; what makes no sense is as usual."""
    number, kind = request.GET.get("n", ""), request.GET.get("kind", "")
    language = request.GET.get("language", "")
    usual = plain_language()
    return (
        min(max(int(number), 1), MOST) if number.isdecimal() and number.isascii() and len(number) < 4 else USUAL,
        kind if kind in ("need", "offer") else "",
        language if language in dict(settings.LANGUAGES) else usual,
    )
