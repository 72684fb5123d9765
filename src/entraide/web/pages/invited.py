"""The ways in by invitation: its code typed (/join/), its page (/join/<key>/), and wanting no more of them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from entraide.journeys.invite import refuse_invitations
from entraide.journeys.join_community import join_community
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.invitations import queries
from entraide.web.intents import sign_in_first
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of

# Codes are of eight signs out of twenty-eight: at this pace nobody guesses one.
TRIES_AN_HOUR = 20
LOOKS_AN_HOUR = 120


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_by_code(request: HttpRequest) -> HttpResponse:
    """Type the code of a letter; the right one leads to its invitation."""
    said = request.POST.get("code", "") if request.method == "POST" else request.GET.get("code", "")
    said = said.replace("\x00", "")[:40]
    error = ""
    if request.method == "POST":
        if is_too_often(request, what="join_code", most=TRIES_AN_HOUR, seconds=3600):
            return too_often(request)
        code = "".join(sign for sign in said.lower() if sign.isalnum())
        invitation = queries.with_code(code) if code else None
        if invitation and invitation.is_open(now=timezone.now()):
            return redirect("invitation", key=invitation.key)
        error = _("Ce code n'ouvre rien. Vérifiez ses huit signes, ou demandez-en un nouveau à qui vous l'a donné.")
    context = {"said": said, "error": error, "section": "communities"}
    return render(request, "web/join_by_code.html", context, status=422 if error else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """The invitation; a POST goes in, a visitor signs in on the way."""
    if is_too_often(request, what="invitation", most=LOOKS_AN_HOUR, seconds=3600):
        return too_often(request)
    found = queries.with_key(key)
    if found is None:
        raise Http404
    house, person, now = found.community, person_of(request), timezone.now()
    if person and communities.membership_of(person, community=house):
        return redirect("community", slug=house.slug)
    if request.method == "POST" and found.is_open(now=now):
        if person is None:
            return sign_in_first(request, what="enter", key=found.key)
        try:
            join_community(person=person, community=house, now=now, invitation=found)
        except Refusal as refusal:
            messages.warning(request, refusal_words(refusal))
            return redirect("community", slug=house.slug)
        messages.success(request, _("Bienvenue : vous êtes membre de %(name)s.") % {"name": house.name})
        return redirect("welcome", slug=house.slug)
    is_open = found.is_open(now=now) and house.closed_at is None
    context = {
        "house": house,
        "is_front": True,
        "invitation": found,
        "is_open": is_open,
        "host": found.made_by.first_name if found.made_by and is_open and found.way != "letter" else "",
    }
    return render(request, "web/invitation.html", context, status=200 if is_open else 410)


@never_cache
# A mail program sends the form by itself (RFC 8058); the key in the address is what allows it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_invitations(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever got an invitation by mail wants none any more; the button does it, opening the page does not."""
    found = queries.with_key(key)
    if found is None or found.way != "mail":
        raise Http404
    if request.method == "POST":
        refuse_invitations(invitation=found, now=timezone.now())
    context = {"key": key, "is_stopped": request.method == "POST"}
    return render(request, "web/stop_invitations.html", context)
