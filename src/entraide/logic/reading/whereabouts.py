"""Where: which of the places that a sentence mentions is where it happens, and which is where a trip ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from entraide.logic.places import Mention, Place
from entraide.logic.reading.interpretation import Language, PlaceSaid

# Topics in which somebody or something goes from one place to another.
_TRIPS = ("transport.", "home.moving", "children.school", "errands.")


@dataclass(frozen=True)
class Whereabouts:
    """The two places, the spans (original code points) that they were read from, and what the place may mean instead."""

    place: PlaceSaid | None = None
    destination: PlaceSaid | None = None
    place_span: tuple[int, int] | None = None
    destination_span: tuple[int, int] | None = None
    is_ambiguous: bool = False
    candidates: tuple[PlaceSaid, ...] = ()


def read_whereabouts(
    mentions: Sequence[Mention], *, topic: str | None, language: Language, radius_km: float | None
) -> Whereabouts:
    """Give the mentions their roles.

    Of two places that are no trip the first is where it happens ("Ixelles ou Etterbeek"). "à l'hôpital à Liège" with no start is
    a destination; so is what follows "naar", "vers", "->" in a trip. `radius_km` is what the sentence says, if anything.
    """
    start, end = _roles(mentions, is_trip=topic is not None and topic.startswith(_TRIPS), topic=topic or "")
    may_be_asked = start is not None and start.is_ambiguous
    return Whereabouts(
        place=said(start.place, language=language, radius_km=radius_km, postcode=start.postcode) if start else None,
        destination=said(end.place, language=language, postcode=end.postcode) if end else None,
        place_span=(start.start, start.end) if start else None,
        destination_span=(end.start, end.end) if end else None,
        is_ambiguous=may_be_asked,
        candidates=tuple(said(f.place, language=language) for f in start.found[:4]) if start and may_be_asked else (),
    )


def _roles(mentions: Sequence[Mention], *, is_trip: bool, topic: str) -> tuple[Mention | None, Mention | None]:
    """(where it happens or starts, where it ends)"""
    if not mentions:
        return None, None
    origin = next((m for m in mentions if m.relation == "from"), None)
    if is_trip or origin:
        goal = next((m for m in mentions if m is not origin and m.relation == "to"), None)
        arrow = next((i for i, m in enumerate(mentions) if m.is_after_arrow and i), None)
        if goal is None and arrow is not None and is_trip:
            origin, goal = origin or mentions[arrow - 1], mentions[arrow]
        if goal is None and origin and is_trip:
            # "de Gembloux à Namur": after a start, "à" leads somewhere.
            after = mentions[list(mentions).index(origin) + 1 :]
            goal = next((m for m in after if m.relation in ("at", "to")), None)
        if goal and (is_trip or (origin and mentions.index(origin) < mentions.index(goal))):
            start = origin or next(
                (m for m in mentions if m is not goal and m.start < goal.start and m.relation != "through"), None
            )
            start = start or next((m for m in mentions if m is not goal and m.relation in ("at", "near")), None)
            return start, goal
        if origin:
            return origin, None
    if topic == "transport.accompany" and mentions[0].relation == "at" and len(mentions) == 1:
        return mentions[0], None
    first = next((m for m in mentions if m.relation != "to"), mentions[0])
    return first, None


def said(place: Place, *, language: str, radius_km: float | None = None, postcode: str | None = None) -> PlaceSaid:
    """The place as a reading says it: its name in the sentence's language, one postcode or none."""
    return PlaceSaid(
        name=place.name_in(language),
        postcode=postcode or place.postcode,
        country=place.country,
        latitude=round(place.latitude, 5),
        longitude=round(place.longitude, 5),
        precision=place.precision,
        radius_km=radius_km,
    )
