"""Settle a case: whoever tends the community says that all is well, or which rule is broken and what follows."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.report import note_hidden, rules_to_name
from entraide.journeys.take_measure import take_measure
from entraide.logic.charter.measures import EXCLUDED_DAYS, MEASURES, SUSPENDED_DAYS, possible
from entraide.records.communities.queries import membership_of, tends
from entraide.records.people.models import Person
from entraide.records.reports import changes
from entraide.records.reports.models import Case

LONGEST_WORDS = 1000


def settle_case(
    *,
    steward: Person,
    case: Case,
    now: datetime,
    rule: str = "",
    measures: Collection[str] = (),
    words: str = "",
    suspended_days: int | None = None,
    excluded_days: int | None = None,
) -> Case:
    """Settle the case at the aware moment `now`: without measures nothing was wrong, and what reports had hidden is shown again.

    `rule` is the code of the broken rule, `words` what the person is told besides it. Days are those of logic.charter.measures; an
    exclusion without any lasts until it is lifted. A small panel that has the case gives it back.
    Raises Refusal: not_yours, concerned (it is about the steward), already_settled, rule_missing, means_nothing (no such measure or
    span), is_steward (who tends the community is not kept out of it: another steward takes the task from them first).
    """
    with transaction.atomic():
        locked = changes.locked_case(case_id=case.pk)
        _check_hand(steward, locked)
        if locked.state == "settled":
            raise Refusal("already_settled")
        if not measures:
            return _all_is_well(locked, steward=steward, now=now)
        _check_measures(locked, rule=rule, measures=measures, now=now)
        if "suspend" in measures and suspended_days not in SUSPENDED_DAYS:
            raise Refusal("means_nothing")
        if "exclude" in measures and excluded_days not in EXCLUDED_DAYS:
            raise Refusal("means_nothing")
        words = words.strip()[:LONGEST_WORDS]
        days = {"suspend": suspended_days, "exclude": excluded_days}
        was_hidden = changes.end_measures(case=locked, kind="hide", at=now)  # by reports alone
        for kind in MEASURES:
            if kind in measures:
                take_measure(
                    case=locked, kind=kind, rule=rule, words=words, decided_by="stewards", by=steward, now=now,
                    days=days.get(kind),
                )  # fmt: skip
        if was_hidden and "hide" not in measures and changes.show(case=locked, at=now):
            note_hidden(case=locked, now=now, is_hidden=False)
        changes.settle(case=locked, finding="broken", rule=rule, by=steward, at=now)
        note_settled(case=locked, by=steward, now=now)
        return locked


def note_settled(*, case: Case, by: Person | None, now: datetime) -> None:
    """Write down that a case is settled; whoever reported will be told. `by`: None where members did it together."""
    happen(
        "case_settled",
        at=now,
        actor_id=by.pk if by else None,
        post_id=case.post_id,
        community_id=str(case.community_id),
        case_id=str(case.pk),
        finding=case.finding,
    )


def _check_hand(steward: Person, case: Case) -> None:
    """Raises Refusal: not_yours, concerned."""
    if not tends(steward, community=case.community):
        raise Refusal("not_yours")
    if case.about_id == steward.pk:
        raise Refusal("concerned")


def _check_measures(case: Case, *, rule: str, measures: Collection[str], now: datetime) -> None:
    """Raises Refusal: rule_missing, means_nothing, is_steward."""
    if not rule:
        raise Refusal("rule_missing")
    if rule not in rules_to_name(community=case.community, now=now) or not set(measures) <= set(possible(case.kind)):
        raise Refusal("means_nothing")
    if case.about and {"suspend", "exclude"} & set(measures):
        membership = membership_of(case.about, community=case.community)
        if case.about.is_staff or (membership and membership.is_steward):
            raise Refusal("is_steward")


def _all_is_well(case: Case, *, steward: Person, now: datetime) -> Case:
    """Nothing was wrong: what was hidden until somebody looked is shown again."""
    if changes.end_measures(case=case, kind="hide", at=now) and changes.show(case=case, at=now):
        note_hidden(case=case, now=now, is_hidden=False)
    changes.settle(case=case, finding="fine", rule="", by=steward, at=now)
    note_settled(case=case, by=steward, now=now)
    return case
