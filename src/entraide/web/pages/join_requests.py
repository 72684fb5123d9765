"""/c/<slug>/requests/: who asks to be let in, for whoever runs the community: yes or no, with a word."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.decide_request import decide_request
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.invitations import queries
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.refusals import refusal_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="join_requests")
def join_requests(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """Those who wait, longest first. POST: `request` with `decision` yes or no, and `words`."""
    if request.method == "POST":
        return _decide(request, person, house)
    return render(request, "web/join_requests.html", {"house": house, "waiting": queries.waiting_requests(house)})


def _decide(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    decision = request.POST.get("decision", "")
    try:
        request_id = UUID(request.POST.get("request", ""))
    except ValueError:
        return redirect("join_requests", slug=house.slug)
    if decision not in ("yes", "no"):
        return redirect("join_requests", slug=house.slug)
    words = request.POST.get("words", "").replace("\x00", "")
    try:
        decided = decide_request(
            steward=person,
            community=house,
            request_id=request_id,
            is_accepted=decision == "yes",
            words=words,
            now=timezone.now(),
        )
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    else:
        name = decided.person.first_name
        said = _("%(name)s est membre, et le sait.") if decision == "yes" else _("La réponse est partie à %(name)s.")
        messages.success(request, said % {"name": name})
    return redirect("join_requests", slug=house.slug)
