"""Pages for people who are signed in: anybody else is asked to sign in first, and comes back to the right page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from entraide.records.people.models import Person
from entraide.web.visitor import person_of

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
