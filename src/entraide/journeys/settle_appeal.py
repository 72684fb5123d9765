"""Settle an appeal: somebody else than who took the measure says whether it stands."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.take_measure import undo_measure
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.reports import changes
from entraide.records.reports.models import Appeal
from entraide.records.reports.queries import taken_together

LONGEST_WORDS = 1000


def settle_appeal(*, decider: Person, appeal: Appeal, stands: bool, answer: str, now: datetime) -> Appeal:
    """The measure stands, or is undone; `answer` is what the person is told, and must be there if it stands.

    Raises Refusal: not_yours, own_measure (who took it does not judge it), concerned, already_settled, words_missing.
    """
    with transaction.atomic():
        locked = changes.locked_appeal(appeal_id=appeal.pk)
        measure = locked.measure
        if not tends(decider, community=measure.community):
            raise Refusal("not_yours")
        if measure.by_id == decider.pk:
            raise Refusal("own_measure")
        if decider.pk in (locked.by_id, measure.about_id):
            raise Refusal("concerned")
        if locked.state not in ("waiting", "members"):
            raise Refusal("already_settled")
        if stands and not answer.strip():
            raise Refusal("words_missing")
        close_appeal(appeal=locked, stands=stands, by=decider, answer=answer.strip()[:LONGEST_WORDS], now=now)
        return locked


def close_appeal(*, appeal: Appeal, stands: bool, by: Person | None, answer: str, now: datetime) -> None:
    """Decide the appeal inside the caller's transaction, by somebody or (None) by a panel of members; its maker will be told.

    What is undone is all that was decided together.
    """
    changes.decide_appeal(appeal=appeal, state="stands" if stands else "undone", by=by, answer=answer, at=now)
    if not stands:
        for measure in taken_together(appeal.measure):
            if measure.ended_at is None:
                undo_measure(measure=measure, by=by, now=now)
    happen(
        "appeal_settled",
        at=now,
        actor_id=by.pk if by else None,
        person_id=appeal.by_id,
        community_id=str(appeal.measure.community_id),
        appeal_id=str(appeal.pk),
        outcome=appeal.state,
    )
