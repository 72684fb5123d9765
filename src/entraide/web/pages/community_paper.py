"""/c/<slug>/paper.css: a community's own colour, in about a hundred bytes, within what keeps every text legible."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entraide.web.access import find_community
from entraide.wording.papers import own_paper


@require_safe
@cache_control(public=True, max_age=3600)
def community_paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The style sheet. Its address holds the colour (?v=), so that a new one is fetched at once."""
    house = find_community(slug)
    if not house.colour:
        raise Http404
    return HttpResponse(own_paper(house.colour).style_sheet(), content_type="text/css; charset=utf-8")
