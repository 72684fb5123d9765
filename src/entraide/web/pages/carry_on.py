"""/carry-on/: what a visitor pressed before signing in is done now: a community opened, joined, or entered by invitation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.journeys.join_community import join_community
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.invitations import queries as invitations
from entraide.records.people.models import Person
from entraide.web import intents
from entraide.web.access import for_people
from entraide.web.pages.open_community import opened, welcomed
from entraide.web.refusals import refusal_words


@never_cache
@require_safe
@for_people("carry_on")
def carry_on(request: HttpRequest, person: Person) -> HttpResponse:
    """Do it, once: this session sent the form for it, with its proof of origin, before it signed in."""
    kept = dict(intents.waiting(request) or {})
    intents.forget(request)
    act = {"open": _open, "join": _join, "enter": _enter}.get(kept.pop("what", ""))
    return act(request, person, kept) if act else redirect("home")


def _open(request: HttpRequest, person: Person, said: dict[str, Any]) -> HttpResponse:
    try:
        return welcomed(request, opened(person, said))
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
        return redirect("open_community")


def _join(request: HttpRequest, person: Person, said: dict[str, Any]) -> HttpResponse:
    house = communities.with_slug(str(said.get("slug", "")))
    if house is None:
        return redirect("home")
    try:
        join_community(person=person, community=house, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
        return redirect("community", slug=house.slug)
    messages.success(request, _("Bienvenue : vous êtes membre de %(name)s.") % {"name": house.name})
    return redirect("welcome", slug=house.slug)


def _enter(request: HttpRequest, person: Person, said: dict[str, Any]) -> HttpResponse:
    invitation = invitations.with_key(str(said.get("key", "")))
    if invitation is None:
        return redirect("home")
    house = invitation.community
    try:
        join_community(person=person, community=house, now=timezone.now(), invitation=invitation)
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
        return redirect("community", slug=house.slug)
    messages.success(request, _("Bienvenue : vous êtes membre de %(name)s.") % {"name": house.name})
    return redirect("welcome", slug=house.slug)
