"""The board's filters, as they stand in the address: kind, topic, place, radius, q. Wrong values are passed over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from entraide.logic import places
from entraide.records.people.models import Person
from entraide.wording.readings import topic_choices

RADII_KM = (2, 5, 10, 25, 50)
USUAL_RADIUS_KM = 10
LONGEST_WORDS = 80
LONGEST_PLACE = 80


@dataclass(frozen=True)
class BoardFilter:
    """What is to be shown.

    Attributes:
        kind: need, offer, or empty for both.
        topic: a family or a leaf of the topics, or empty for all.
        place: the place as it was written, or empty for everywhere.
        point: the middle of the search (latitude, longitude); None for everywhere, or if no such place is known.
        name: what the found place is called.
        radius_km: how far from it.
        words: words of the sentence.
        is_home: the middle is the viewer's own home, because nothing else was asked for.
    """

    kind: str = ""
    topic: str = ""
    place: str = ""
    point: tuple[float, float] | None = None
    name: str = ""
    radius_km: int = USUAL_RADIUS_KM
    words: str = ""
    is_home: bool = False

    @property
    def topics(self) -> list[str]:
        """The leaves that the topic stands for; empty for all."""
        if not self.topic:
            return []
        for _, leaves in topic_choices():
            codes = [code for code, _ in leaves]
            if self.topic in codes:
                return [self.topic]
            if codes and codes[0].partition(".")[0] == self.topic:
                return codes
        return []

    @property
    def place_is_unknown(self) -> bool:
        """Whether a place was asked for that the gazetteer does not know."""
        return bool(self.place) and self.point is None

    def query(self, **changes: object) -> str:
        """This filter, with changes, as the query of an address; what is as usual is left out."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        pairs = {
            "kind": changed.kind,
            "topic": changed.topic,
            "place": None if changed.is_home else changed.place,
            "radius": changed.radius_km if changed.radius_km != USUAL_RADIUS_KM else "",
            "q": changed.words,
        }
        # An empty place is said: it means everywhere, where nothing said means round the viewer's home.
        return urlencode({key: value for key, value in pairs.items() if value or (key == "place" and value == "")})

    @property
    def for_all_kinds(self) -> str:
        """The address's query for needs and offers together."""
        return self.query(kind="")

    @property
    def for_needs(self) -> str:
        """The address's query for needs only."""
        return self.query(kind="need")

    @property
    def for_offers(self) -> str:
        """The address's query for offers only."""
        return self.query(kind="offer")

    @property
    def is_narrow(self) -> bool:
        """Whether topic or words leave something out."""
        return bool(self.topic or self.words)


def read_filter(sent: Mapping[str, str], *, viewer: Person | None, language: str) -> BoardFilter:
    """The filter of an address. Without a place it is the viewer's surroundings, if their home is known."""
    radius = sent.get("radius", "")
    home = None
    if viewer and viewer.home_latitude is not None and viewer.home_longitude is not None:
        home = (viewer.home_latitude, viewer.home_longitude)
    place = _plain(sent.get("place", ""))[:LONGEST_PLACE]
    kind, topic = sent.get("kind", ""), sent.get("topic", "")
    known = {code for _, leaves in topic_choices() for code, _ in leaves}
    known |= {code.partition(".")[0] for code in known}
    chosen = BoardFilter(
        kind=kind if kind in ("need", "offer") else "",
        topic=topic if topic in known else "",
        place=place,
        radius_km=int(radius) if radius in map(str, RADII_KM) else USUAL_RADIUS_KM,
        words=_plain(sent.get("q", ""))[:LONGEST_WORDS],
    )
    if place:
        found = places.find(name=place, home=home, language=language, limit=1)
        if found:
            first = found[0].place
            return replace(chosen, point=(first.latitude, first.longitude), name=first.name_in(language))
    elif "place" not in sent and viewer and home:
        return replace(chosen, point=home, place=viewer.home_name, name=viewer.home_name, is_home=True)
    return chosen


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
