"""/c/<slug>/credits/limits/: whoever runs a community gives a member's account limits of its own, or those of the rules again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.limit_account import limit_account
from entraide.journeys.refusals import Refusal
from entraide.logic.bookkeeping.terms import Limits, Terms
from entraide.records.communities.models import Community
from entraide.records.happenings.queries import done_in
from entraide.records.ledgers import queries
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.forms.credits import LimitsForm
from entraide.web.limits import is_too_often
from entraide.web.pages.credits_given import WRITES_A_MINUTE
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.wording.amounts import typed
from entraide.wording.credits import book_title

HISTORY_SHOWN = 20


@dataclass(frozen=True)
class Own:
    """A member whose account has limits of its own."""

    person: Person
    limits: Limits


@dataclass(frozen=True)
class Decided:
    """One line of the history: when, by whom, whose account, from where to where (None: as in the rules). "" for who is gone."""

    at: datetime
    by: str
    name: str
    limits: Limits | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="account_limits")
def account_limits(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Whose accounts have limits of their own, and the form; ?of= fills it in. POST decides; action=rules: as in the rules again."""
    terms = queries.terms_in_force(house, now=timezone.now())
    if terms.unit.is_gift:
        return redirect("credits", house.slug)
    owns = _owns(house, terms)
    if request.method != "POST":
        chosen = next((one for one in owns if one.person.code == request.GET.get("of", "")), None)
        limits = chosen.limits if chosen else terms.limits
        initial = {"floor": typed(limits.floor_minor, terms.unit), "ceiling": typed(limits.ceiling_minor, terms.unit)}
        if chosen and chosen.person.pk != person.pk:
            initial |= {"who": chosen.person.first_name, "to": chosen.person.code}
        form = LimitsForm(viewer=person, house=house, unit=terms.unit, initial=initial)
        return _page(request, house, form=form, terms=terms, owns=owns)
    if is_too_often(request, what="credits", most=WRITES_A_MINUTE, seconds=60):
        return too_often(request)
    if request.POST.get("action") == "rules":
        return _as_in_rules(request, person, house, owns)
    form = LimitsForm(request.POST, viewer=person, house=house, unit=terms.unit)
    if form.is_valid():
        whom: Person = form.cleaned_data["person"]
        try:
            limit_account(person=whom, steward=person, community=house, limits=form.limits, now=timezone.now())
        except Refusal as refusal:
            form.add_error("who", refusal_words(refusal))
        else:
            _say_done(request, whom)
            return redirect("account_limits", house.slug)
    return _page(request, house, form=form, terms=terms, owns=owns)


def _as_in_rules(request: HttpRequest, person: Person, house: Community, owns: list[Own]) -> HttpResponse:
    chosen = next((one for one in owns if one.person.code == request.POST.get("to", "")), None)
    if chosen:
        try:
            limit_account(person=chosen.person, steward=person, community=house, limits=None, now=timezone.now())
        except Refusal as refusal:
            messages.warning(request, refusal_words(refusal))
        else:
            _say_done(request, chosen.person)
    return redirect("account_limits", house.slug)


def _say_done(request: HttpRequest, whom: Person) -> None:
    messages.success(request, _("C'est décidé, et %(name)s le saura.") % {"name": whom.first_name})


def _page(request: HttpRequest, house: Community, *, form: LimitsForm, terms: Terms, owns: list[Own]) -> HttpResponse:
    context: dict[str, Any] = {
        "house": house,
        "section": "credits",
        "title": book_title(terms.unit),
        "unit": terms.unit,
        "terms": terms,
        "form": form,
        "owns": owns,
        "me": form.viewer,
        "history": _history(house),
    }
    return render(request, "web/credits_limits.html", context, status=422 if form.errors else 200)


def _owns(house: Community, terms: Terms) -> list[Own]:
    accounts = queries.accounts_with_own_limits(house, unit=terms.unit.kind)
    return [
        Own(account.person, limits)
        for account in accounts
        if account.person and (limits := queries.own_limits_of(account, terms=terms))
    ]


def _history(house: Community) -> list[Decided]:
    done = list(done_in(community_id=house.pk, kinds=("account_limited",))[:HISTORY_SHOWN])
    keys = {key for one in done for key in (one.actor_id, one.person_id) if key}
    names = dict(Person.objects.filter(pk__in=keys).values_list("pk", "first_name"))
    return [
        Decided(
            at=one.at,
            by=names.get(one.actor_id, "") if one.actor_id else "",
            name=names.get(one.person_id, "") if one.person_id else "",
            limits=Limits(floor_minor=one.facts["floor_minor"], ceiling_minor=one.facts["ceiling_minor"])
            if one.facts.get("floor_minor") is not None
            else None,
        )
        for one in done
    ]
