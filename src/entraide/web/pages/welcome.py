"""/c/<slug>/welcome/: what a new member reads; and, for whoever opened the community, what can wait."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.join_community import agree_to_move
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.refusals import refusal_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("members", page="welcome")
def welcome(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """The welcome; a POST says whether one comes along, should the community move."""
    if request.method == "POST":
        try:
            agree_to_move(
                person=person, community=house, agrees=request.POST.get("agrees") == "yes", now=timezone.now()
            )
        except Refusal as refusal:
            messages.warning(request, refusal_words(refusal))
        else:
            messages.success(request, _("C'est enregistré."))
        return redirect("community", slug=house.slug)
    context = {
        "house": house,
        "membership": communities.membership_of(person, community=house),
        "tends": communities.tends(person, community=house),
        "is_first": house.opened_by_id == person.pk,
    }
    return render(request, "web/welcome.html", context)
