"""The doors of a community: join, ask to be let in, leave."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from entraide.journeys.ask_to_join import AGAIN_AFTER, ask_to_join, take_back_request
from entraide.journeys.join_community import join_community, leave_community, refuse_excluded
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.invitations import queries as invitations
from entraide.records.people.models import Person
from entraide.web.access import find_community, for_people
from entraide.web.forms.community import AskForm
from entraide.web.intents import sign_in_first
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of

REQUESTS_A_DAY = 30


@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Become a member of an open community; a visitor signs in on the way."""
    house = find_community(slug)
    person = person_of(request)
    if person is None:
        return sign_in_first(request, what="join", slug=house.slug)
    is_new = communities.membership_of(person, community=house) is None
    try:
        join_community(person=person, community=house, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
        return redirect("ask_to_join" if refusal.code == "on_request" else "community", slug=slug)
    if not is_new:
        return redirect("community", slug=slug)
    messages.success(request, _("Bienvenue : vous êtes membre de %(name)s.") % {"name": house.name})
    return redirect("welcome", slug=slug)


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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("ask_to_join")
def ask(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """Ask to be let in, see what became of it, take it back."""
    house = find_community(slug)
    form = AskForm(request.POST if request.method == "POST" and request.POST.get("action") != "take_back" else None)
    if request.method == "POST":
        if is_too_often(request, what="ask_to_join", most=REQUESTS_A_DAY, seconds=86_400):
            return too_often(request)
        if request.POST.get("action") == "take_back":
            take_back_request(person=person, community=house, now=timezone.now())
            messages.success(request, _("Votre demande est retirée."))
            return redirect("community", slug=slug)
        if form.is_valid():
            try:
                ask_to_join(person=person, community=house, words=form.cleaned_data["words"], now=timezone.now())
            except Refusal as refusal:
                messages.warning(request, refusal_words(refusal))
                return redirect("community", slug=slug)
            return redirect("ask_to_join", slug=slug)
    latest = invitations.request_of(person, community=house)
    is_member = communities.membership_of(person, community=house) is not None
    context = {
        "house": house,
        "form": form,
        "latest": latest,
        "is_member": is_member,
        "again_at": latest.decided_at + AGAIN_AFTER
        if latest and latest.decision == "declined" and latest.decided_at and not is_member
        else None,
        "excluded": _excluded_words(person, house),
        "may_ask": _may_ask(latest) and house.entry == "request" and house.closed_at is None and not is_member,
    }
    return render(request, "web/ask_to_join.html", context, status=422 if form.errors else 200)


def _excluded_words(person: Person, house: Community) -> str:
    """That the person may not come in while a measure keeps them out; "" for anybody else."""
    try:
        refuse_excluded(person=person, community=house, now=timezone.now())
    except Refusal as refusal:
        return refusal_words(refusal)
    return ""


def _may_ask(latest: object) -> bool:
    """Whether nothing waits, and no answer was given lately."""
    decision, decided_at = getattr(latest, "decision", "none"), getattr(latest, "decided_at", None)
    if decision == "declined" and decided_at:
        return bool(decided_at + AGAIN_AFTER <= timezone.now())
    return decision != ""
