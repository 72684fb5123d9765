"""What the search page is asked, as it stands in the address: q, in, c, place, radius, after. Wrong values are passed over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from entraide.logic import places
from entraide.logic.searching.question import Question, read_question
from entraide.records.communities.models import Community
from entraide.records.communities.queries import may_enter, with_slug
from entraide.records.finds.queries import Within
from entraide.records.people.models import Person
from entraide.records.posts.board import Circle
from entraide.web.forms.board import LONGEST_PLACE, RADII_KM, USUAL_RADIUS_KM

# The tabs, and the kind of finds that each shows.
TABS = {"posts": "post", "people": "say", "talks": "message", "communities": "community"}


@dataclass(frozen=True)
class Search:
    """What is looked for.

    Attributes:
        question: the words.
        tab: one of TABS, or empty for all.
        community: in this one only; None for all.
        place: the place as it was written; `point` (latitude, longitude) and `name` are what it was found to be.
        radius_km: how far from it posts may be.
        after: where the page before ended.
    """

    question: Question
    tab: str = ""
    community: Community | None = None
    place: str = ""
    point: tuple[float, float] | None = None
    name: str = ""
    radius_km: int = USUAL_RADIUS_KM
    after: str = ""

    @property
    def place_is_unknown(self) -> bool:
        """Whether a place was named that the gazetteer does not know."""
        return bool(self.place) and self.point is None

    @property
    def is_narrow(self) -> bool:
        """Whether place or community leave something out."""
        return bool(self.place or self.community)

    @property
    def within(self) -> Within:
        """Where to look."""
        return Within(self.community, Circle(*self.point, self.radius_km) if self.point else None)

    def query(self, **changes: object) -> str:
        """This search, with changes, as the query of an address; `words` changes what is looked for. It begins at the first page."""
        words = changes.pop("words", self.question.written)
        changed = replace(self, **{"after": "", **changes})  # type: ignore[arg-type]
        pairs = {
            "q": words,
            "in": changed.tab,
            "c": changed.community.slug if changed.community else "",
            "place": changed.place,
            "radius": changed.radius_km if changed.radius_km != USUAL_RADIUS_KM else "",
            "after": changed.after,
        }
        return urlencode({key: value for key, value in pairs.items() if value})


def read_search(sent: Mapping[str, str], *, viewer: Person | None, language: str) -> Search:
    """The search of an address. A community that the viewer may not read is passed over, as one that does not exist."""
    radius, place = sent.get("radius", ""), " ".join(sent.get("place", "").replace("\x00", "").split())[:LONGEST_PLACE]
    house = with_slug(sent["c"].replace("\x00", "")[:60]) if sent.get("c") else None
    is_open = house is not None and may_enter(viewer, community=house, whom="readers")
    search = Search(
        question=read_question(sent.get("q", "")),
        tab=sent.get("in", "") if sent.get("in") in TABS else "",
        community=house if is_open else None,
        place=place,
        radius_km=int(radius) if radius in map(str, RADII_KM) else USUAL_RADIUS_KM,
        after=sent.get("after", ""),
    )
    home = None
    if viewer and viewer.home_latitude is not None and viewer.home_longitude is not None:
        home = (viewer.home_latitude, viewer.home_longitude)
    found = places.find(name=place, home=home, language=language, limit=1) if place else []
    if found:
        first = found[0].place
        return replace(search, point=(first.latitude, first.longitude), name=first.name_in(language))
    return search
