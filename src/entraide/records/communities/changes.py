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


def add_community(*, slug: str, name: str, motto: str = "", paper: str = "canari") -> Community:
    """A new open community. Raises IntegrityError if the slug is taken."""
    return Community.objects.create(slug=slug, name=name, motto=motto, paper=paper)


def vouch(*, membership: Membership, at: datetime) -> None:
    """The community vouches for its member from now on; the first time counts."""
    if membership.verified_at is None:
        membership.verified_at = at
        membership.save(update_fields=["verified_at"])


def make_steward(*, membership: Membership) -> None:
    """The member helps to run the community."""
    membership.is_steward = True
    membership.save(update_fields=["is_steward"])
