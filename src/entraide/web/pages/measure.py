"""/measures/<code>/: what was decided about somebody, for them alone: which rule, what now, and how to ask for another look."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.appeal import appeal, who_looks
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.conduct import own_rule
from entraide.logic.charter.measures import APPEAL_WITHIN, may_appeal
from entraide.records.people.models import Person
from entraide.records.reports import queries
from entraide.records.reports.models import Measure
from entraide.web.access import for_people
from entraide.web.case_told import thing_of
from entraide.web.forms.moderation import AppealForm
from entraide.web.refusals import refusal_words
from entraide.web.rules_named import rules_in_words
from entraide.wording.moderation import measure_name, measure_sentence


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("measure")
def measure(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """The measure; a POST appeals against it."""
    found = queries.measure_for(person, code=code)
    if found is None:
        raise Http404
    first = queries.taken_together(found)[0]
    if first != found:
        return redirect("measure", code=first.code)  # what was decided together is read, and appealed against, together
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal(person=person, measure=found, words=form.cleaned_data["words"], now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            messages.success(request, _("C'est envoyé. Quelqu'un d'autre va regarder, et vous répondra."))
            return redirect("measure", code=code)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Measure, form: AppealForm) -> HttpResponse:
    now = timezone.now()
    made = getattr(found, "appeal", None)
    is_over = found.ended_at is not None or (found.until is not None and found.until <= now)
    together = queries.taken_together(found)
    context = {
        "house": found.community,
        "measure": found,
        "name": measure_name(found.kind),
        "together": [(one, measure_sentence(one.kind, what=found.case.kind)) for one in together],
        "rule": rules_in_words(found.community, codes=[found.rule]).get(found.rule, ""),
        "is_own_rule": own_rule(found.rule) is not None,
        "thing": thing_of(found.case),
        "appeal": made,
        "is_over": is_over,
        "may_appeal": may_appeal(taken_at=found.at, now=now, is_first=made is None, is_over=is_over),
        "appeal_until": found.at + APPEAL_WITHIN,
        "who_looks": who_looks(measure=found, now=now) if made is None and not is_over else "",
        "form": form,
    }
    return render(request, "web/measure.html", context, status=422 if form.errors else 200)
