"""Leaving with one's data: everything to read, everything as JSON, and erasing the account for good."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from entraide.journeys.erase_person import erase_person
from entraide.journeys.export_person import export_person_in_pieces
from entraide.records.communities.queries import run_alone_by
from entraide.records.moves.own import SECTIONS, counts_of, own_fields, section_named
from entraide.records.people.models import Person
from entraide.web.access import for_people
from entraide.wording.exported import person_told, row_told, section_title

ROWS_A_PAGE = 50


@require_safe
@never_cache
@for_people("export")
def export(request: HttpRequest, person: Person) -> HttpResponse:
    """What is kept about me: what I told, and each section with how much is in it."""
    counts = counts_of(person)
    context = {
        "section": "settings",
        "facts": person_told(
            {**own_fields(person), "joined_at": person.joined_at, **_days(person)}, now=timezone.now()
        ),
        "parts": [(one.name, section_title(one.name), counts[one.name]) for one in SECTIONS if counts.get(one.name)],
    }
    return render(request, "web/export.html", context)


@require_safe
@never_cache
@for_people("export")
def export_section(request: HttpRequest, person: Person, name: str) -> HttpResponse:
    """One section of it, fifty at a time, the newest first."""
    found = section_named(name)
    if found is None:
        raise Http404
    try:
        before = UUID(request.GET["before"]) if "before" in request.GET else None
    except ValueError as error:
        raise Http404 from error
    rows = list(found.rows(person, most=ROWS_A_PAGE + 1, before=before))
    context = {
        "section": "settings",
        "title": section_title(name),
        "rows": [row_told(row, now=timezone.now()) for row in rows[:ROWS_A_PAGE]],
        "older": rows[ROWS_A_PAGE - 1]["pk"] if len(rows) > ROWS_A_PAGE else None,
    }
    return render(request, "web/export_section.html", context)


@require_safe
@never_cache
@for_people("export")
def export_json(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything kept about me, as a file."""
    response = StreamingHttpResponse(export_person_in_pieces(person), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="entraide.json"'
    return cast(HttpResponse, response)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_people("erase")
def erase(request: HttpRequest, person: Person) -> HttpResponse:
    """What will be gone and what stays without my name, and the button; a POST does it."""
    if request.method != "POST":
        return render(request, "web/erase.html", {"section": "settings", "alone": run_alone_by(person)})
    erase_person(person=person, now=timezone.now())
    logout(request)
    messages.success(request, _("Votre compte est effacé. Merci, et bonne route."))
    return redirect("home")


def _days(person: Person) -> dict[str, object]:
    return {"paused_until": person.paused_until, "adult_on": person.adult_on}
