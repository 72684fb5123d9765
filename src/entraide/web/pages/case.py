"""/c/<slug>/desk/case/<code>/: one case, for whoever tends the community: the thing, why it was reported, and what is done about it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.lift_measure import lift_measure
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_case import settle_case
from entraide.journeys.write_note import write_note
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.reports import queries
from entraide.records.reports.models import Case
from entraide.web.access import in_house
from entraide.web.case_told import around, filled, measures_shown, photo_in, thing_of
from entraide.web.forms.moderation import CaseForm, NoteForm
from entraide.web.refusals import refusal_words
from entraide.web.rules_named import rule_choices, rules_in_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="case")
def case(request: HttpRequest, person: Person, house: Community, code: str) -> HttpResponse:
    """The case; a POST settles it, lifts one of its measures or keeps a note."""
    found = queries.case_with(code, community=house)
    if found is None:
        raise Http404
    if found.about_id == person.pk:
        raise PermissionDenied(_("Ce dossier vous concerne : quelqu'un d'autre le regarde."))
    if request.method != "POST":
        return _page(request, house, found)
    action = request.POST.get("action", "settle")
    if action == "note":
        return _note(request, person, house, found)
    if action == "lift":
        return _lift(request, person, house, found)
    return _settle(request, person, house, found)


def _settle(request: HttpRequest, person: Person, house: Community, found: Case) -> HttpResponse:
    now = timezone.now()
    form = CaseForm(request.POST, rules=rule_choices(house, now=now), kind=found.kind)
    if form.is_valid():
        try:
            settle_case(steward=person, case=found, now=now, **form.measures())
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            messages.success(request, _("C'est décidé. Les personnes concernées sont prévenues."))
            return redirect("desk", slug=house.slug)
    return _page(request, house, found, form=form)


def _lift(request: HttpRequest, person: Person, house: Community, found: Case) -> HttpResponse:
    measure = next((one for one in queries.measures_in(found) if one.code == request.POST.get("measure")), None)
    if measure is None:
        raise Http404
    try:
        lift_measure(steward=person, measure=measure, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        messages.success(request, _("C'est levé. La personne est prévenue."))
    return redirect("case", slug=house.slug, code=found.code)


def _note(request: HttpRequest, person: Person, house: Community, found: Case) -> HttpResponse:
    form = NoteForm(request.POST)
    if form.is_valid():
        about: dict[str, UUID | None] = {"case_id": found.pk}
        if request.POST.get("about") == "person" and found.about_id:
            about = {"person_id": found.about_id}
        try:
            write_note(steward=person, community=house, words=form.cleaned_data["words"], now=timezone.now(), **about)
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            messages.success(request, _("La note est gardée."))
            return redirect("case", slug=house.slug, code=found.code)
    return _page(request, house, found, note=form)


def _page(
    request: HttpRequest, house: Community, found: Case, *, form: CaseForm | None = None, note: NoteForm | None = None
) -> HttpResponse:
    now = timezone.now()
    reports, measures = queries.reports_in(found), queries.measures_in(found)
    before = list(queries.measures_about(found.about, community=house).exclude(case=found)[:10]) if found.about else []
    choices = rule_choices(house, now=now)
    codes = [*(one.rule for one in reports), *(one.rule for one in (*measures, *before)), found.rule]
    rules = dict(choices) | rules_in_words(house, codes=[code for code in codes if code not in dict(choices)])
    canned = queries.canned_words_of(house)
    chosen = next((one for one in canned if str(one.pk) == request.GET.get("words")), None)
    most_named = max(reports, key=lambda one: sum(one.rule == other.rule for other in reports), default=None)
    first = {
        "rule": most_named.rule if most_named else "",
        "words": filled(chosen.words, person=found.about) if chosen else "",
    }
    context = {
        "house": house,
        "section": "desk",
        "case": found,
        "thing": thing_of(found),
        "around": around(found),
        "photo": photo_in(found),
        "reports": [(one, rules.get(one.rule, ""), queries.contact_for(one, case=found)) for one in reports],
        "measures": measures_shown(measures, rules=rules),
        "before": measures_shown(before, rules=rules),
        "rule": rules.get(found.rule, ""),
        "canned": canned,
        "form": form or CaseForm(rules=choices, kind=found.kind, initial={**first, "kept_out": ""}),
        "note_form": note or NoteForm(),
        "notes": queries.notes_on(community=house, case_id=found.pk, person_id=found.about_id),
        "now": now,
    }
    is_wrong = bool((form and form.errors) or (note and note.errors))
    return render(request, "web/case.html", context, status=422 if is_wrong else 200)
