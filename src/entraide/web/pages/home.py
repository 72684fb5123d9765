"""GET /: the one field, what is open near by, the communities. POST: a sentence goes on to the draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from entraide.logic.reading.interpretation import LONGEST_SENTENCE, UnreadableSentence
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.posts.board import KINDS, Board, Circle
from entraide.web import drafts
from entraide.web.chips import chip_views
from entraide.web.corrections import given_in, understand
from entraide.web.destinations import chosen_in, house_chosen, words_of_house
from entraide.web.houses import tiles
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.reach import reach_line
from entraide.web.visitor import person_of
from entraide.wording.reach import near_place
from entraide.wording.tongue import plain_language

SHOWN = 5
NEAR_KM = 10
MOST_COMMUNITIES = 8
SENTENCES_A_MINUTE = 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The home page, or the way of a sentence to its draft."""
    if request.method == "POST":
        return _take(request)
    kept = drafts.draft_of(request) if "change" in request.GET else None
    return _show(
        request,
        text=kept.text if kept else "",
        given=kept.given if kept else {},
        within=house_chosen(kept.community) if kept else None,
    )


def _take(request: HttpRequest) -> HttpResponse:
    """Keep the sentence in the session and go on; an unreadable one comes back with a word about it, nothing lost."""
    if is_too_often(request, what="sentence", most=SENTENCES_A_MINUTE, seconds=60):
        return too_often(request)
    text = " ".join(request.POST.get("text", "").split())
    given = given_in({**request.POST.dict(), "text": text})
    slug = chosen_in(request.POST.dict(), name="community") or ""
    house = house_chosen(slug)
    try:
        understand(
            text,
            person=person_of(request),
            now=timezone.now(),
            language=plain_language(),
            given=given,
            community=words_of_house(house, person=person_of(request)),
        )
    except UnreadableSentence as unreadable:
        return _show(request, text=text, given={}, error=unreadable_words(unreadable.code), within=house)
    drafts.keep(request, text=text, given=given, community=slug)
    return redirect("draft")


def unreadable_words(code: str) -> str:
    """Why a sentence cannot be read, as a way out."""
    return {
        "empty": _("Écrivez une phrase : ce que vous cherchez, ou ce que vous proposez."),
        "too_long": _("C'est un peu long : %(n)s caractères au plus. Une seule phrase suffit.")
        % {"n": LONGEST_SENTENCE},
        "not_text": _("Nous n'y trouvons pas de mots. Écrivez une phrase, comme vous la diriez à un voisin."),
    }[code]


def _show(
    request: HttpRequest, *, text: str, given: dict[str, str], error: str = "", within: Community | None = None
) -> HttpResponse:
    person = person_of(request)
    context: dict[str, Any] = {
        "text": text,
        "error": error,
        **_open_near(person, request.GET.get("kind", "")),
        "tiles": tiles(communities.listed()[:MOST_COMMUNITIES]),
        "for_house": within,
    }
    if text and not error:
        context |= reading_context(text, person=person, given=given)
    return render(request, "web/home.html", context, status=422 if error else 200)


def reading_context(
    text: str, *, person: Person | None, given: dict[str, str], community: Community | None = None
) -> dict[str, Any]:
    """What a reading's chips and lines need in a template; `community`: one whose words count besides. Raises UnreadableSentence."""
    now = timezone.now()
    understood = understand(text, person=person, now=now, language=plain_language(), given=given, community=community)
    return {
        "of": text,
        "understood": understood,
        "reading": understood.reading,
        "view": chip_views(understood, now=now),
        "reach": reach_line(understood.reading, text=text, person=person, now=now),
    }


def _open_near(person: Person | None, kind: str) -> dict[str, Any]:
    """What is open around the person's home, or (for a visitor, or where nothing is) on the whole server."""
    radius_km = min(person.radius_km or NEAR_KM, 30) if person else NEAR_KM
    listed = everywhere = Board(person, kind=kind if kind in KINDS else "")
    if person and person.home_latitude is not None and person.home_longitude is not None:
        near = Circle(person.home_latitude, person.home_longitude, radius_km)
        listed = everywhere.over(near=near)
        if not listed.total:
            listed = everywhere
    return {
        "posts": listed[:SHOWN],
        "kind": listed.kind,
        "counts": listed.counts,
        "total": listed.total,
        "near": near_place(person.home_name) if person and listed.near else "",
        "radius_km": radius_km,
    }
