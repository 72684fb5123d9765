"""Whether somebody young may belong to a community and publish there, by its rules. It only reads."""

from datetime import datetime

from django.utils import timezone

from entraide.journeys.refusals import Refusal
from entraide.logic.charter.young import why_too_young
from entraide.records.communities.models import Community
from entraide.records.communities.queries import rules_of
from entraide.records.people.models import Person


def refuse_too_young(*, person: Person, community: Community, now: datetime) -> None:
    """Returns if their age is no hindrance. Raises Refusal: minors_not_here, too_young_here, parent_missing."""
    if person.adult_on is None:
        return
    why = why_too_young(
        person.adult_on,
        has_consent=person.parent_agreed_at is not None,
        rule=rules_of(community, now=now).minors,
        today=timezone.localdate(now),
    )
    if why:
        raise Refusal(why)
