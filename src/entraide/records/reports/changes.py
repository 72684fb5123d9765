"""Changing cases and what belongs to them. Journeys call this; nobody else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from entraide.logic.states import APPEAL, CASE
from entraide.records.communities.models import Community, Membership
from entraide.records.conversations.models import Message, Thread
from entraide.records.people.models import Person, Say
from entraide.records.posts import changes as post_changes
from entraide.records.posts.models import Post
from entraide.records.reports.models import (
    Appeal,
    CannedWords,
    Case,
    CheckVoice,
    Juror,
    Measure,
    PostCheck,
    Report,
    Seat,
    StewardNote,
)


def open_case(*, community: Community, kind: str, thing_id: UUID, about: Person | None, at: datetime) -> Case:
    """The case about this thing that is not settled, locked until the transaction ends; a new one if there is none."""
    column = "about" if kind == "person" else kind
    same: dict[str, Any] = {"kind": kind, f"{column}_id": thing_id}
    if kind == "person":
        same["community"] = community
    case, _ = Case.objects.exclude(state="settled").get_or_create(
        **same, defaults={"community": community, "about": about, "opened_at": at} | same
    )
    return locked_case(case_id=case.pk)


def locked_case(*, case_id: UUID) -> Case:
    """The case, locked until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case_id)


def add_report(*, case: Case, by: Person, at: datetime, **fields: Any) -> tuple[Report, bool]:
    """Keep the report with the fields of the model; (report, whether it is new): nobody reports a thing twice."""
    report, is_new = Report.objects.get_or_create(case=case, by=by, defaults={"made_at": at, **fields})
    if is_new and report.is_danger and not case.is_urgent:
        case.is_urgent = True
        case.save(update_fields=["is_urgent"])
    return report, is_new


def move_case(*, case: Case, state: str) -> None:
    """Move the case to another state. Raises ImpossibleMove if it does not follow."""
    case.state = CASE.move(case.state, state)
    case.save(update_fields=["state"])


def take_back(*, case: Case, at: datetime) -> None:
    """The members who were drawn have the case no longer: it lies on the desk."""
    move_case(case=case, state="open")
    Seat.objects.filter(case=case, appeal=None, said_at=None, left_at=None).update(left_at=at)


def settle(*, case: Case, finding: str, rule: str, by: Person | None, at: datetime) -> None:
    """The case is settled: `finding` is fine or broken, `by` None where members did it together."""
    case.state = CASE.move(case.state, "settled")
    case.finding, case.rule, case.settled_by, case.settled_at = finding, rule, by, at
    case.save(update_fields=["state", "finding", "rule", "settled_by", "settled_at"])
    Seat.objects.filter(case=case, appeal=None, said_at=None, left_at=None).update(left_at=at)


def add_measure(*, case: Case, kind: str, decided_by: str, at: datetime, **fields: Any) -> Measure:
    """Keep a measure with the fields of the model."""
    return Measure.objects.create(
        case=case,
        community_id=case.community_id,
        about_id=case.about_id,
        kind=kind,
        decided_by=decided_by,
        at=at,
        **fields,
    )


def end_measures(*, case: Case, kind: str, at: datetime) -> int:
    """The case's measures of this kind end; how many did."""
    return Measure.objects.filter(case=case, kind=kind, ended_at=None).update(ended_at=at)


def end_measure(*, measure: Measure, at: datetime) -> None:
    """The measure ends."""
    measure.ended_at = at
    measure.save(update_fields=["ended_at"])


def take_over(*, case: Case, by: Person, rule: str, words: str, at: datetime) -> None:
    """Somebody has looked at what reports alone had hidden, and it stays so: from now on it is their measure."""
    Measure.objects.filter(case=case, kind="hide", decided_by="reports", ended_at=None).update(
        decided_by="stewards", by=by, rule=rule, words=words, at=at
    )


def hide(*, case: Case, at: datetime) -> bool:
    """Hide the thing of the case; nobody is asked for a hidden post. False if it is gone or was hidden before."""
    if case.kind == "post":
        post = post_changes.locked(post_id=case.post_id) if case.post_id else None
        if post is None or post.hidden_at:
            return False
        post_changes.set_fields(post=post, hidden_at=at, is_asking=False, next_wave_at=None, next_step_at=None)
        return True
    return bool(_set_hidden(case, was_hidden=False, at=at))


def show(*, case: Case, at: datetime) -> bool:
    """Show the thing of the case again; an open post is brought to people anew. False if it is gone or was not hidden."""
    if case.kind == "post":
        post = post_changes.locked(post_id=case.post_id) if case.post_id else None
        if post is None or not post.hidden_at:
            return False
        post_changes.set_fields(post=post, hidden_at=None)
        if post.state == "open":
            post_changes.begin_anew(post=post, at=at)
        return True
    return bool(_set_hidden(case, was_hidden=True, at=None))


def delete_thing(*, case: Case) -> None:
    """Delete what was hidden for good. Of a message its place stays in the thread, without words."""
    if case.message_id:
        Message.objects.filter(pk=case.message_id).update(words="")
    elif case.post_id:
        Post.objects.filter(pk=case.post_id).delete()
    elif case.thread_id:
        Thread.objects.filter(pk=case.thread_id).delete()
    elif case.say_id:
        Say.objects.filter(pk=case.say_id).delete()


