"""Whether somebody may act in a community now, or write to somebody. The one place that journeys ask; it only reads."""

from datetime import datetime

from entraide.journeys.refusals import Refusal
from entraide.records.communities.models import Community
from entraide.records.people.models import Person
from entraide.records.reports.models import Measure
from entraide.records.reports.queries import in_force, keeps_from_writing


def may_act(*, person: Person, community: Community, now: datetime) -> None:
    """Returns if nothing keeps the person from acting in the community at the aware moment `now`.

    Raises Refusal: suspended (they may read, but neither publish, answer nor write until a day), excluded (nor be a member). What
    whoever runs the server decided in everybody's community holds in all of them.
    """
    _refuse(in_force(person_id=person.pk, community=community, now=now))


def may_write_privately(*, person: Person, other: Person, now: datetime) -> None:
    """Returns if no measure keeps the person from writing to the other at the aware moment `now`.

    Raises Refusal: no_messages. See records.reports.queries.keeps_from_writing for what does.
    """
    if keeps_from_writing(writer_id=person.pk, other_id=other.pk, now=now):
        raise Refusal("no_messages")


def _refuse(measure: Measure | None) -> None:
    if measure:
        raise Refusal("excluded" if measure.kind == "exclude" else "suspended")
