"""Count what was promised for a post: whether it wants more people, has enough, or is done."""

from datetime import datetime

from entraide.journeys.end_exchange import end_answered_about
from entraide.journeys.happen import happen
from entraide.records.asks import changes as ask_changes
from entraide.records.exchanges.quantities import quantities_of
from entraide.records.people.models import Person
from entraide.records.posts import changes
from entraide.records.posts.models import Post


def count_promised(*, post: Post, now: datetime, by: Person | None = None) -> None:
    """Let the post (locked) be agreed once enough is promised, open again while it is not; call it in the journey's transaction.

    Somebody who was chosen and has not said how much counts for what one person brings: for all of it, where things are counted.
    """
    has_enough = is_enough(post)
    if post.state == "open" and has_enough:
        agree(post=post, now=now, by=by)
    elif post.state == "agreed" and not has_enough and not _is_over(post, now=now):
        ask_again(post=post, now=now)


def is_enough(post: Post) -> bool:
    """Whether as much as the post asks for is promised or about to be."""
    sums = quantities_of(post)
    return sums.is_all or sums.promised >= sums.wanted


def agree(*, post: Post, now: datetime, by: Person | None) -> None:
    """The post has all it asked for: nobody is asked any more, and whoever was not chosen is free."""
    changes.move(post=post, state="agreed", at=now)
    ask_changes.release_waiting(post=post, at=now)
    end_answered_about(post=post, outcome="not_chosen", by=by, now=now, but=quantities_of(post).chosen_exchanges)
    happen("post_agreed", at=now, actor_id=by.pk if by else None, post_id=post.pk)


def ask_again(*, post: Post, now: datetime) -> None:
    """The post is open again, and the next people are asked at once."""
    if post.state == "agreed":
        changes.move(post=post, state="open", at=now)
    changes.begin_anew(post=post, at=now)
    happen("post_reopened", at=now, post_id=post.pk)


def _is_over(post: Post, *, now: datetime) -> bool:
    return not post.recurrence and post.ends_at is not None and post.ends_at <= now
