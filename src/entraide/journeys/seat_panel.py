"""Seat a small panel: members who agreed to it are drawn for a simple case or an appeal, and others for those who say nothing.

Two of two decide; if they differ, three more are drawn, and three of five decide. Where too few can be drawn the case goes back to
the desk. Seating twice seats nobody twice.
"""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.report import note_hidden
from entraide.journeys.settle_appeal import close_appeal
from entraide.journeys.settle_case import note_settled
from entraide.journeys.take_measure import take_measure
from entraide.logic.charter.panel import A_SEAT_LASTS, Decided, Draw, GiveUp, Voice, draw, next_step
from entraide.records.communities.queries import rules_of
from entraide.records.reports import changes, queries
from entraide.records.reports.models import Appeal, Case, Seat


def seat_panel(*, case_id: UUID, now: datetime, appeal_id: UUID | None = None) -> bool:
    """Begin a panel for the case, or for the appeal, if the rules leave such to members; whether it has one now.

    Simple is what is public, endangers nobody, and is about a thing and not about a person.
    """
    with transaction.atomic():
        case = changes.locked_case(case_id=case_id)
        appeal = changes.locked_appeal(appeal_id=appeal_id) if appeal_id else None
        if (appeal or case).state == "members":
            return True
        if appeal:
            if appeal.state != "waiting":
                return False
        elif case.state != "open" or not is_simple(case) or not rules_of(case.community, now=now).members_settle:
            return False
        if len(_candidates(case, appeal)) < 2:
            return False
        if appeal:
            changes.move_appeal(appeal=appeal, state="members")
        else:
            changes.move_case(case=case, state="members")
        advance(case=case, appeal=appeal, now=now)
        return True


def is_simple(case: Case) -> bool:
    """Whether members may settle the case together: no danger, no person, nothing that was written to one person alone."""
    if case.is_urgent or case.kind == "person":
        return False
    return case.message is None or not case.message.thread.is_private


def advance(*, case: Case, appeal: Appeal | None, now: datetime) -> None:
    """Go on with a panel inside the caller's transaction: draw whom it lacks, decide, or give the matter back to the desk."""
    seats = list(Seat.objects.filter(case=case, appeal=appeal))
    voices: list[Voice] = ["keep" if seat.voice == "keep" else "hide" for seat in seats if seat.voice]
    waiting = sum(1 for seat in seats if not seat.voice and seat.left_at is None)
    step = next_step(voices, waiting=waiting, drawn=len(seats))
    if isinstance(step, Decided):
        _decide(case, appeal, step.voice, seats, now)
    elif isinstance(step, Draw):
        seed = appeal.pk if appeal else case.pk
        drawn = draw(_candidates(case, appeal), seed=seed, count=step.count)
        for person_id in drawn:
            seat = changes.add_seat(case=case, appeal=appeal, person_id=person_id, at=now, ends_at=now + A_SEAT_LASTS)
            happen("juror_drawn", at=now, person_id=person_id, seat_id=str(seat.pk))
        if not drawn and not waiting:
            _give_back(case, appeal, now)
    elif isinstance(step, GiveUp):
        _give_back(case, appeal, now)


def _candidates(case: Case, appeal: Appeal | None) -> list[UUID]:
    """Who can still be drawn: not who sat in the same matter, nor who took the measure that an appeal is against."""
    sat = set(case.seats.exclude(person=None).values_list("person", flat=True))
    took = {appeal.measure.by_id} if appeal and appeal.measure.by_id else set()
    return queries.jurors_for(case, but=sat | took)


def _decide(case: Case, appeal: Appeal | None, voice: Voice, seats: list[Seat], now: datetime) -> None:
    """What the members said happens."""
    if appeal:
        close_appeal(appeal=appeal, stands=voice == "hide", by=None, answer="", now=now)
        return
    was_hidden = changes.end_measures(case=case, kind="hide", at=now)
    rule = ""
    if voice == "hide":
        rule = Counter(seat.rule for seat in seats if seat.voice == "hide").most_common(1)[0][0]
        take_measure(case=case, kind="hide", rule=rule, decided_by="members", by=None, now=now)
    elif was_hidden and changes.show(case=case, at=now):
        note_hidden(case=case, now=now, is_hidden=False)
    changes.settle(case=case, finding="broken" if rule else "fine", rule=rule, by=None, at=now)
    note_settled(case=case, by=None, now=now)


def _give_back(case: Case, appeal: Appeal | None, now: datetime) -> None:
    """Too few said anything: a human at the desk settles it."""
    if appeal:
        changes.move_appeal(appeal=appeal, state="waiting")
    else:
        changes.move_case(case=case, state="open")
    happen("panel_gave_up", at=now, post_id=case.post_id, community_id=str(case.community_id), case_id=str(case.pk))
