"""Lift a measure: whoever tends the community shows again what was hidden, or lets somebody act again before the day that was said."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.refusals import Refusal
from entraide.journeys.take_measure import undo_measure
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.reports import changes
from entraide.records.reports.models import Measure


def lift_measure(*, steward: Person, measure: Measure, now: datetime) -> Measure:
    """End the measure at the aware moment `now`; lifting it twice is lifting it once. Whom it concerned is told.

    An exclusion that is lifted lets the person join again as anybody else does. An appeal that waits is granted with it.
    Raises Refusal: not_yours, concerned (it is about the steward), means_nothing (a warning or what was deleted cannot be lifted).
    """
    with transaction.atomic():
        case = changes.locked_case(case_id=measure.case_id)
        kept = case.measures.select_related("appeal").get(pk=measure.pk)
        if not tends(steward, community=case.community):
            raise Refusal("not_yours")
        if kept.about_id == steward.pk:
            raise Refusal("concerned")
        if kept.kind in ("warn", "delete"):
            raise Refusal("means_nothing")
        if kept.ended_at:
            return kept
        appeal = getattr(kept, "appeal", None)
        if appeal and appeal.state in ("waiting", "members"):
            changes.decide_appeal(appeal=appeal, state="undone", by=steward, answer="", at=now)
        undo_measure(measure=kept, by=steward, now=now)
        return kept
