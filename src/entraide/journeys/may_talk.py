"""Whether somebody may open threads and write in a community's forum now. It only reads; the doors ask it for what to show."""

from datetime import datetime

from entraide.journeys.may_act import may_act
from entraide.journeys.refusals import Refusal
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.people.models import Person


def may_open_thread(*, person: Person, community: Community, now: datetime) -> None:
    """Returns if the rules let the person open a thread in the community's forum at the aware moment `now`.

    Raises Refusal: no_forum, not_member, not_verified_member, stewards_only, or why they may not act there (may_act).
    """
    who = communities.rules_of(community, now=now).forum
    if who == "off":
        raise Refusal("no_forum")
    may_write_in(person=person, community=community, now=now)
    if who == "members" or communities.tends(person, community=community):
        return
    if who == "stewards":
        raise Refusal("stewards_only")
    membership = communities.membership_of(person, community=community)
    if membership is None or membership.verified_at is None:
        raise Refusal("not_verified_member")
    if membership.verified_until and membership.verified_until < now.date():
        raise Refusal("not_verified_member")


def may_write_in(*, person: Person, community: Community, now: datetime) -> None:
    """Returns if the person may write in the community's threads: its members may, whoever opened them.

    Raises Refusal: not_member, or why they may not act there (may_act).
    """
    if not communities.may_enter(person, community=community, whom="members"):
        raise Refusal("not_member")
    may_act(person=person, community=community, now=now)
