"""/c/<slug>/: whose house this is, its field, its open posts, what is talked about, and what holds there."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entraide.journeys.invite import may_invite_as
from entraide.records.communities.models import Community, CommunityWord
from entraide.records.invitations import queries as invitations
from entraide.records.people.models import Person
from entraide.records.posts.board import KINDS, Board
from entraide.web.access import find_community
from entraide.web.fronts import look_at
from entraide.web.maps import map_of_communes
from entraide.web.visitor import person_of
from entraide.wording.houses import area_fact, entry_fact, members_fact

A_PAGE = 20


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """The community's page. Where only members read, everybody else sees its front door, and nothing of what is behind it."""
    return show(request, find_community(slug))


def show(request: HttpRequest, house: Community) -> HttpResponse:
    """The page of this community."""
    viewer = person_of(request)
    seen = look_at(house, viewer=viewer, now=timezone.now())
    door = seen.door
    is_member = door.joined_at is not None
    tends = viewer is not None and (door.is_steward or viewer.is_staff)
    is_inside = house.is_server_wide or tends or is_member
    may_read = house.is_readable_by_all or is_inside
    reads_forum = house.is_forum_readable_by_all or is_inside
    context = {
        "house": house,
        "section": "house",
        "is_front": True,
        "facts": [
            fact
            for fact in (
                entry_fact(house.entry) if house.closed_at is None and not house.is_server_wide else "",
                area_fact(house.communes),
            )
            if fact
        ],
        "members": members_fact(seen.member_count),
        "door": door,
        "is_member": is_member,
        "tends": tends,
        "is_inside": is_inside,
        "may_read": may_read,
        "may_invite": may_invite_as(is_member=is_member, community=house, tends=tends),
        "has_asked": _has_asked(viewer, house=house, is_member=is_member),
        "may_read_decisions": viewer is not None and is_inside,
        "rules": seen.rules,
        **(_inside(request, house, viewer) if may_read else {}),
        "own_words": _in_order(seen.words) if may_read and (house.is_server_wide or is_inside) else [],
        "threads": seen.threads if reads_forum else [],
        "reads_forum": reads_forum,
        **seen.of_viewer,
    }
    return render(request, "web/community.html", context)


def _inside(request: HttpRequest, house: Community, viewer: Person | None) -> dict[str, Any]:
    """The posts, for whoever may read them."""
    kind = request.GET.get("kind", "")
    listed = Board(viewer, kind=kind if kind in KINDS else "", community=house)
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    return {
        "kind": listed.kind,
        "counts": listed.counts,
        "total": listed.total,
        "page": page,
        **map_of_communes(list(page), communes=house.communes),
        "query": f"kind={listed.kind}" if listed.kind else "",
    }


def _has_asked(viewer: Person | None, *, house: Community, is_member: bool) -> bool:
    """Whether the viewer has asked to be let in and waits."""
    if viewer is None or is_member or house.entry != "request":
        return False
    latest = invitations.request_of(viewer, community=house)
    return latest is not None and not latest.decision


def _in_order(words: list[CommunityWord]) -> list[CommunityWord]:
    """The community's own words; its places are not for everybody, so none of them are."""
    order = ("topic", "currency", "place")
    return sorted(words, key=lambda word: order.index(word.sort))
