"""/seats/<code>/: the voice of a member who was drawn: the thing without names, the rules, keep or hide."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.give_voice import give_voice
from entraide.journeys.refusals import Refusal
from entraide.records.people.models import Person
from entraide.records.reports import queries
from entraide.records.reports.models import Seat
from entraide.web.access import for_people
from entraide.web.case_told import thing_of
from entraide.web.forms.moderation import VoiceForm
from entraide.web.refusals import refusal_words
from entraide.web.rules_named import rule_choices, rules_in_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("seat")
def seat(request: HttpRequest, person: Person, code: str) -> HttpResponse:
    """The seat; a POST says `keep` or `hide`, or leaves it."""
    found = queries.seat_for(person, code=code)
    if found is None:
        raise Http404
    now = timezone.now()
    house = found.case.community
    form = VoiceForm(
        request.POST if request.method == "POST" and "leave" not in request.POST else None,
        rules=rule_choices(house, now=now),
        is_appeal=found.appeal_id is not None,
    )
    if request.method == "POST" and ("leave" in request.POST or form.is_valid()):
        given = {} if "leave" in request.POST else form.cleaned_data
        try:
            give_voice(person=person, seat=found, voice=given.get("voice", ""), rule=given.get("rule", ""), now=now)
        except Refusal as refusal:
            messages.warning(request, refusal_words(refusal))
        else:
            said = (
                _("Merci. Votre avis est compté, sans votre nom.")
                if given
                else _("C'est noté : quelqu'un d'autre est désigné.")
            )
            messages.success(request, said)
        return redirect("seat", code=code)
    return _page(request, found, form)


def _page(request: HttpRequest, found: Seat, form: VoiceForm) -> HttpResponse:
    house = found.case.community
    appeal = found.appeal
    rule = (
        rules_in_words(house, codes=[appeal.measure.rule])[appeal.measure.rule]
        if appeal and appeal.measure.rule
        else ""
    )
    context = {
        "house": house,
        "seat": found,
        "thing": thing_of(found.case),
        "rule": rule,
        "is_open": not found.said_at and not found.left_at and found.ends_at > timezone.now()
        and (appeal or found.case).state == "members",
        "form": form,
    }  # fmt: skip
    return render(request, "web/seat.html", context, status=422 if form.errors else 200)
