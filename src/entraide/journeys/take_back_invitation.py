"""Take an invitation back: from then on it lets nobody in."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.invitations import changes
from entraide.records.invitations.models import Invitation
from entraide.records.people.models import Person


def take_back_invitation(*, person: Person, community: Community, invitation_id: UUID, now: datetime) -> bool:
    """End the invitation; False if it had ended. Raises Refusal: not_yours (neither its maker nor who runs the community)."""
    with transaction.atomic():
        invitation = Invitation.objects.filter(community=community, pk=invitation_id).first()
        if invitation is None:
            return False
        if invitation.made_by_id != person.pk and not tends(person, community=community):
            raise Refusal("not_yours")
        if not changes.end_invitation(community=community, invitation_id=invitation_id, at=now):
            return False
        happen(
            "invitation_taken_back",
            at=now,
            actor_id=person.pk,
            community_id=str(community.pk),
            invitation_id=str(invitation_id),
        )
        return True
