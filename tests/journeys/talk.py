"""A community with a forum, for the tests of talking: Bruno, Els and Ginette belong to it, Chloé tends it, Daan does not belong."""

from datetime import datetime
from typing import Any

from tests.cast import NOW
from tests.web import rows

from entraide.journeys.open_thread import open_thread
from entraide.records.communities.models import Community
from entraide.records.conversations.models import Thread
from entraide.records.people.models import Person

NAMES = ("Bruno", "Els", "Ginette", "Chloé", "Daan")


def house_with(**fields: Any) -> tuple[Community, dict[str, Person]]:
    """The community and its people; `fields` are the community's. Nobody has quiet hours in the way."""
    people = {name: rows.person(name, quiet_from=0, quiet_until=0) for name in NAMES}
    house = rows.community("Ixelles s'entraide", "ixelles", **fields)
    for name in NAMES[:4]:
        rows.member(house, people[name], is_steward=name == "Chloé")
    return house, people


def thread_of(writer: Person, house: Community, *, now: datetime = NOW, **more: Any) -> Thread:
    """A thread that this person opens."""
    words = {"subject": "Contrat annulé : que dites-vous ?", "words": "Un client annule trois jours avant."}
    return open_thread(writer=writer, community=house, now=now, **{**words, **more})
