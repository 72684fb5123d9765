"""/c/<slug>/close/: closing a community, with what it means said first; and opening it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.journeys.close_community import close_community as journey
from entraide.journeys.close_community import open_again
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.access import in_house
from entraide.web.refusals import refusal_words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_house("stewards", page="close_community")
def close_community(request: HttpRequest, person: Person, house: Community) -> HttpResponse:
    """What closing means, and the button; POST action=close or open."""
    if house.is_server_wide:
        raise PermissionDenied(_("Cette communauté est celle de tout le serveur : elle reste ouverte."))
    if request.method != "POST":
        return render(request, "web/close_community.html", {"house": house})
    try:
        if request.POST.get("action") == "open":
            open_again(steward=person, community=house, now=timezone.now())
            messages.success(request, _("%(name)s est de nouveau ouverte.") % {"name": house.name})
        elif request.POST.get("action") == "close":
            journey(steward=person, community=house, now=timezone.now())
            messages.success(request, _("%(name)s est fermée. Ses membres en sont prévenus.") % {"name": house.name})
    except Refusal as refusal:
        messages.warning(request, refusal_words(refusal))
    return redirect("community", slug=house.slug)
