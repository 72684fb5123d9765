"""/c/<slug>/export/: who tends a community asks for its file, sees when it is made, takes it, or gives the move up."""

from typing import cast

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entraide.journeys.ask_departure import KEPT_FOR, MADE_AFTER, ask_departure, file_of, give_up_departure
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import member_count
from entraide.records.moves.queries import agreed_to_move, departure_with, departures_of
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.forms.departure import DepartureForm
from entraide.web.refusals import refusal_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="community_export")
def community_export(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """What leaves and what stays; a POST asks for the file, or (`give_up`) gives it up."""
    if request.method != "POST":
        return _page(request, house, DepartureForm())
    if "give_up" in request.POST:
        give_up_departure(steward=person, community=house, now=timezone.now())
        messages.success(request, _("C'est abandonné : il n'y a plus de fichier."))
        return redirect("community_export", slug=house.slug)
    form = DepartureForm(request.POST)
    if form.is_valid():
        try:
            ask_departure(steward=person, community=house, sealed_for=form.cleaned_data["key"], now=timezone.now())
        except Refusal as refusal:
            form.add_error("key", refusal_words(refusal))
        else:
            messages.success(request, _("C'est demandé. Les membres qui suivent l'apprennent."))
            return redirect("community_export", slug=house.slug)
    return _page(request, house, form)


@never_cache
@require_safe
@in_house("stewards", page="community_export")
def community_file(request: HttpRequest, person: Person, house: Community, key: str) -> HttpResponse:
    """The file itself, sealed. A key alone opens nothing: it is for those who tend this community."""
    departure = departure_with(key)
    if departure is None or departure.community_id != house.pk or departure.made_at is None:
        raise Http404
    try:
        file = file_of(departure).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        file, as_attachment=True, filename=f"{house.slug}.entraide.age", content_type="application/octet-stream"
    )
    response["Content-Encoding"] = "identity"  # sealed is as small as it gets: nobody need pack it again
    return cast(HttpResponse, response)


def _page(request: HttpRequest, house: Community, form: DepartureForm) -> HttpResponse:
    following, members = agreed_to_move(house).count(), member_count(house)
    context = {
        "house": house,
        "section": "board",
        "form": form,
        "departure": departures_of(house).first(),
        "following": following,
        "staying": max(0, members - following),
        "days_before": MADE_AFTER.days,
        "days_kept": KEPT_FOR.days,
    }
    return render(request, "web/community_export.html", context, status=422 if form.errors else 200)
