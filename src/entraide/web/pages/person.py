"""/p/<code>/: somebody's page, for fellow members and for those they have dealt with. To anybody else it does not exist."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.journeys.find_people import home_of
from entraide.logic.places import distance_km
from entraide.records.attestations.queries import houses_attested_in
from entraide.records.conversations.acquaintance import Seen, see_person
from entraide.records.exchanges.queries import shown_thanks
from entraide.records.people.models import Person, TrustedContact
from entraide.records.people.queries import public_says_of, trusted_contact_shown
from entraide.records.posts.board import Board
from entraide.web.access import for_people
from entraide.web.standing import facts_of_person

MOST_POSTS = 20
MOST_THANKS = 12


@require_safe
@never_cache
@for_people("person")
def person(request: HttpRequest, viewer: Person, code: str) -> HttpResponse:
    """The page; of somebody whom the viewer blocks, only that they do, and the way back."""
    seen = find_person(viewer, code)
    if seen.is_blocked:
        return render(request, "web/person_blocked.html", {"other": seen.person})
    other = seen.person
    open_posts = Board(viewer, writer=other)[: MOST_POSTS + 1]
    context = {
        "other": other,
        "is_me": other.pk == viewer.pk,
        "in_common": seen.in_common,
        "distance_km": _distance_km(viewer, other),
        "standing": facts_of_person(viewer, other, now=timezone.now()),
        "attests_in": houses_attested_in(viewer, [one.community_id for one in seen.in_common])
        if viewer != other
        else (),
        "says": public_says_of(other),
        "open_posts": open_posts[:MOST_POSTS],
        "has_more_posts": len(open_posts) > MOST_POSTS,
        "contact": _contact(viewer, seen),
        "thanks": shown_thanks(other, most=MOST_THANKS),
        # Above their own posts their name would lead to this very page: so it is plain, and nobody's houses are asked for.
        "fellow_houses": frozenset(),
    }
    return render(request, "web/person.html", context)


def find_person(viewer: Person, code: str) -> Seen:
    """The person at this address. Raises Http404 if the viewer may not open their page, or there is none."""
    seen = see_person(viewer, code=code)
    if seen is None:
        raise Http404
    return seen


def _contact(viewer: Person, seen: Seen) -> TrustedContact | None:
    """Whom the person trusts, for those who tend a community of theirs, while the person lets them see it."""
    if not seen.is_tended:
        return None
    return trusted_contact_shown(seen.person, now=timezone.now())


def _distance_km(viewer: Person, other: Person) -> float | None:
    """How far apart the two live, between homes that are blurred to the kilometre."""
    here, there = home_of(viewer), home_of(other)
    return distance_km(here, there) if here and there and viewer.pk != other.pk else None
