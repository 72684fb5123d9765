"""Invite into a community: by a link, by a letter for letter boxes, or by mail to addresses that nobody reads again."""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities import changes as community_changes
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of, tends
from entraide.records.invitations import changes, queries
from entraide.records.invitations.models import Invitation
from entraide.records.people.models import Person

LASTS_DAYS = (7, 30, 90, 365)
MOST_USES = (1, 5, 20, 100)
MOST_OPEN = 50
# How many addresses one person invites in a day, and one community in a week.
MOST_MAILS_A_DAY = 50
MOST_MAILS_A_WEEK = 300
# Whoever was written to is not written to again for so long.
AGAIN_AFTER = timedelta(days=60)
MAIL_LASTS = timedelta(days=30)
LONGEST_NOTE = 60


def may_invite(person: Person, *, community: Community) -> bool:
    """Whether the person may make links and letters: whoever runs the community; any member where anybody may come in anyway."""
    is_member = membership_of(person, community=community) is not None
    return may_invite_as(is_member=is_member, community=community, tends=tends(person, community=community))


def may_invite_as(*, is_member: bool, community: Community, tends: bool) -> bool:
    """The same of somebody who belongs to the community or not, and runs it or not (`tends`); nobody is invited to everybody's."""
    if community.closed_at is not None or community.is_server_wide:
        return False
    return tends or (community.is_open and is_member)


def invite(
    *, person: Person, community: Community, way: str, lasts_days: int, most_uses: int | None, note: str, now: datetime
) -> Invitation:
    """A link or a letter (`way`), which ends after `lasts_days`, and after `most_uses` people (None: however many).

    Raises Refusal: not_yours, closed, means_nothing (another way, number of days or of uses), too_many_invitations (50 open).
    """
    if community.closed_at is not None:
        raise Refusal("closed")
    if not may_invite(person, community=community):
        raise Refusal("not_yours")
    if way not in ("link", "letter") or lasts_days not in LASTS_DAYS or most_uses not in (None, *MOST_USES):
        raise Refusal("means_nothing")
    with transaction.atomic():
        community_changes.lock_community(community=community)
        if len(queries.open_invitations(community, now=now, most=MOST_OPEN)) >= MOST_OPEN:
            raise Refusal("too_many_invitations")
        invitation = changes.add_invitation(
            community=community,
            by=person,
            way=way,
            at=now,
            ends_at=now + timedelta(days=lasts_days),
            most_uses=most_uses,
            note=" ".join(note.split())[:LONGEST_NOTE],
        )
        _happened(invitation, person=person, now=now)
        return invitation


def invite_by_mail(
    *, steward: Person, community: Community, addresses: Sequence[str], language: str, now: datetime
) -> int:
    """Write once to each of the addresses; how many will be written to. The mails leave with the worker.

    Left out without a word, so that nobody learns anything about an address: those invited lately, those that want no invitations.
    No account is made until they sign in. Raises Refusal: closed, not_yours (who runs the community may), too_many_addresses.
    """
    if community.closed_at is not None:
        raise Refusal("closed")
    if not tends(steward, community=community):
        raise Refusal("not_yours")
    wanted = {digest_of(one): one for one in (address.strip().lower() for address in addresses) if one}
    with transaction.atomic():
        community_changes.lock_community(community=community)
        today = queries.made_since(steward, since=now - timedelta(days=1))
        this_week = queries.invited_by_mail(community, since=now - timedelta(days=7))
        if len(wanted) > MOST_MAILS_A_DAY - today or len(wanted) > MOST_MAILS_A_WEEK - this_week:
            raise Refusal("too_many_addresses")
        left_out = queries.unwanted(digests=list(wanted))
        left_out |= queries.digests_invited(community, digests=list(wanted), since=now - AGAIN_AFTER)
        for digest in wanted.keys() - left_out:
            changes.add_invitation(
                community=community,
                by=steward,
                way="mail",
                at=now,
                ends_at=now + MAIL_LASTS,
                most_uses=1,
                email=wanted[digest],
                email_digest=digest,
                language=language,
            )
        happen(
            "invited_by_mail",
            at=now,
            actor_id=steward.pk,
            community_id=str(community.pk),
            count=len(wanted.keys() - left_out),
        )
        return len(wanted)


def refuse_invitations(*, invitation: Invitation, now: datetime) -> None:
    """Whoever got this invitation by mail wants no more of any: their address is written to no more. Twice is once."""
    with transaction.atomic():
        if invitation.email_digest:
            changes.add_unwanted(digest=invitation.email_digest, at=now)
            changes.end_invitation(community=invitation.community, invitation_id=invitation.pk, at=now)
            happen("invitations_refused", at=now, community_id=str(invitation.community_id))


def digest_of(address: str) -> str:
    """The keyed digest (HMAC-SHA-256) by which an address is recognised without being kept."""
    message = f"invitation\0{address.strip().lower()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, sha256).hexdigest()


def _happened(invitation: Invitation, *, person: Person, now: datetime) -> None:
    happen(
        "invitation_made",
        at=now,
        actor_id=person.pk,
        community_id=str(invitation.community_id),
        invitation_id=str(invitation.pk),
        way=invitation.way,
    )
