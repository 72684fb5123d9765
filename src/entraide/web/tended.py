"""Rooms of a community: pages for those who tend it, and pages for its members. Whoever may not come in is told whom to ask."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.pages.community import find_community

HousePage = Callable[[HttpRequest, Person, Community], HttpResponse]


def for_members(view: HousePage) -> Callable[[HttpRequest, Person, str], HttpResponse]:
    """A page for the members of the community in its address, those who tend it, and operators; of everybody's, for everybody."""

    @wraps(view)
    def wrapped(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
        house = find_community(slug)
        if not communities.may_read_decisions(person, community=house):
            raise PermissionDenied(_("Ce que décide une communauté se lit entre ses membres."))
        return view(request, person, house)

    return wrapped
