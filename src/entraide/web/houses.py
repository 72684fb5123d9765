"""Communities as lists of them show them: each on its own paper, with how many belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from entraide.records.communities.models import Community
from entraide.records.communities.queries import member_counts
from entraide.wording.houses import area_fact, members_fact

# As far as a list counts the members of each.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Tile:
    """One community of a list, with two facts in words."""

    house: Community
    members: str
    area: str


def tiles(houses: Iterable[Community]) -> list[Tile]:
    """The communities with their facts; one query for all counts."""
    found = list(houses)
    counts = member_counts(found, most=MOST_COUNTED)
    return [
        Tile(house, members_fact(counts[house.pk], most=MOST_COUNTED), area_fact(house.communes)) for house in found
    ]
