"""Give one's voice: who was drawn for a small panel says that the thing stays or is hidden, or that they would rather not sit."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.refusals import Refusal
from entraide.journeys.report import rules_to_name
from entraide.journeys.seat_panel import advance
from entraide.logic.charter.panel import VOICES
from entraide.records.people.models import Person
from entraide.records.reports import changes, queries
from entraide.records.reports.models import Seat


def give_voice(*, person: Person, seat: Seat, voice: str, now: datetime, rule: str = "") -> Seat:
    """Say `keep` or `hide` (with the code of the broken rule), or nothing ("") and leave the seat; once said it stays said.

    Raises Refusal: not_yours, too_late (the time is over, or the others have decided), means_nothing, rule_missing.
    """
    with transaction.atomic():
        case = changes.locked_case(case_id=seat.case_id)
        appeal = changes.locked_appeal(appeal_id=seat.appeal_id) if seat.appeal_id else None
        kept = case.seats.get(pk=seat.pk)
        if kept.person_id != person.pk:
            raise Refusal("not_yours")
        if kept.said_at:
            return kept
        if kept.left_at or kept.ends_at <= now or (appeal or case).state != "members":
            raise Refusal("too_late")
        if not voice:
            changes.leave_seat(seat=kept, at=now)
        else:
            _check(kept, voice=voice, rule=rule, now=now)
            changes.say_voice(seat=kept, voice=voice, rule=rule if voice == "hide" else "", at=now)
        advance(case=case, appeal=appeal, now=now)
        return kept


def _check(seat: Seat, *, voice: str, rule: str, now: datetime) -> None:
    """Raises Refusal: means_nothing, rule_missing."""
    if voice not in VOICES:
        raise Refusal("means_nothing")
    # Against an appeal there is a rule already: that of the measure.
    if voice == "hide" and not seat.appeal_id:
        if not rule:
            raise Refusal("rule_missing")
        if rule not in rules_to_name(community=seat.case.community, now=now):
            raise Refusal("means_nothing")


def call_others(*, now: datetime) -> int:
    """Draw others for those whose time is over; how many seats had run out."""
    count = 0
    for seat in queries.seats_run_out(now=now)[:200]:
        with transaction.atomic():
            case = changes.locked_case(case_id=seat.case_id)
            appeal = changes.locked_appeal(appeal_id=seat.appeal_id) if seat.appeal_id else None
            kept = case.seats.get(pk=seat.pk)
            if kept.said_at or kept.left_at:
                continue
            changes.leave_seat(seat=kept, at=now)
            count += 1
            if (appeal or case).state == "members":
                advance(case=case, appeal=appeal, now=now)
    return count
