"""/search/: one field over posts, what members offer, discussions and communities. Nobody sees more here than on the pages themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from entraide.logic.places import distance_km
from entraide.logic.searching.passage import Passage, passage_of
from entraide.logic.searching.words import words_in
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.conversations.models import Message
from entraide.records.finds.queries import SLIPPED, SOME, Found, Hit, find
from entraide.records.people.models import Say
from entraide.records.posts.models import Post
from entraide.web.forms.board import RADII_KM
from entraide.web.forms.search import TABS, Search, read_search
from entraide.web.houses import Tile, tiles
from entraide.web.limits import is_too_often
from entraide.web.pages.errors import too_often
from entraide.web.visitor import person_of
from entraide.wording.tongue import plain_language

A_PAGE = 20
# So many of each kind are shown together.
A_TASTE = {"post": 6, "say": 3, "message": 4, "community": 4}
SEARCHES_A_MINUTE = 60


@dataclass(frozen=True)
class Shown:
    """One find as the page shows it: its record, a passage of its text with the words marked, and how far a post is in kilometres."""

    thing: Post | Say | Message | Community
    passage: Passage | None = None
    distance_km: float | None = None


@dataclass(frozen=True)
class Group:
    """The finds of one kind: `tab` is its name in the address; `more` the address's query of the next page, or of all of them."""

    tab: str
    items: Sequence[Shown]
    tiles: Sequence[Tile]
    more: str


@require_safe
@never_cache
def search(request: HttpRequest) -> HttpResponse:
    """What answers the question, by kind."""
    if request.GET.get("q") and is_too_often(request, what="search", most=SEARCHES_A_MINUTE, seconds=60):
        return too_often(request)
    viewer = person_of(request)
    asked = read_search(request.GET, viewer=viewer, language=plain_language())
    kinds = [TABS[asked.tab]] if asked.tab else [kind for kind in TABS.values() if viewer or kind != "say"]
    most = A_PAGE if asked.tab else max(A_TASTE.values())
    houses = [one.community for one in communities.memberships_of(viewer)] if viewer else []
    found = find(
        viewer,
        question=asked.question,
        kinds=kinds,
        within=asked.within,
        after=asked.after,
        most=most,
        houses=[house.pk for house in houses],
    )
    groups = [_group(asked, tab, found[kind]) for tab, kind in TABS.items() if kind in found and found[kind].hits]
    hits = [hit for kind in kinds for hit in found[kind].hits]
    context = {
        "section": "search",
        "asked": asked,
        "words": asked.question.written,
        "house": asked.community,
        "groups": groups,
        "has_asked": bool(asked.question.words),
        "meant": _meant(hits) if hits and hits[0].tier == SLIPPED else "",
        "is_partly": bool(hits) and hits[0].tier == SOME,
        "tabs": [(tab, asked.query(tab=tab)) for tab in ("", *TABS)],
        "radii": RADII_KM,
        "houses": houses,
        "everywhere": asked.query(community=None, place="", point=None, name=""),
        "corrected": asked.query(words=_corrected(asked, hits)),
    }
    return render(request, "web/search.html", context)


def _group(asked: Search, tab: str, found: Found) -> Group:
    kind = TABS[tab]
    most = A_PAGE if asked.tab else A_TASTE[kind]
    hits = found.hits[:most]
    has_more = found.is_more or len(found.hits) > most
    more = asked.query(after=found.after) if asked.tab else asked.query(tab=tab)
    houses = [hit.thing for hit in hits if isinstance(hit.thing, Community)]
    items = [] if houses else [_shown(asked, hit) for hit in hits]
    return Group(tab, items, tiles(houses) if houses else [], more if has_more else "")


def _shown(asked: Search, hit: Hit) -> Shown:
    thing, forms = hit.thing, set(hit.forms)
    if isinstance(thing, Message):
        return Shown(thing, passage_of(thing.words, forms=forms))
    if isinstance(thing, Say):
        return Shown(thing, passage_of(thing.text, forms=forms))
    away = None
    if asked.point and isinstance(thing, Post) and thing.latitude is not None and thing.longitude is not None:
        away = distance_km(asked.point, (thing.latitude, thing.longitude))
    return Shown(thing, None, away)


def _text_of(hit: Hit) -> str:
    thing = hit.thing
    if isinstance(thing, Message):
        return f"{thing.words} {thing.thread.subject}"
    return thing.name if isinstance(thing, Community) else thing.text


def _meant(hits: Sequence[Hit]) -> str:
    """The words that were perhaps meant, as they stand in the first find: nothing is suggested that the viewer may not read."""
    first = hits[0]
    wanted = set(first.forms)
    text = _text_of(first)
    return " ".join(dict.fromkeys(text[w.start : w.end].lower() for w in words_in(text) if w.folded in wanted))


def _corrected(asked: Search, hits: Sequence[Hit]) -> str:
    return _meant(hits) if hits and hits[0].tier == SLIPPED else asked.question.written
