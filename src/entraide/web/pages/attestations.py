"""/attestations/ and /c/<slug>/attestations/ask/: what is attested of me, who may read it, and asking for more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.ask_attestation import ask_attestation as ask_for_it
from entraide.journeys.ask_attestation import withdraw_request
from entraide.journeys.give_up_attestation import give_up_attestation, show_attestation
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.attestations import KINDS
from entraide.records.attestations import queries
from entraide.records.attestations.models import Attestation
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.access import for_people, in_house
from entraide.web.forms.attestation import AskForm
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words

MOST_SHOWN = 60
ACTS_A_MINUTE = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("attestations")
def attestations(request: HttpRequest, person: Person) -> HttpResponse:
    """Mine: what holds, what waits, what ended. POST action=hide, show, give_up or withdraw, with the `code`."""
    if request.method == "POST":
        return _act(request, person)
    today = queries.today_at(timezone.now())
    mine = list(queries.own(person)[:MOST_SHOWN])
    held = [one for one in mine if _holds(one, today=today)]
    asked = list(queries.requests_of(person)[:MOST_SHOWN])
    context = {
        "section": "settings",
        "held": held,
        "ended": [one for one in mine if one not in held],
        "waiting": [one for one in asked if one.settled_at is None],
        "declined": [one for one in asked if one.outcome == "declined"][:5],
        "memberships": communities.memberships_of(person)[:MOST_SHOWN],
        "everybodys": communities.server_wide(),
    }
    return render(request, "web/attestations.html", context)


def _holds(one: Attestation, *, today: object) -> bool:
    return one.ended_at is None and (one.valid_until is None or one.valid_until >= today)  # type: ignore[operator]


def _act(request: HttpRequest, person: Person) -> HttpResponse:
    if is_too_often(request, what="attestations", most=ACTS_A_MINUTE, seconds=60):
        return too_often(request)
    code, action, now = request.POST.get("code", "")[:12], request.POST.get("action", ""), timezone.now()
    if action in ("hide", "show"):
        show_attestation(person=person, code=code, is_shown=action == "show", now=now)
    elif action == "give_up" and give_up_attestation(person=person, code=code, now=now):
        messages.success(request, _("C'est rendu : plus rien n'en découle. Vous pouvez la redemander."))
    elif action == "withdraw" and withdraw_request(person=person, code=code, now=now):
        messages.success(request, _("Votre demande est retirée."))
    return redirect("attestations")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="ask_attestation")
def ask_attestation(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Ask those whom the community trusts with it to see something; `?kind=` has one chosen already."""
    now = timezone.now()
    if request.method == "POST":
        if is_too_often(request, what="attestations", most=ACTS_A_MINUTE, seconds=60):
            return too_often(request)
        form = AskForm(request.POST)
        if form.is_valid():
            try:
                ask_for_it(person=person, community=house, **form.cleaned_data, now=now)
            except Refusal as refusal:
                form.refuse(refusal.code, refusal_words(refusal), remark="words")
            else:
                messages.success(request, _("C'est demandé. Un message vous dira quand quelqu'un s'en occupe."))
                return redirect("attestations")
    else:
        kind = request.GET.get("kind", "")
        form = AskForm(initial={"kind": kind if kind in KINDS else "identity"})
    rules = communities.rules_of(house, now=now)
    context = {
        "house": house,
        "form": form,
        "attesters": [one for one in queries.attesters(house, kind="identity", rules=rules) if one.pk != person.pk][:8],
    }
    return render(request, "web/ask_attestation.html", context, status=422 if form.errors else 200)
