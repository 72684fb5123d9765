"""The people of all tests. They are those of the demo town, who stand in one place (console/demo_town.toml).

Amina is new and loves dogs; Bruno walks dogs on Saturday mornings and mends bikes; Chloé runs the community; Daan lives in
Ghent and speaks Dutch; Els walks dogs and speaks both; Farid carries furniture; Ginette has a dog, Filou, and a bad knee.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from entraide.common.ids import uuid7
from entraide.console.demo_town import CAST

if TYPE_CHECKING:
    from entraide.records.people.models import Person
    from entraide.records.posts.models import Post

# A Wednesday; the Saturday that everybody speaks of is the 7th.
NOW = datetime(2026, 3, 4, 9, 12, tzinfo=ZoneInfo("Europe/Brussels"))
DOG = "Je cherche quelqu’un pour promener mon chien samedi matin à Ixelles, contre un pot de confiture."
DRILL = "Je prête ma perceuse ce week-end à Etterbeek, gratuitement."


def meet(name: str, *, now: datetime = NOW, **fields: Any) -> "Person":
    """Somebody of the town, in the test's database, with home and sentences; `fields` make them different for this test."""
    from entraide.console.demo_filling import settle
    from entraide.console.demo_town import town
    from entraide.journeys import happen
    from entraide.records.people import changes

    # They moved in long ago: nothing is left to follow from it.
    follows = dict(happen._follows)
    happen.install({})
    try:
        person = settle(town().people[name], now=now)
    finally:
        happen.install(follows)
    if fields:
        changes.set_fields(person=person, **fields)
    return person


def meet_all(*names: str, now: datetime = NOW) -> dict[str, "Person"]:
    """The whole cast, or those named."""
    return {name: meet(name, now=now) for name in names or CAST}


def post_of(writer: "Person", text: str = DOG, *, now: datetime = NOW, key: UUID | None = None, **chips: Any) -> "Post":
    """What this person publishes, as the reader reads it; `chips` are what they set right (Corrections)."""
    from entraide.journeys.find_people import home_of
    from entraide.journeys.publish_post import publish_post
    from entraide.journeys.read_sentence import Corrections, read_sentence

    reading = read_sentence(
        text, now=now, home=home_of(writer), language=writer.language, corrections=Corrections(**chips)
    )
    return publish_post(writer=writer, text=text, reading=reading, now=now, draft_key=key or uuid7())


def asked_for(post: "Post") -> set[str]:
    """The first names of everybody who was asked for the post."""
    return set(post.asks.values_list("person__first_name", flat=True))
