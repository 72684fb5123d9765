"""Where a sentence goes: to everybody on this server, or to one of the writer's communities. The draft page lets them choose."""

from collections.abc import Mapping
from dataclasses import dataclass

from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person

MOST_OFFERED = 12


@dataclass(frozen=True)
class Destination:
    """One choice: its `slug` ("" for everybody's), the community (None for everybody's), whether it is chosen, and whether
    publishing there makes the writer a member first (it is open to whoever wants).
    """

    slug: str
    house: Community | None
    is_chosen: bool
    joins: bool = False


def destinations(person: Person | None, *, chosen: str) -> list[Destination]:
    """The choices; one alone, everybody's, is no choice and gives an empty list. `chosen`: the slug that was kept with the draft."""
    offered: list[tuple[Community, bool]] = []
    if person:
        mine = communities.memberships_of(person).filter(community__closed_at=None)
        offered = [(membership.community, False) for membership in mine[:MOST_OFFERED]]
    if chosen and chosen not in {house.slug for house, _joins in offered}:
        house = house_chosen(chosen)
        if house and (house.is_open or (person and communities.membership_of(person, community=house))):
            is_member = person is not None and communities.membership_of(person, community=house) is not None
            offered.append((house, not is_member))
    if not offered:
        return []
    is_known = chosen in {house.slug for house, _joins in offered}
    return [
        *(Destination(house.slug, house, house.slug == chosen, joins) for house, joins in offered),
        Destination("", None, not is_known),
    ]


def house_chosen(slug: str) -> Community | None:
    """The community that a draft is for; None for everybody's, and for one that is gone or closed."""
    house = communities.with_slug(slug) if slug else None
    return None if house is None or house.is_server_wide or house.closed_at is not None else house


def chosen_in(sent: Mapping[str, str], *, name: str) -> str | None:
    """The slug that a form sent in its field `name`: "" for everybody's, None if it says nothing of it."""
    if name not in sent:
        return None
    house = house_chosen(sent[name][:60].replace("\x00", ""))
    return house.slug if house else ""


def words_of_house(house: Community | None, *, person: Person | None) -> Community | None:
    """The community with whose words a sentence for it is read: its own words are for its members, who need not ask for them."""
    return house if house and person and communities.membership_of(person, community=house) else None
