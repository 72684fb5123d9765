"""Whether somebody may open threads and write in a community's forum now. It only reads; the doors ask it for what to show."""

from datetime import date, datetime

from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community, Membership
from entraide.records.people.models import Person


def may_open_thread(*, person: Person, community: Community, now: datetime) -> None:
    """Returns if the rules let the person open a thread in the community's forum at the aware moment `now`.

    Raises Refusal: no_forum, not_member, not_verified_member, stewards_only, or why they may not act there (may_act).
    """
    who = communities.rules_of(community, now=now).forum
    membership = communities.membership_of(person, community=community)
    code = refused(who, membership=membership, is_operator=person.is_staff, today=now.date())
    if code in ("no_forum", "not_verified_member", "stewards_only"):
        raise Refusal(code)
    may_write_in(person=person, community=community, now=now)


def refused(who: str, *, membership: Membership | None, is_operator: bool, today: date) -> str:
    """Why somebody with this membership may open no thread where `who` may (Rules.forum): a code, or "" if they may."""
    if who == "off":
        return "no_forum"
    if who == "members" or is_operator or (membership and membership.is_steward):
        return ""
    if who == "stewards":
        return "stewards_only"
    is_verified = membership is not None and membership.verified_at is not None
    if is_verified and membership and (membership.verified_until is None or membership.verified_until >= today):
        return ""
    return "not_verified_member"


def may_write_in(*, person: Person, community: Community, now: datetime) -> None:
    """Returns if the person may write in the community's threads: its members may, whoever opened them.

    Raises Refusal: not_member, or why they may not act there (may_act).
    """
    if not communities.may_enter(person, community=community, whom="members"):
        raise Refusal("not_member")
    may_act(person=person, community=community, now=now)
