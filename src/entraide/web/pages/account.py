"""Leaving with one's data: everything as JSON, and erasing the account for good."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entraide.journeys.erase_person import erase_person
from entraide.journeys.export_person import export_person
from entraide.records.people.models import Person
from entraide.web.access import for_people


@require_safe
@never_cache
@for_people("settings")
def export(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything kept about me, as a file."""
    response = JsonResponse(export_person(person), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="entraide.json"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("erase")
def erase(request: HttpRequest, person: Person) -> HttpResponse:
    """What will be gone, and the button; a POST does it."""
    if request.method != "POST":
        return render(request, "web/erase.html", {"section": "settings"})
    erase_person(person=person, now=timezone.now())
    logout(request)
    messages.success(request, _("Votre compte est effacé, avec tout ce que vous aviez écrit. Merci, et bonne route."))
    return redirect("home")
