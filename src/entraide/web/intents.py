"""What a visitor has pressed, kept in their session while they sign in, so that nothing is to be done twice: /carry-on/ does it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

_SLOT = "intent"


def sign_in_first(request: HttpRequest, *, what: str, **facts: Any) -> HttpResponse:
    """Keep what the visitor wants (`what`: open, join or enter, with plain facts), and lead them to signing in and on from there."""
    request.session[_SLOT] = {"what": what, **facts}
    return redirect(f"{reverse('sign_in')}?{urlencode({'next': reverse('carry_on')})}")


def waiting(request: HttpRequest) -> Mapping[str, Any] | None:
    """What waits to be done in this session."""
    kept = request.session.get(_SLOT)
    return kept if isinstance(kept, dict) else None


def forget(request: HttpRequest) -> None:
    """It is done, or given up."""
    request.session.pop(_SLOT, None)
