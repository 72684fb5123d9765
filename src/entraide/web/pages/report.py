"""/report/<kind>/<ref>/: point something out. The rule it breaks must be named; whoever is reported never learns who did."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.refusals import Refusal
from entraide.journeys.report import report as make_report
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.reports.queries import has_reported
from entraide.records.reports.things import Thing, find_thing
from entraide.web.access import for_people
from entraide.web.forms.report import ReportForm
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.web.rules_named import rule_choices
from entraide.web.visitor import person_of
from entraide.wording.moderation import thing_name

REPORTS_A_MINUTE = 10


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """The form. A visitor is told how to sign in, or whom to write to; nothing is looked up for them."""
    if request.method != "POST" and person_of(request) is None:
        return render(request, "web/report_visitor.html", {"kind": kind})
    return _for_people(request, kind=kind, ref=ref)


@for_people("report")
def _for_people(request: HttpRequest, person: Person, *, kind: str, ref: str) -> HttpResponse:
    thing = find_thing(person, kind=kind, ref=ref)
    if thing is None:
        raise Http404
    if thing.about == person:
        messages.info(request, _("C'est à vous : vous pouvez le changer ou le retirer vous-même."))
        return redirect(thing.path)
    now = timezone.now()
    chosen = next((one for one in thing.communities if one.slug == request.POST.get("community")), thing.communities[0])
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        rules=rule_choices(chosen, now=now),
        communities=thing.communities,
    )
    if request.method == "POST":
        if is_too_often(request, what="report", most=REPORTS_A_MINUTE, seconds=60):
            return too_often(request)
        if form.is_valid():
            given = form.cleaned_data
            try:
                made = make_report(
                    by=person,
                    thing=thing,
                    community=chosen,
                    rule=given["rule"],
                    words=given["words"],
                    is_danger=given["is_danger"],
                    may_call_contact=given["may_call_contact"],
                    now=now,
                )
            except Refusal as refusal:
                form.add_error(None, refusal_words(refusal))
            else:
                messages.success(request, _("Merci. Quelqu'un va regarder, et vous saurez ce qui en est fait."))
                if tends(person, community=chosen):
                    return redirect("case", slug=chosen.slug, code=made.case.code)
                return redirect(thing.path)
    return _page(request, person, thing, form)


def _page(request: HttpRequest, person: Person, thing: Thing, form: ReportForm) -> HttpResponse:
    house = thing.communities[0] if len(thing.communities) == 1 else None
    context = {
        "house": house,
        "thing": thing,
        "thing_name": thing_name(thing.kind),
        "form": form,
        "is_known": has_reported(person, kind=thing.kind, thing_id=thing.id),
    }
    return render(request, "web/report.html", context, status=422 if form.errors else 200)
