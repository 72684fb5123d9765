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
from entraide.records.posts.board import KINDS, Board
from entraide.web.access import find_community, for_people
from entraide.web.visitor import person_of

A_PAGE = 20


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """The community's page."""
    house = find_community(slug)
    viewer = person_of(request)
    kind = request.GET.get("kind", "")
    listed = Board(viewer, kind=kind if kind in KINDS else "", community=house)
    membership = communities.membership_of(viewer, community=house) if viewer else None
    tends = viewer is not None and communities.tends(viewer, community=house)
    context = {
        "house": house,
        "section": "board",
        "members": communities.member_count(house),
        "stewards": communities.stewards_of(house),
        "membership": membership,
        "kind": listed.kind,
        "own_words": _words(house, is_member=membership is not None, tends=tends),
        "tends": tends,
        "may_read_decisions": viewer is not None and (house.is_server_wide or tends or membership is not None),
        "counts": listed.counts,
        "total": listed.total,
        "page": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
        "query": f"kind={listed.kind}" if listed.kind else "",
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
