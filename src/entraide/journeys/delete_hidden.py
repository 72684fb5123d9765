"""Delete for good what was hidden thirty days ago and stayed so, unless an appeal waits: hidden before it is deleted, never else."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.logic.charter.measures import DELETED_AFTER
from entraide.records.reports import changes, queries


def delete_hidden(*, now: datetime, most: int = 100) -> int:
    """Delete at most `most` such things; how many. What only reports hid waits until somebody has looked."""
    count = 0
    for measure in list(queries.hidden_before(moment=now - DELETED_AFTER)[:most]):
        with transaction.atomic():
            case = changes.locked_case(case_id=measure.case_id)
            kept = case.measures.get(pk=measure.pk)
            if kept.ended_at:
                continue
            changes.end_measure(measure=kept, at=now)
            changes.add_measure(case=case, kind="delete", decided_by=kept.decided_by, by=None, rule=kept.rule, at=now)
            happen("hidden_deleted", at=now, community_id=str(case.community_id), case_id=str(case.pk))
            changes.delete_thing(case=case)
            count += 1
    return count
