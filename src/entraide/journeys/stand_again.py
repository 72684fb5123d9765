"""Stand again: memberships repeat what is attested once something else changed what follows from it: who joined, what the rules count."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.attest import stand_anew
from entraide.records.attestations import queries
from entraide.records.communities.models import Community
from entraide.records.people.models import Person


def stand_again(*, person_id: UUID, community_id: UUID, now: datetime) -> None:
    """Whoever comes back into a community stands there as what it attested of them says."""
    with transaction.atomic():
        person = Person.objects.filter(pk=person_id).first()
        community = Community.objects.filter(pk=community_id).first()
        if person and community:
            stand_anew(person=person, community=community, now=now)


def stand_by_new_rules(*, community_id: UUID, now: datetime) -> int:
    """The rules count other kinds as verification now: everybody of whom something is attested there; how many."""
    community = Community.objects.filter(pk=community_id).first()
    people = queries.people_with(community) if community else []
    for person_id in people:
        stand_again(person_id=person_id, community_id=community_id, now=now)
    return len(people)
