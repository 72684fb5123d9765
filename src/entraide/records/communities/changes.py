"""Changing communities. Journeys call this; nobody else."""

from datetime import datetime

from entraide.records.communities.models import Community, Membership
from entraide.records.people.models import Person


def add_member(*, community: Community, person: Person, at: datetime) -> tuple[Membership, bool]:
    """Make the person a member; (membership, whether it is new)."""
    return Membership.objects.get_or_create(community=community, person=person, defaults={"joined_at": at})


def remove_member(*, community: Community, person: Person) -> bool:
    """End a membership; False if there was none."""
    return bool(Membership.objects.filter(community=community, person=person).delete()[0])
