"""Name an attester: whoever tends a community says with which kinds of attestation it trusts a member."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.logic.routing.attestations import KINDS
from entraide.records.communities import changes
from entraide.records.communities.models import Community, Membership
from entraide.records.communities.queries import membership_of, tends
from entraide.records.people.models import Person


def name_attester(
    *, steward: Person, person: Person, community: Community, kinds: Collection[str], now: datetime
) -> Membership:
    """Trust the member with these kinds from now on, and with no others; none takes the trust back. What they attested stays.

    Raises Refusal: not_yours (no steward of this community and no operator), not_member, means_nothing (no such kind).
    """
    with transaction.atomic():
        if not tends(steward, community=community):
            raise Refusal("not_yours")
        if not set(kinds) <= KINDS.keys():
            raise Refusal("means_nothing")
        membership = membership_of(person, community=community)
        if membership is None:
            raise Refusal("not_member")
        before = set(membership.may_attest)
        if before != set(kinds):
            changes.trust_with(membership=membership, kinds=kinds)
            happen(
                "attester_named",
                at=now,
                actor_id=steward.pk,
                person_id=person.pk,
                community_id=str(community.pk),
                kinds=sorted(kinds),
                added=sorted(set(kinds) - before),
            )
        return membership
