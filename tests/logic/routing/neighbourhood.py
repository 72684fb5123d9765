"""A small neighbourhood round Namur for the tests of routing: readings, people and posts made by hand, no reader needed."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from entraide.logic.reading.interpretation import Candidate, PlaceSaid, Reading, Terms, TimeSaid
from entraide.logic.routing.gist import gist_of
from entraide.logic.routing.parties import Neighbour, RoutedPost, Spoken

NAMUR = (50.4650, 4.8650)
JAMBES = (50.4570, 4.8700)
GEMBLOUX = (50.5610, 4.6980)
LEUVEN = (50.8790, 4.7010)
BRUSSELS = (50.8467, 4.3525)
# A Wednesday morning.
AT = datetime(2026, 3, 4, 10, 0)

WALK = "Je promène volontiers les chiens du quartier."


def reading(topic: str = "animals.walking", kind: str = "offer", **changes: Any) -> Reading:
    """A sure reading. `terms` may be the mode alone, `time` a tuple (start, end, recurrence)."""
    if isinstance(changes.get("terms"), str):
        changes["terms"] = Terms(mode=changes["terms"])
    if isinstance(changes.get("time"), tuple):
        changes["time"] = TimeSaid(*changes["time"])
    plain = Reading(
        language="fr",
        kind=kind,  # type: ignore[arg-type]
        action="service",
        topic=topic,
        subject=None,
        confidence=0.9,
        candidates=(Candidate(topic, 0.9),),
    )
    return replace(plain, **changes)


def said(text: str = WALK, topic: str = "animals.walking", kind: str = "offer", **changes: Any) -> Spoken:
    """One sentence of a person."""
    return Spoken(text=text, gist=gist_of(text, reading(topic, kind, **changes)))


def place(name: str, point: tuple[float, float], **changes: Any) -> PlaceSaid:
    """A place that a sentence names."""
    return PlaceSaid(
        name=name,
        postcode=None,
        country="BE",
        latitude=point[0],
        longitude=point[1],
        precision="municipality",
        **changes,
    )


def person(name: str = "Amina", *says: Spoken, **changes: Any) -> Neighbour:
    """Somebody in Namur who walks dogs, unless told otherwise."""
    changes.setdefault("home", NAMUR)
    for words in ("languages", "terms", "communities", "blocks"):
        if words in changes:
            changes[words] = frozenset(changes[words])
    return Neighbour(identity=name, says=says or (said(),), **changes)


def post(topic: str = "animals.walking", kind: str = "need", **changes: Any) -> RoutedPost:
    """Bruno in Jambes looks for somebody to walk his dog, unless told otherwise. Fields of the reading go to the reading."""
    of_the_post = {"at": AT, "place": JAMBES, "writer": "Bruno"}
    for name in (
        "at",
        "place",
        "destination",
        "vector",
        "writer",
        "writer_languages",
        "communities",
        "radius_km",
        "writer_communities",
    ):
        if name in changes:
            of_the_post[name] = changes.pop(name)
    text = changes.pop("text", "Qui promène mon chien ?")
    if "said_place" in changes:
        changes["place"] = changes.pop("said_place")
    return RoutedPost(gist=gist_of(text, reading(topic, kind, **changes)), **of_the_post)
