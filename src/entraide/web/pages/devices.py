"""/settings/devices/: the browsers and telephones on which one's news appears; to add this one, to remove any.

To add one needs a script and a browser that knows pushes; without, mails and the site say the same.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.adapters.push.identity import from_letters, public_key
from entraide.journeys.add_device import add_device
from entraide.journeys.refusals import Refusal
from entraide.journeys.remove_device import remove_device
from entraide.records.notices.queries import targets_of
from entraide.records.people.models import Person
from entraide.web.access import for_people
from entraide.web.hosts import is_communitys_host
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.refusals import refusal_words
from entraide.wording.devices import device_named

ADDED_A_MINUTE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("devices")
def devices(request: HttpRequest, person: Person) -> HttpResponse:
    """My devices. POST action=add keeps this one (its subscription is in the form); remove forgets `device`."""
    if request.method != "POST":
        return _page(request, person)
    if is_too_often(request, what="device", most=ADDED_A_MINUTE, seconds=60):
        return too_often(request)
    now = timezone.now()
    try:
        if request.POST.get("action") == "remove":
            remove_device(person=person, device_id=_key(request), now=now)
            messages.success(request, _("Plus rien ne s'y affichera."))
        elif request.POST.get("action") == "add":
            add_device(person=person, now=now, **_subscription(request))
            messages.success(request, _("C'est fait : vos nouvelles s'affichent ici, celles que vous voulez."))
    except Refusal as refusal:
        return _page(request, person, error=refusal_words(refusal))
    return redirect("devices")


def _page(request: HttpRequest, person: Person, *, error: str = "") -> HttpResponse:
    # A browser ties its subscription to an address: news leads to the server's own.
    elsewhere = settings.ADDRESS + reverse("devices") if is_communitys_host(request) else ""
    context = {
        "section": "settings",
        "devices": list(targets_of(person)),
        "error": error,
        "elsewhere": elsewhere,
        "push_key": public_key(),
    }
    return render(request, "web/devices.html", context, status=422 if error else 200)


def _subscription(request: HttpRequest) -> dict[str, Any]:
    """What the browser answered, for the journey. Raises Refusal: no_such_device."""
    sent = request.POST
    try:
        keys = {name: from_letters(sent.get(name, "")[:200]) for name in ("public_key", "secret")}
    except ValueError as wrong:
        raise Refusal("no_such_device") from wrong
    return {**keys, "endpoint": sent.get("endpoint", ""), "name": device_named(request.headers.get("User-Agent", ""))}


def _key(request: HttpRequest) -> UUID:
    """Which device the form is about. Raises Refusal: not_yours."""
    try:
        return UUID(request.POST.get("device", ""))
    except ValueError as wrong:
        raise Refusal("not_yours") from wrong
