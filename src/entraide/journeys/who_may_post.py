"""Who may publish what in a community, by the rules that it has made. It only reads; doors ask it for what to show."""

from datetime import datetime

from entraide.journeys.may_act import may_act
from entraide.journeys.old_enough import refuse_too_young
from entraide.journeys.refusals import Refusal
from entraide.logic.charter.rules import Rules
from entraide.logic.reading.interpretation import Reading
from entraide.records.communities import queries as communities
from entraide.records.communities.models import Community
from entraide.records.communities.standings import is_verified_here
from entraide.records.people.models import Person
from entraide.records.posts import queries as posts


def who_may_post(*, person: Person, community: Community, now: datetime) -> Rules:
    """The rules in force, if they let the person publish there at the aware moment `now`.

    Raises Refusal: house_closed, not_member, stewards_post, verified_post (only members verified here publish), or what may_act or
    refuse_too_young raises.
    """
    if community.closed_at is not None:
        raise Refusal("house_closed")
    may_act(person=person, community=community, now=now)
    refuse_too_young(person=person, community=community, now=now)
    rules = communities.rules_of(community, now=now)
    if not communities.may_enter(person, community=community, whom="members"):
        raise Refusal("not_member")
    if rules.may_post == "members" or communities.tends(person, community=community):
        return rules
    if rules.may_post == "stewards":
        raise Refusal("stewards_post")
    if not is_verified_here(person, community=community, today=now.date()):
        raise Refusal("verified_post")
    return rules


def what_may_be_posted(*, reading: Reading, rules: Rules) -> None:
    """Returns if the rules allow a post with this reading. Raises Refusal: topic_not_here, no_euros_here."""
    if not rules.allows_topic(reading.topic):
        raise Refusal("topic_not_here")
    if not rules.may_use_euros and reading.terms.currency == "EUR":
        raise Refusal("no_euros_here")


def yeses_needed(*, writer: Person, community: Community, rules: Rules) -> int:
    """How many people have to say that a new post of the writer is fine before it opens; 0 if it opens at once.

    Whoever tends the community is trusted with their own posts; where too few others tend it, so many are enough.
    """
    if rules.posts_checked == "none" or communities.tends(writer, community=community):
        return 0
    if rules.posts_checked == "first" and posts.has_opened_one(writer, community=community):
        return 0
    return max(1, min(rules.checkers, len(communities.stewards_of(community))))
