"""Widen a post: look twice as far for people, and ask the next ones now."""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.refusals import Refusal
from entraide.records.people.models import Person
from entraide.records.posts import changes
from entraide.records.posts.models import Post

FARTHEST_KM = 100.0


def wider_km(post: Post) -> float | None:
    """The next radius of this post, in kilometres; None if it has none to widen, or is as wide as it gets."""
    if post.radius_km is None or post.radius_km >= FARTHEST_KM:
        return None
    return min(FARTHEST_KM, post.radius_km * 2)


def widen_post(*, writer: Person, post: Post, now: datetime) -> Post:
    """Double the post's radius. Each person's own radius still holds. Raises Refusal: not_yours, closed."""
    with transaction.atomic():
        locked = changes.locked(post_id=post.pk)
        if locked is None or locked.writer_id != writer.pk:
            raise Refusal("not_yours")
        wider = wider_km(locked)
        if locked.state != "open" or wider is None:
            raise Refusal("closed")
        changes.begin_anew(post=locked, at=now, radius_km=wider)
        happen("post_widened", at=now, actor_id=writer.pk, post_id=locked.pk, radius_km=wider)
        return locked
