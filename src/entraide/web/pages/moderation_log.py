"""/c/<slug>/moderation/: how moderation goes in a community: how it works, how many measures a month, and who may be drawn for panels."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.agree_to_sit import agree_to_sit
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.anonymous_log import log_of
from entraide.records.communities.queries import membership_of, rules_of, tends
from entraide.records.people.models import Person
from entraide.records.reports import queries
from entraide.web.access import find_community, for_people, let_into
from entraide.web.refusals import refusal_words
from entraide.web.rules_named import rules_in_words
from entraide.web.visitor import person_of
from entraide.wording.moderation import measure_name, thing_name


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def moderation_log(request: HttpRequest, slug: str) -> HttpResponse:
    """The log, for whoever could join; a member's POST says whether they may be drawn for small panels."""
    if request.method == "POST":
        return _agree(request, slug)
    house = find_community(slug)
    viewer = person_of(request)
    let_into(house, viewer=viewer, whom="joiners")
    now = timezone.now()
    today = timezone.localdate(now)
    taken = queries.taken_in(house, since=date(today.year - 2, 1, 1))
    rules = rules_in_words(house, codes=[one.rule for one in taken])
    log = log_of(taken, until=(today.year, today.month))
    membership = membership_of(viewer, community=house) if viewer else None
    context = {
        "house": house,
        "section": "rules",
        "years": [
            (
                year,
                [
                    (
                        date(*month.month, 1),
                        [(thing_name(one.thing), measure_name(one.measure), rules.get(one.rule, ""), one.count) for one in month.lines],
                        month.others,
                    )
                    for month in year.months
                ],
            )
            for year in log
        ],
        "house_rules": rules_of(house, now=now),
        "membership": membership,
        "is_juror": viewer is not None and membership is not None and queries.is_juror(viewer, community=house),
        "tends": viewer is not None and tends(viewer, community=house),
    }  # fmt: skip
    return render(request, "web/moderation_log.html", context)


@for_people("moderation_log")
def _agree(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    house = find_community(slug)
    let_into(house, viewer=person, whom="members")
    agrees = request.POST.get("sit") == "yes"
    try:
        agree_to_sit(person=person, community=house, agrees=agrees, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        messages.success(
            request,
            _("Merci. Le sort vous désignera peut-être, rarement.")
            if agrees
            else _("C'est noté : vous ne serez plus désigné."),
        )
    if request.POST.get("from") == "settings":
        return redirect(f"{reverse('settings')}#communities")
    return redirect("moderation_log", slug=house.slug)
