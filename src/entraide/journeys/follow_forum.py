"""Follow a community's whole forum, or not: each new thread, or a digest of the day or the week."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.send_digests import next_digest_at
from entraide.records.communities.models import Community
from entraide.records.communities.queries import may_enter
from entraide.records.conversations import changes
from entraide.records.conversations.models import FOLLOWS
from entraide.records.people.models import Person


def follow_forum(*, person: Person, community: Community, how: str, now: datetime) -> None:
    """Hear of the forum as `how` says: no, each (each new thread), day or week (a digest). What was said before is not told.

    Raises Refusal: not_member (they may not read it), means_nothing (no such way).
    """
    if how not in FOLLOWS:
        raise Refusal("means_nothing")
    with transaction.atomic():
        if not may_enter(person, community=community, whom="forum_readers"):
            raise Refusal("not_member")
        due_at = next_digest_at(person, rhythm=how, after=now)
        changes.follow_forum(person=person, community=community, how=how, at=now, due_at=due_at)
        happen("forum_followed", at=now, actor_id=person.pk, community_id=str(community.pk), how=how)
