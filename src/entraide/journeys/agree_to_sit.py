"""Agree to sit: a member says that they may be drawn for small panels of their community, or no longer."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.communities.queries import membership_of
from entraide.records.people.models import Person
from entraide.records.reports import changes


def agree_to_sit(*, person: Person, community: Community, agrees: bool, now: datetime) -> None:
    """From the aware moment `now` on the member may be drawn, or not. Raises Refusal: not_member."""
    with transaction.atomic():
        membership = membership_of(person, community=community)
        if membership is None:
            raise Refusal("not_member")
        if changes.set_juror(membership=membership, agrees=agrees, at=now):
            happen(
                "juror_agreed" if agrees else "juror_left",
                at=now,
                actor_id=person.pk,
                person_id=person.pk,
            )
