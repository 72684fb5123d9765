"""Join a community, or leave it."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities import changes
from entraide.records.communities.models import Community, Membership
from entraide.records.people.models import Person


def join_community(*, person: Person, community: Community, now: datetime) -> Membership:
    """Make the person a member of an open community; joining twice is joining once. Raises Refusal: closed."""
    if not community.is_open:
        raise Refusal("closed")
    with transaction.atomic():
        membership, is_new = changes.add_member(community=community, person=person, at=now)
        if is_new:
            happen("community_joined", at=now, actor_id=person.pk, person_id=person.pk, community_id=str(community.pk))
        return membership


def leave_community(*, person: Person, community: Community, now: datetime) -> None:
    """End the person's membership, if there is one."""
    with transaction.atomic():
        if changes.remove_member(community=community, person=person):
            happen("community_left", at=now, actor_id=person.pk, person_id=person.pk, community_id=str(community.pk))
