"""Who may come in: pages for people who are signed in, and rooms of a community for those whom they are for.

Anybody else is asked to sign in first and comes back to the right page; whoever may not come in is told so, and shown the door
of the community where it has one.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.visitor import person_of, speak_as_in

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Person, P], HttpResponse]


def for_people(page: str) -> Callable[[Page[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """A page for signed-in people; it gets the person after the request.

    `page`: the name of the page to come back to after signing in, where the request was a form (a link cannot send it
    again); it takes the same arguments as the decorated page.
    """

    def wrap(view: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            person = person_of(request)
            if person is None:
                back = (
                    request.get_full_path()
                    if request.method in ("GET", "HEAD")
                    else reverse(page, args=args, kwargs=kwargs)
                )
                return redirect(f"{reverse('sign_in')}?{urlencode({'next': back})}")
            return view(request, person, *args, **kwargs)

        return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], wrapped)

    return wrap


# Whom a room of a community is for: whoever may read its posts, or its forum; who could join; its members; whoever tends it.
Whom = Literal["readers", "forum_readers", "joiners", "members", "stewards"]


def find_community(slug: str) -> Community:
    """The community at this address; the page speaks as people do there. Raises Http404 if there is none."""
    found = communities.with_slug(slug)
    if found is None:
        raise Http404
    speak_as_in(found)
    return found


def let_into(house: Community, *, viewer: Person | None, whom: Whom) -> None:
    """Let the viewer into a room of the community, or raise PermissionDenied with the way to get there."""
    if communities.may_enter(viewer, community=house, whom=whom):
        return
    if whom == "stewards":
        raise PermissionDenied(_("Cette page est à qui anime la communauté. Parlez-lui-en."))
    raise PermissionDenied(
        _("Cette page est aux membres de %(name)s. Rejoignez-les pour la lire.") % {"name": house.name}
    )


def in_house(
    whom: Whom, *, page: str
) -> Callable[
    [Callable[Concatenate[HttpRequest, Person, Community, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """A page under /c/<slug>/ for signed-in people whom the room is for; it gets the person and the community after the request.

    `page`: as for `for_people`. The address gives `slug`.
    """

    def wrap(
        view: Callable[Concatenate[HttpRequest, Person, Community, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def inside(request: HttpRequest, person: Person, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            house = find_community(str(kwargs.pop("slug")))
            let_into(house, viewer=person, whom=whom)
            return view(request, person, house, *args, **kwargs)

        return cast(Callable[Concatenate[HttpRequest, P], HttpResponse], for_people(page)(cast(Any, inside)))

    return wrap
