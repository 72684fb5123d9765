"""Whether somebody may act in a community now: publish, answer, write. The one place that journeys ask; it only reads."""

from datetime import datetime

from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.reports.queries import in_force


def may_act(*, person: Person, community: Community, now: datetime) -> None:
    """Returns if nothing keeps the person from acting in the community at the aware moment `now`.

    Raises Refusal: suspended (they may read, but neither publish, answer nor write until a day), excluded (nor be a member). What
    whoever runs the server decided in everybody's community holds in all of them.
    """
    measure = in_force(person_id=person.pk, community=community, now=now)
    if measure:
        raise Refusal("excluded" if measure.kind == "exclude" else "suspended")
