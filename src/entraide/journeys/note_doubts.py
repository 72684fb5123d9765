"""Note doubts: a post with signs for which a human should look at it is laid on the desk; it stays open, and its writer hears nothing."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from entraide.logic.charter.doubts import Written, signs_in
from entraide.records.posts.models import Post
from entraide.records.reports import changes

_LOOKS_BACK = timedelta(days=8)
_MOST_LOOKED_AT = 100


def note_doubts(*, post_id: UUID, now: datetime) -> tuple[str, ...]:
    """Lay an open post on the desk of its community if there are signs of doubt (logic.charter.doubts); the signs. Once for each post."""
    post = Post.objects.select_related("writer").filter(pk=post_id, state="open", hidden_at=None).first()
    if post is None or post.writer.is_staff:
        return ()
    written = Post.objects.filter(writer=post.writer_id, published_at__gte=now - _LOOKS_BACK).exclude(pk=post.pk)
    others = [Written(text, at) for text, at in written.values_list("text", "published_at")[:_MOST_LOOKED_AT]]
    signs = signs_in(post.text, joined_at=post.writer.joined_at, others=others, now=post.published_at)
    if signs:
        with transaction.atomic():
            changes.want_check(post=post, is_held=False, needed=1, signs=list(signs), at=now)
    return signs
