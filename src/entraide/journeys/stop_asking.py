"""Stop asking, or go on: the writer has enough for now; the post stays open to whoever finds it."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.people.models import Person
from entraide.records.posts import changes
from entraide.records.posts.models import Post


def stop_asking(*, writer: Person, post: Post, now: datetime) -> Post:
    """Ask nobody further for this post. Raises Refusal: not_yours, closed."""
    return _set(writer=writer, post=post, now=now, is_asking=False)


def resume_asking(*, writer: Person, post: Post, now: datetime) -> Post:
    """Go on asking, now. Raises Refusal: not_yours, closed."""
    return _set(writer=writer, post=post, now=now, is_asking=True)


def _set(*, writer: Person, post: Post, now: datetime, is_asking: bool) -> Post:
    with transaction.atomic():
        locked = changes.locked(post_id=post.pk)
        if locked is None or locked.writer_id != writer.pk:
            raise Refusal("not_yours")
        if locked.state != "open":
            raise Refusal("closed")
        if locked.is_asking == is_asking:
            return locked
        if is_asking:
            changes.begin_anew(post=locked, at=now)
        else:
            changes.set_fields(post=locked, is_asking=False, next_wave_at=None, next_step_at=None)
        happen("asking_resumed" if is_asking else "asking_stopped", at=now, actor_id=writer.pk, post_id=locked.pk)
        return locked