def _set_hidden(case: Case, *, was_hidden: bool, at: datetime | None) -> int:
    """Set since when the thread, message or sentence is hidden, if it `was_hidden` or was not; how many were set.

    A person nobody can hide.
    """
    if case.thread_id:
        return Thread.objects.filter(pk=case.thread_id, hidden_at__isnull=not was_hidden).update(hidden_at=at)
    if case.message_id:
        return Message.objects.filter(pk=case.message_id, hidden_at__isnull=not was_hidden).update(hidden_at=at)
    if case.say_id:
        return Say.objects.filter(pk=case.say_id, hidden_at__isnull=not was_hidden).update(hidden_at=at)
    return 0


def add_appeal(*, measure: Measure, by: Person, words: str, at: datetime) -> tuple[Appeal, bool]:
    """Keep the appeal; (appeal, whether it is new): there is one for each measure."""
    return Appeal.objects.get_or_create(measure=measure, defaults={"by": by, "words": words, "made_at": at})


def locked_appeal(*, appeal_id: UUID) -> Appeal:
    """The appeal, locked until the transaction ends."""
    return Appeal.objects.select_for_update(of=("self",)).select_related("measure__case").get(pk=appeal_id)


def move_appeal(*, appeal: Appeal, state: str) -> None:
    """Move the appeal to another state. Raises ImpossibleMove if it does not follow."""
    appeal.state = APPEAL.move(appeal.state, state)
    appeal.save(update_fields=["state"])


def decide_appeal(*, appeal: Appeal, state: str, by: Person | None, answer: str, at: datetime) -> None:
    """The appeal is decided: the measure stands, or is undone; `by` None where members did it together."""
    appeal.state = APPEAL.move(appeal.state, state)
    appeal.decided_by, appeal.answer, appeal.decided_at = by, answer, at
    appeal.save(update_fields=["state", "decided_by", "answer", "decided_at"])
    Seat.objects.filter(appeal=appeal, said_at=None, left_at=None).update(left_at=at)


def set_juror(*, membership: Membership, agrees: bool, at: datetime) -> bool:
    """The member agrees to be drawn for panels, or no longer does; whether that changes anything."""
    if agrees:
        return Juror.objects.get_or_create(membership=membership, defaults={"agreed_at": at})[1]
    return bool(Juror.objects.filter(membership=membership).delete()[0])


def add_seat(*, case: Case, appeal: Appeal | None, person_id: UUID, at: datetime, ends_at: datetime) -> Seat:
    """One member is drawn."""
    return Seat.objects.create(case=case, appeal=appeal, person_id=person_id, drawn_at=at, ends_at=ends_at)


def say_voice(*, seat: Seat, voice: str, rule: str, at: datetime) -> None:
    """Whoever sits there has said it."""
    seat.voice, seat.rule, seat.said_at = voice, rule, at
    seat.save(update_fields=["voice", "rule", "said_at"])


def leave_seat(*, seat: Seat, at: datetime) -> None:
    """Nobody sits there any more: the time was over, or they would rather not."""
    seat.left_at = at
    seat.save(update_fields=["left_at"])


def want_check(*, post: Post, is_held: bool, needed: int, signs: list[str], at: datetime) -> PostCheck:
    """Somebody should look at the post; wanted once."""
    return PostCheck.objects.get_or_create(
        post=post,
        defaults={
            "community_id": post.community_id,
            "is_held": is_held,
            "needed": needed,
            "signs": signs,
            "wanted_at": at,
        },
    )[0]


def locked_check(*, check_id: UUID) -> PostCheck:
    """The check, locked until the transaction ends."""
    return PostCheck.objects.select_for_update(of=("self",)).get(pk=check_id)


def add_voice(*, check: PostCheck, by: Person, is_fine: bool, rule: str, words: str, at: datetime) -> bool:
    """What somebody says of a post; False if they said something before."""
    said = {"is_fine": is_fine, "rule": rule, "words": words, "at": at}
    return CheckVoice.objects.get_or_create(check_wanted=check, by=by, defaults=said)[1]


def end_check(*, check: PostCheck, outcome: str, at: datetime) -> None:
    """The post has been looked at: fine or refused."""
    check.outcome, check.done_at = outcome, at
    check.save(update_fields=["outcome", "done_at"])


def open_held(*, post: Post, at: datetime) -> None:
    """A post that waited opens now: it stands at the top of the board, and people are asked."""
    post_changes.set_fields(post=post, hidden_at=None, published_at=at)
    post_changes.begin_anew(post=post, at=at)


def add_note(*, community: Community, by: Person, words: str, at: datetime, **about: UUID | None) -> StewardNote:
    """Keep a note about `person_id`, `post_id` or `case_id`."""
    return StewardNote.objects.create(community=community, by=by, words=words, at=at, **about)


def keep_canned(*, community: Community, name: str, words: str, by: Person, at: datetime) -> CannedWords:
    """Keep canned words under this name; those that had it before give way."""
    kept = {"words": words, "by": by, "at": at}
    return CannedWords.objects.update_or_create(community=community, name=name, defaults=kept)[0]


def remove_canned(*, community: Community, canned_id: UUID) -> bool:
    """Take canned words away; False if there are none such."""
    return bool(CannedWords.objects.filter(community=community, pk=canned_id).delete()[0])


def forget_words_about(*, person: Person) -> None:
    """What was written to somebody who goes, and what they wrote in appeals, is forgotten; that it was decided stays, nameless."""
    Measure.objects.filter(about=person).update(words="")
    Appeal.objects.filter(by=person).update(words="", answer="")
