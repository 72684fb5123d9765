"""Join a community, or leave it; and say whether one comes along, should it move to another server."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.look_for_steward import look_for_steward
from entraide.journeys.may_act import may_act
from entraide.journeys.old_enough import refuse_too_young
from entraide.journeys.refusals import Refusal
from entraide.journeys.settle_account import settle_account
from entraide.records.communities import changes
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import membership_of
from entraide.records.invitations import changes as invitations
from entraide.records.invitations.models import Invitation
from entraide.records.people.models import Person


def join_community(
    *, person: Person, community: Community, now: datetime, invitation: Invitation | None = None
) -> Membership:
    """Make the person a member of an open community, or of the one they are invited to; joining twice is joining once.

    Raises Refusal: closed, on_request, by_invitation (how one enters instead), invitation_over (it lets nobody in any more),
    or excluded.
    """
    with transaction.atomic():
        already = membership_of(person, community=community)
        if already:
            return already
        _may_enter(person=person, community=community, invitation=invitation, now=now)
        if invitation and not invitations.use_invitation(invitation=invitation, at=now):
            raise Refusal("invitation_over")
        return take_in(person=person, community=community, now=now, by_invitation=invitation is not None)


def take_in(*, person: Person, community: Community, now: datetime, by_invitation: bool = False) -> Membership:
    """The person is a member from now on; whoever let them in has decided so. Call it inside a transaction."""
    membership, is_new = changes.add_member(community=community, person=person, at=now)
    if is_new:
        invitations.settle_requests_of(community=community, person=person, at=now)
        happen(
            "community_joined",
            at=now,
            actor_id=person.pk,
            person_id=person.pk,
            community_id=str(community.pk),
            by_invitation=by_invitation,
        )
    return membership


def leave_community(*, person: Person, community: Community, now: datetime) -> None:
    """End the person's membership, if there is one. Where nobody else runs the community, somebody is looked for."""
    with transaction.atomic():
        look_for_steward(leaving=person, community=community, now=now)
        if changes.remove_member(community=community, person=person):
            settle_account(person=person, community=community, now=now)
            happen("community_left", at=now, actor_id=person.pk, person_id=person.pk, community_id=str(community.pk))


def agree_to_move(*, person: Person, community: Community, agrees: bool, now: datetime) -> None:
    """Whether the member comes along, should the community move. Raises Refusal: not_member."""
    with transaction.atomic():
        membership = membership_of(person, community=community)
        if membership is None:
            raise Refusal("not_member")
        if membership.agrees_to_move != agrees:
            changes.set_moving(membership=membership, agrees=agrees)
            happen(
                "moving_agreed" if agrees else "moving_declined",
                at=now,
                actor_id=person.pk,
                person_id=person.pk,
                community_id=str(community.pk),
            )


def refuse_excluded(*, person: Person, community: Community, now: datetime) -> None:
    """Raise Refusal: excluded, if the person may not be a member. Whoever may only not write for a while may come in."""
    try:
        may_act(person=person, community=community, now=now)
    except Refusal as refusal:
        if refusal.code == "excluded":
            raise


def _may_enter(*, person: Person, community: Community, invitation: Invitation | None, now: datetime) -> None:
    """Raise Refusal unless the person may come in this way."""
    if community.closed_at is not None:
        raise Refusal("closed")
    refuse_excluded(person=person, community=community, now=now)
    refuse_too_young(person=person, community=community, now=now)
    if invitation is not None:
        if invitation.community_id != community.pk:
            raise Refusal("invitation_over")
    elif not community.is_open:
        raise Refusal("on_request" if community.entry == "request" else "by_invitation")
