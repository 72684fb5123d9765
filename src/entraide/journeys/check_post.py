"""Check a post: whoever tends the community says that a post that waits or looks doubtful is fine, or which rule it breaks."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.journeys.report import rules_to_name
from entraide.journeys.settle_case import note_settled
from entraide.journeys.take_measure import take_measure
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.reports import changes
from entraide.records.reports.models import PostCheck

LONGEST_WORDS = 500


def check_post(
    *, checker: Person, check: PostCheck, is_fine: bool, now: datetime, rule: str = "", words: str = ""
) -> PostCheck:
    """Say that the post is fine, or that it breaks `rule`. A held post opens once as many as are needed have said so, and people are asked.

    A post that breaks a rule is hidden, or stays so, as a measure of which its writer is told and against which they may appeal.
    Raises Refusal: not_yours, concerned (one's own post), already_settled, said_already, rule_missing, means_nothing.
    """
    with transaction.atomic():
        locked = changes.locked_check(check_id=check.pk)
        if not tends(checker, community=locked.community):
            raise Refusal("not_yours")
        if locked.post.writer_id == checker.pk:
            raise Refusal("concerned")
        if locked.done_at:
            raise Refusal("already_settled")
        if not is_fine and not rule:
            raise Refusal("rule_missing")
        if not is_fine and rule not in rules_to_name(community=locked.community, now=now):
            raise Refusal("means_nothing")
        words = words.strip()[:LONGEST_WORDS]
        if not changes.add_voice(check=locked, by=checker, is_fine=is_fine, rule=rule, words=words, at=now):
            raise Refusal("said_already")
        if not is_fine:
            _refuse(locked, checker=checker, rule=rule, words=words, now=now)
        elif locked.voices.filter(is_fine=True).count() >= locked.needed:
            changes.end_check(check=locked, outcome="fine", at=now)
            if locked.is_held:
                changes.open_held(post=locked.post, at=now)
            _note(locked, "post_released" if locked.is_held else "post_checked", checker=checker, now=now)
        else:
            _note(locked, "post_checked", checker=checker, now=now)
        return locked


def _refuse(check: PostCheck, *, checker: Person, rule: str, words: str, now: datetime) -> None:
    """Hide the post as any other that breaks a rule."""
    changes.end_check(check=check, outcome="refused", at=now)
    case = changes.open_case(
        community=check.community, kind="post", thing_id=check.post_id, about=check.post.writer, at=now
    )
    take_measure(case=case, kind="hide", rule=rule, words=words, decided_by="stewards", by=checker, now=now)
    changes.settle(case=case, finding="broken", rule=rule, by=checker, at=now)
    note_settled(case=case, by=checker, now=now)


def _note(check: PostCheck, kind: str, *, checker: Person, now: datetime) -> None:
    happen(kind, at=now, actor_id=checker.pk, post_id=check.post_id, community_id=str(check.community_id))
