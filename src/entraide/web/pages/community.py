"""/c/<slug>/: whose house this is, and its open posts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entraide.journeys.join_community import join_community, leave_community
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, CommunityWord
from entraide.records.people.models import Person
from entraide.records.posts import queries as posts
from entraide.web.access import find_community, for_people
from entraide.web.visitor import person_of

A_PAGE = 20


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """The community's page."""
    house = find_community(slug)
    viewer = person_of(request)
    kind = request.GET.get("kind", "")
    all_kinds = posts.on_the_board(viewer).filter(community=house)
    counts = posts.count_by_kind(all_kinds)
    shown = all_kinds.filter(kind=kind) if kind in counts else all_kinds
    membership = communities.membership_of(viewer, community=house) if viewer else None
    tends = viewer is not None and communities.tends(viewer, community=house)
    context = {
        "house": house,
        "section": "board",
        "members": communities.member_count(house),
        "stewards": communities.stewards_of(house),
        "membership": membership,
        "kind": kind if kind in counts else "",
        "own_words": _words(house, is_member=membership is not None, tends=tends),
        "tends": tends,
        "may_read_decisions": viewer is not None and (house.is_server_wide or tends or membership is not None),
        "counts": counts,
        "total": sum(counts.values()),
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "query": f"kind={kind}" if kind in counts else "",
    }
    return render(request, "web/community.html", context)


@require_POST
@for_people("community")
def join(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Become a member."""
    house = find_community(slug)
    try:
        join_community(person=person, community=house, now=timezone.now())
    except Refusal:
        messages.warning(request, _("Cette communauté choisit elle-même ses membres. Demandez à qui l'anime."))
    else:
        messages.success(request, _("Bienvenue : vous êtes membre de %(name)s.") % {"name": house.name})
    return redirect("community", slug=slug)


@require_POST
@for_people("community")
def leave(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Stop being a member."""
    house = find_community(slug)
    leave_community(person=person, community=house, now=timezone.now())
    messages.success(
        request, _("Vous n'êtes plus membre de %(name)s. Revenez quand vous voulez.") % {"name": house.name}
    )
    return redirect("community", slug=slug)


def _words(house: Community, *, is_member: bool, tends: bool) -> list[CommunityWord]:
    """The community's own words, for those whose sentences are read with them; its places are not for everybody."""
    if not (house.is_server_wide or is_member or tends):
        return []
    order = ("topic", "currency", "place")
    return sorted(communities.words_of([house]), key=lambda word: order.index(word.sort))
