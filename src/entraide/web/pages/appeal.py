"""/c/<slug>/desk/appeal/<code>/: an appeal against a measure, for those who tend the community and did not take it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_appeal import settle_appeal
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.reports import queries
from entraide.web.access import in_house
from entraide.web.case_told import measures_shown, thing_of
from entraide.web.forms.moderation import AppealAnswerForm
from entraide.web.refusals import refusal_words
from entraide.web.rules_named import rules_in_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="appeal")
def appeal(request: HttpRequest, person: Person, house: Community, code: str) -> HttpResponse:
    """The appeal; a POST settles it. Who took the measure reads it, and is told that somebody else decides."""
    found = queries.appeal_of(code, community=house)
    if found is None or person.pk == found.by_id:
        raise Http404
    form = AppealAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            settle_appeal(
                decider=person,
                appeal=found,
                stands=given["decision"] == "stands",
                answer=given["answer"],
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal_words(refusal))
        else:
            messages.success(request, _("C'est décidé. La personne est prévenue."))
            return redirect("desk", slug=house.slug)
    measure = found.measure
    context = {
        "house": house,
        "section": "desk",
        "appeal": found,
        "shown": measures_shown([measure], rules=rules_in_words(house, codes=[measure.rule]))[0],
        "thing": thing_of(measure.case),
        "is_own": measure.by_id == person.pk,
        "form": form,
    }
    return render(request, "web/appeal.html", context, status=422 if form.errors else 200)
