"""Withdraw a post: its writer takes it back; nobody is asked any more, and whoever answered is told."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.end_exchange import end_answered_about
from entraide.journeys.end_promise import end_promises_about
from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.asks import changes as ask_changes
from entraide.records.people.models import Person
from entraide.records.posts import changes
from entraide.records.posts.models import Post


def withdraw_post(*, writer: Person, post: Post, now: datetime) -> Post:
    """Withdraw the writer's own post; once withdrawn it stays so, and what was promised for it is taken back.

    Raises Refusal: not_yours, closed.
    """
    with transaction.atomic():
        locked = changes.locked(post_id=post.pk)
        if locked is None or locked.writer_id != writer.pk:
            raise Refusal("not_yours")
        if locked.state == "withdrawn":
            return locked
        if locked.state not in ("open", "agreed"):
            raise Refusal("closed")
        changes.move(post=locked, state="withdrawn", at=now)
        ask_changes.release_waiting(post=locked, at=now)
        end_answered_about(post=locked, outcome="post_withdrawn", by=writer, now=now)
        end_promises_about(post=locked, by=writer, reason="no_longer_needed", now=now)
        happen("post_withdrawn", at=now, actor_id=writer.pk, post_id=locked.pk)
        return locked
