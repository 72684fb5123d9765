"""Calendars of one's own promises: one exchange as a file, and all of them at a secret address that a calendar program reads."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from entraide.adapters.calendars import CONTENT_TYPE, calendar_of
from entraide.journeys.keep_calendar import give_calendar_address, stop_calendar
from entraide.records.exchanges import queries
from entraide.records.exchanges.models import Occurrence
from entraide.records.people.models import Person
from entraide.web.access import for_people
from entraide.web.own_times import entries_of
from entraide.web.pages.exchange import find_own

# How far back a calendar goes.
_PAST = timedelta(days=60)


@require_safe
@never_cache
@for_people("exchange")
def exchange_event(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """What is promised in one exchange, as a file for one's calendar."""
    found = find_own(viewer, code)
    times = queries.times_in(found)
    if not any(one.starts_at for one in times):
        raise Http404
    return _answer(viewer, times=times, name=found.what or "Entraide", is_file=True)


@require_safe
@never_cache
def own_calendar(request: HttpRequest, key: str) -> HttpResponse:
    """All that the owner of this secret address promised, or was promised. Whoever has the address may read it."""
    owner = queries.owner_of_calendar(key)
    if owner is None:
        raise Http404
    with translation.override(owner.language), timezone.override(owner.time_zone):
        times = queries.times_of_person(owner, since=timezone.now() - _PAST)
        return _answer(owner, times=times, name=_("Mes promesses"), is_file=False)


@require_POST
@for_people("settings")
def calendar_address(request: HttpRequest, viewer: Person) -> HttpResponse:
    """Make a new secret address for one's calendar, or have none: field `action` is renew or stop."""
    if request.POST.get("action") == "stop":
        stop_calendar(person=viewer, now=timezone.now())
        messages.success(request, _("Votre agenda n'a plus d'adresse."))
    else:
        give_calendar_address(person=viewer, now=timezone.now())
        messages.success(request, _("Voici l'adresse de votre agenda. Une adresse d'avant ne mène plus nulle part."))
    return redirect(f"{reverse('settings')}#calendar")


def _answer(viewer: Person, *, times: list[Occurrence], name: str, is_file: bool) -> HttpResponse:
    entries = entries_of(viewer, times=times, now=timezone.now())
    response = HttpResponse(calendar_of(entries, name=name, zone=ZoneInfo(viewer.time_zone)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'{"attachment" if is_file else "inline"}; filename="entraide.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
