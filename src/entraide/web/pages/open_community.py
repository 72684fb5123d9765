"""/communities/open/: a name, and the community exists. Open to everybody; who is not signed in does so on the way."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.common.ids import uuid7
from entraide.journeys.open_community import address_for
from entraide.journeys.open_community import open_community as journey
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.templates import template
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.forms.community import OpenForm, wishes_in
from entraide.web.intents import sign_in_first
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.visitor import person_of
from entraide.wording.papers import NAMES
from entraide.wording.tongue import plain_language

TRIES_AN_HOUR = 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_community(request: HttpRequest) -> HttpResponse:
    """The form; a POST opens the community, or leads through signing in to it."""
    if request.method != "POST":
        start = template(code=request.GET.get("template", ""), language=plain_language())
        form = OpenForm(initial={"key": str(uuid7()), "template": start.code if start else ""})
        return _page(request, form, paper=start.paper if start else "")
    if is_too_often(request, what="open_community", most=TRIES_AN_HOUR, seconds=3600):
        return too_often(request)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    said = form.said()
    try:
        alike = communities.named_alike(address_for(name=said["name"]))
    except Refusal as refusal:
        form.add_error("name", refusal_words(refusal))
        return _page(request, form)
    if alike and not form.cleaned_data["confirm"] and not any(str(one.pk) == said["key"] for one in alike):
        return _page(request, form, alike=alike)
    person = person_of(request)
    if person is None:
        return sign_in_first(request, what="open", **said)
    try:
        house = opened(person, said)
    except Refusal as refusal:
        form.add_error(_field_of(refusal.code), refusal_words(refusal))
        return _page(request, form)
    return welcomed(request, house)


def opened(person: Person, said: dict[str, Any]) -> Community:
    """Open what a form said (OpenForm.said). Raises Refusal."""
    return journey(
        opener=person,
        name=said["name"],
        language=plain_language(),
        now=timezone.now(),
        draft_key=UUID(said["key"]),
        wishes=wishes_in(said),
    )


def welcomed(request: HttpRequest, house: Community) -> HttpResponse:
    """On to the new community, with what may be done next."""
    messages.success(request, _("%(name)s est ouverte.") % {"name": house.name})
    return redirect("welcome", slug=house.slug)


def _field_of(code: str) -> str | None:
    return {"own_rule_too_long": "own_rule", "breaks_charter": "own_rule"}.get(code, "name")


def _page(
    request: HttpRequest, form: OpenForm, *, paper: str = "", alike: list[Community] | None = None
) -> HttpResponse:
    said = form.data if form.is_bound else form.initial
    start = template(code=str(said.get("template", "")), language=plain_language())
    chosen = str(said.get("paper", ""))
    context = {
        "section": "communities",
        "form": form,
        "chosen": {name: said.get(name, "") for name in ("template", "paper", "entry", "address_form")},
        "key": form.cleaned_data.get("key", "") if form.is_bound and hasattr(form, "cleaned_data") else said["key"],
        "papers": NAMES.items(),
        "page_paper": chosen if chosen in NAMES else paper or (start.paper if start else ""),
        "host": urlsplit(settings.ADDRESS).netloc,
        "alike": alike or [],
        "start": start,
    }
    return render(request, "web/open_community.html", context, status=422 if form.errors else 200)
