"""Look for rings in a community now, because whoever tends it asks; the worker looks, as it does once a day."""

from datetime import datetime, timedelta

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.rings import changes

NOT_WITHIN = timedelta(minutes=10)


def look_for_rings(*, person: Person, community: Community, now: datetime) -> None:
    """Let the worker propose the best rings there, asked at the aware moment `now`. Raises Refusal: not_yours, closed, looked_lately."""
    if not tends(person, community=community):
        raise Refusal("not_yours")
    if community.closed_at:
        raise Refusal("closed")
    with transaction.atomic():
        if not changes.note_search(community_id=community.pk, at=now, before=now - NOT_WITHIN):
            raise Refusal("looked_lately")
        happen("rings_looked_for", at=now, actor_id=person.pk, community_id=str(community.pk))
