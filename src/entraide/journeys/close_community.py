"""Close a community, or open it again: nobody comes in, nothing new is published; what is there stays for its members."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities import changes
from entraide.records.communities.models import Community
from entraide.records.communities.queries import members_of, tends
from entraide.records.invitations import changes as invitations
from entraide.records.notices import changes as notices
from entraide.records.people.models import Person


def close_community(*, steward: Person, community: Community, now: datetime) -> None:
    """Close it at the aware moment `now`; closing twice is closing once. Every member is told.

    Raises Refusal: not_yours (no steward and no operator, or it is everybody's community).
    """
    _check(steward, community)
    with transaction.atomic():
        changes.lock_community(community=community)
        community.refresh_from_db()
        if community.closed_at is None:
            changes.set_community(community=community, closed_at=now)
            invitations.end_all(community=community, at=now)
            happen("community_closed", at=now, actor_id=steward.pk, community_id=str(community.pk))


def open_again(*, steward: Person, community: Community, now: datetime) -> None:
    """Open a closed community again. Raises Refusal: not_yours, moved (it lives on another server now)."""
    _check(steward, community)
    if community.moved_to:
        raise Refusal("moved")
    with transaction.atomic():
        changes.lock_community(community=community)
        community.refresh_from_db()
        if community.closed_at is not None:
            changes.set_community(community=community, closed_at=None)
            happen("community_opened_again", at=now, actor_id=steward.pk, community_id=str(community.pk))


def tell_members_closed(*, community_id: str, now: datetime) -> None:
    """Tell every member that their community is closed; each once, however often this runs."""
    house = Community.objects.filter(pk=community_id).exclude(closed_at=None).first()
    if house is None:
        return
    for membership in members_of(house).iterator(chunk_size=200):
        with transaction.atomic():
            notices.tell_of(
                person=membership.person,
                kind="house_closed",
                about=house.pk,
                community=house,
                at=now,
                mailing=mailing(person=membership.person, kind="house_closed", now=now, rhythm="day"),
            )


def _check(steward: Person, community: Community) -> None:
    if community.is_server_wide or not tends(steward, community=community):
        raise Refusal("not_yours")
