"""Tell of moderation: whom a measure concerns, who reported, who was drawn, who has to look. Told once, however often it runs.

No notice says who reported, nor who among the stewards decided.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from entraide.journeys.appeal import who_looks
from entraide.journeys.seat_panel import seat_panel
from entraide.journeys.when_to_mail import mailing
from entraide.records.communities.models import Community
from entraide.records.communities.queries import stewards_of
from entraide.records.notices import changes
from entraide.records.people.models import Person
from entraide.records.posts.models import Post
from entraide.records.reports.models import Appeal, Case, Measure, Seat


def tell_desk_of_case(*, case_id: UUID, now: datetime) -> None:
    """Tell whoever tends the community that something was reported; once for each case, however many report it."""
    case = Case.objects.select_related("community").filter(pk=case_id, state="open").first()
    if case:
        facts = {"code": case.code, "what": case.kind, "danger": case.is_urgent}
        _tell_desk(case.community, kind="danger" if case.is_urgent else "case", about=case.pk, facts=facts, now=now,
                   but=case.about_id)  # fmt: skip


def tell_desk_of_post(*, post_id: UUID, now: datetime) -> None:
    """Tell whoever tends the community that a post waits for them, and its writer that it waits."""
    post = Post.objects.select_related("community", "writer").filter(pk=post_id).exclude(hidden_at=None).first()
    if post:
        facts = {"code": post.code}
        _tell(post.writer, kind="held", about=post.pk, house=post.community, facts=facts, now=now)
        _tell_desk(post.community, kind="to_check", about=post.pk, facts=facts, now=now, but=post.writer_id)


def tell_writer_released(*, post_id: UUID, now: datetime) -> None:
    """Tell the writer of a post that waited that it is open now."""
    post = Post.objects.select_related("community", "writer").filter(pk=post_id, hidden_at=None).first()
    if post:
        _tell(post.writer, kind="released", about=post.pk, house=post.community, facts={"code": post.code}, now=now)


def tell_measured(*, measure_id: UUID, now: datetime) -> None:
    """Tell whom a measure concerns, in one notice with those that were taken together with it."""
    measure = Measure.objects.select_related("about", "community").filter(pk=measure_id).first()
    if measure is None or measure.about is None:
        return
    together = list(Measure.objects.filter(case=measure.case_id, at=measure.at))
    first = min(together, key=lambda one: one.pk)
    facts = {"code": first.code, "measures": [one.kind for one in together], "what": measure.case.kind}
    _tell(measure.about, kind="measure", about=first.pk, house=measure.community, facts=facts, now=now)


def tell_lifted(*, measure_id: UUID, now: datetime) -> None:
    """Tell whom a measure concerned that it was lifted, unless their appeal's answer tells them."""
    measure = Measure.objects.select_related("about", "community").filter(pk=measure_id).first()
    if measure is None or measure.about is None or Appeal.objects.filter(measure=measure, state="undone").exists():
        return
    facts = {"code": measure.code, "measures": [measure.kind]}
    _tell(measure.about, kind="lifted", about=measure.pk, house=measure.community, facts=facts, now=now)


def tell_reporters(*, case_id: UUID, now: datetime) -> None:
    """Tell everybody who reported what came of it."""
    case = Case.objects.select_related("community").filter(pk=case_id, state="settled").first()
    if case is None:
        return
    measures = sorted({one.kind for one in case.measures.filter(ended_at=None)})
    facts = {"finding": case.finding, "what": case.kind, "measures": measures}
    for reporter in Person.objects.filter(reports__case=case, is_active=True):
        if reporter.pk == case.settled_by_id:
            continue
        _tell(reporter, kind="report_done", about=case.pk, house=case.community, facts=facts, now=now)


def tell_juror(*, seat_id: UUID, now: datetime) -> None:
    """Tell somebody who was drawn that their voice is asked for."""
    seat = (
        Seat.objects.select_related("person", "case__community").filter(pk=seat_id, said_at=None, left_at=None).first()
    )
    if seat and seat.person:
        _tell(seat.person, kind="seat", about=seat.pk, house=seat.case.community, facts={"code": seat.code}, now=now)


def bring_appeal(*, appeal_id: UUID, now: datetime) -> None:
    """Bring an appeal to those who may decide it: the stewards who did not take the measure, else a panel of members where the rules
    have them, else whoever runs the server.
    """
    appeal = Appeal.objects.select_related("measure__community").filter(pk=appeal_id, state="waiting").first()
    if appeal is None:
        return
    measure = appeal.measure
    is_for_members = who_looks(measure=measure, now=now) == "members"
    if is_for_members and seat_panel(case_id=measure.case_id, appeal_id=appeal.pk, now=now):
        return
    judges = [one for one in stewards_of(measure.community) if one.pk not in (measure.by_id, measure.about_id)]
    for judge in judges or _operators(but=(measure.by_id, measure.about_id)):
        facts = {"code": measure.code}
        _tell(judge, kind="appeal", about=appeal.pk, house=measure.community, facts=facts, now=now)


def tell_appealed(*, appeal_id: UUID, now: datetime) -> None:
    """Tell whoever appealed what became of it."""
    appeal = Appeal.objects.select_related("by", "measure__community").filter(pk=appeal_id).first()
    if appeal and appeal.by and appeal.state in ("stands", "undone"):
        facts = {"code": appeal.measure.code, "outcome": appeal.state}
        _tell(appeal.by, kind="appeal_done", about=appeal.pk, house=appeal.measure.community, facts=facts, now=now)


def _tell_desk(
    house: Community, *, kind: str, about: UUID, facts: dict[str, Any], now: datetime, but: UUID | None
) -> None:
    """Tell the stewards, or whoever runs the server where there is none; not the one whom it is about."""
    stewards = [one for one in stewards_of(house) if one.pk != but]
    for steward in stewards or _operators(but=(but,)):
        _tell(steward, kind=kind, about=about, house=house, facts=facts, now=now)


def _operators(*, but: tuple[UUID | None, ...]) -> list[Person]:
    return [one for one in Person.objects.filter(is_staff=True, is_active=True) if one.pk not in but]


def _tell(person: Person, *, kind: str, about: UUID, house: Community, facts: dict[str, Any], now: datetime) -> None:
    with transaction.atomic():
        how = mailing(person=person, kind=kind, now=now)
        changes.tell_of(person=person, kind=kind, about=about, at=now, community=house, facts=facts, mailing=how)
