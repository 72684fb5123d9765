"""Who runs a community: one who does asks another member to help, or gives the task back. Somebody always has it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities import changes
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import steward_memberships, tends
from entraide.records.notices import changes as notices
from entraide.records.people.models import Person


def appoint_steward(*, steward: Person, community: Community, membership_id: UUID, now: datetime) -> Membership:
    """Let another member run the community too; they are told. Raises Refusal: not_yours, not_member."""
    with transaction.atomic():
        membership = _membership(steward, community, membership_id)
        if not membership.is_steward:
            changes.make_steward(membership=membership)
            _happened("steward_appointed", steward, membership, now)
            notices.tell_of(
                person=membership.person,
                kind="steward_now",
                about=membership.pk,
                community=community,
                at=now,
                mailing=mailing(person=membership.person, kind="steward_now", now=now),
                again=True,
            )
        return membership


def relieve_steward(*, steward: Person, community: Community, membership_id: UUID, now: datetime) -> Membership:
    """The member runs the community no more. Raises Refusal: not_yours, not_member, last_steward (nobody would be left)."""
    with transaction.atomic():
        membership = _membership(steward, community, membership_id)
        if membership.is_steward:
            if len(steward_memberships(community)) < 2:
                raise Refusal("last_steward")
            changes.make_steward(membership=membership, is_steward=False)
            _happened("steward_relieved", steward, membership, now)
        return membership


def _membership(steward: Person, community: Community, membership_id: UUID) -> Membership:
    """The membership, with the community locked so that two cannot relieve each other."""
    changes.lock_community(community=community)
    if not tends(steward, community=community):
        raise Refusal("not_yours")
    membership = Membership.objects.filter(community=community, pk=membership_id).select_related("person").first()
    if membership is None:
        raise Refusal("not_member")
    return membership


def _happened(kind: str, steward: Person, membership: Membership, now: datetime) -> None:
    happen(
        kind,
        at=now,
        actor_id=steward.pk,
        person_id=membership.person_id,
        community_id=str(membership.community_id),
    )
