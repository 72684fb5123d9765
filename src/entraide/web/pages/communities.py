"""/communities/: the communities of this server, by name; a few words of a name or a commune find one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from entraide.records.communities import queries
from entraide.web.houses import tiles

A_PAGE = 24
# A list goes no farther back than this; beyond, one searches.
MOST = 1000
LONGEST_WORDS = 80


@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    """The list, a page at a time."""
    words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_WORDS]
    page = Paginator(queries.listed(words=words)[:MOST], A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "communities",
        "words": words,
        "page": page,
        "tiles": tiles(page.object_list),
        "query": urlencode({"q": words}) if words else "",
        "is_searchable": bool(words) or page.paginator.num_pages > 1,
    }
    return render(request, "web/communities.html", context)
