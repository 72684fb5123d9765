"""Take one measure about a case, or undo it: what settling a case, a panel's voices and an appeal have in common."""

from datetime import datetime, timedelta

from entraide.journeys.happen import happen
from entraide.journeys.report import note_hidden
from entraide.journeys.settle_account import settle_account
from entraide.records.communities import changes as community_changes
from entraide.records.people.models import Person
from entraide.records.reports import changes
from entraide.records.reports.models import Case, Measure


def take_measure(
    *,
    case: Case,
    kind: str,
    rule: str,
    decided_by: str,
    by: Person | None,
    now: datetime,
    words: str = "",
    days: int | None = None,
) -> Measure:
    """Take the measure (logic.charter.measures) inside the caller's transaction; whom it concerns will be told.

    `days`: how long a suspension or an exclusion lasts; None until it is lifted. `decided_by`: stewards, members or reports.
    """
    measure = changes.add_measure(
        case=case,
        kind=kind,
        rule=rule,
        words=words,
        decided_by=decided_by,
        by=by,
        at=now,
        until=now + timedelta(days=days) if days and kind in ("suspend", "exclude") else None,
    )
    if kind == "hide" and changes.hide(case=case, at=now):
        note_hidden(case=case, now=now)
    if (
        kind == "exclude"
        and case.about
        and community_changes.remove_member(community=case.community, person=case.about)
    ):
        settle_account(person=case.about, community=case.community, now=now)
        happen(
            "community_left",
            at=now,
            actor_id=case.about_id,
            person_id=case.about_id,
            community_id=str(case.community_id),
        )
    happen(
        "measure_taken",
        at=now,
        actor_id=by.pk if by else None,
        post_id=case.post_id,
        person_id=case.about_id,
        community_id=str(case.community_id),
        measure_id=str(measure.pk),
        measure=kind,
        rule=rule,
    )
    return measure


def undo_measure(*, measure: Measure, by: Person | None, now: datetime) -> None:
    """The measure ends inside the caller's transaction: what it hid is shown again, who was kept out may come back."""
    changes.end_measure(measure=measure, at=now)
    if measure.kind == "hide" and changes.show(case=measure.case, at=now):
        note_hidden(case=measure.case, now=now, is_hidden=False)
    happen(
        "measure_lifted",
        at=now,
        actor_id=by.pk if by else None,
        post_id=measure.case.post_id,
        person_id=measure.about_id,
        community_id=str(measure.community_id),
        measure_id=str(measure.pk),
        measure=measure.kind,
    )
