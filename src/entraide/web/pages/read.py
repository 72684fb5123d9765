"""POST /read/: what the live field asks while somebody types. Nothing of it is kept or written down."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.logic.reading.interpretation import UnreadableSentence
from entraide.logic.reading.marking import marked
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.web.limits import is_too_often
from entraide.web.pages.home import reading_context, unreadable_words
from entraide.web.visitor import person_of
from entraide.wording.readings import as_plain_text, chips

READINGS_A_MINUTE = 240


@require_POST
@never_cache
def read(request: HttpRequest) -> JsonResponse:
    """The sentence in pieces with their lines, the chips as HTML, and what is said once typing has rested."""
    if is_too_often(request, what="read", most=READINGS_A_MINUTE, seconds=60):
        return JsonResponse({}, status=429)
    text = request.POST.get("text", "")
    try:
        person = person_of(request)
        context = reading_context(text, person=person, given={}, community=_within(request, person))
    except UnreadableSentence as unreadable:
        said = "" if unreadable.code == "empty" else unreadable_words(unreadable.code)
        return JsonResponse({"pieces": [[text, None]], "chips": "", "said": said})
    return JsonResponse(
        {
            "pieces": marked(text, context["reading"].spans),
            "chips": render_to_string("web/parts/read.html", context, request=request),
            "said": _said(context),
        }
    )


def _within(request: HttpRequest, person: Person | None) -> Community | None:
    """The community whose words are being tried, if this person tends it."""
    house = communities.with_slug(request.GET["within"]) if person and "within" in request.GET else None
    return house if house and person and communities.tends(person, community=house) else None


def _said(context: dict[str, Any]) -> str:
    """The reading in one breath, for those who hear the page."""
    reading, reach = context["reading"], context["reach"]
    now = timezone.now()
    kind = chips(reading, now=now)[0]
    parts = [f"{kind.label} {kind.value}{'' if kind.is_unsure else '.'}", as_plain_text(reading, now=now)]
    if reach:
        parts.append(f"{reach.who} {reach.what}")
    return " ".join(parts)
