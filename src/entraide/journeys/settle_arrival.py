"""Say whether it is oneself who came along with a community that moved here: the same address alone proves nothing to us."""

from datetime import datetime, timedelta

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.moves import changes, queries
from entraide.records.people.models import Person

WAITS_FOR = timedelta(days=365)


def settle_arrival(*, person: Person, community: Community, is_me: bool, now: datetime) -> None:
    """With a yes, the membership, the posts, the messages and the sentences that came are the person's; with a no they go.

    What was said in the forum stays in either case, with a no without a name. Raises Refusal: gone (nothing waits any more).
    """
    with transaction.atomic():
        arrival = queries.arrival_of(person, community=community)
        if arrival is None:
            raise Refusal("gone")
        if is_me:
            changes.take_over(arrival=arrival)
        else:
            changes.drop(arrival=arrival)
        happen(
            "arrival_confirmed" if is_me else "arrival_refused",
            at=now,
            actor_id=person.pk,
            person_id=person.pk,
            community_id=str(community.pk),
        )


def drop_old_arrivals(*, now: datetime) -> int:
    """What nobody claimed within a year goes, as with a no; how many."""
    old = list(queries.arrivals_before(now - WAITS_FOR)[:200])
    for arrival in old:
        with transaction.atomic():
            changes.drop(arrival=arrival)
            happen("arrival_refused", at=now, person_id=arrival.person_id, community_id=str(arrival.community_id))
    return len(old)
