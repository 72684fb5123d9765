"""Changing posts. Journeys call this; nobody else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from entraide.logic.states import POST
from entraide.records.posts.models import Post


def add_post(**fields: Any) -> Post:
    """Keep a new post."""
    return Post.objects.create(**fields)


def locked(*, post_id: UUID) -> Post | None:
    """The post, locked until the transaction ends; None if it is gone."""
    return Post.objects.select_for_update(of=("self",)).select_related("writer", "community").filter(pk=post_id).first()


def move(*, post: Post, state: str, at: datetime) -> None:
    """Move the post to another state. Raises ImpossibleMove if it does not follow."""
    post.state = POST.move(post.state, state)
    post.closed_at = None if state == "open" else at
    if state != "open":
        post.next_wave_at = None
    post.save(update_fields=["state", "closed_at", "next_wave_at"])


def note_wave(*, post: Post, sent: bool, next_wave_at: datetime | None) -> None:
    """A wave was sent (or put off); the next one is due then, or never."""
    post.waves_sent += 1 if sent else 0
    post.next_wave_at = next_wave_at
    post.save(update_fields=["waves_sent", "next_wave_at"])


def set_fields(*, post: Post, **fields: Any) -> None:
    """Set some fields of the post."""
    for name, value in fields.items():
        setattr(post, name, value)
    post.save(update_fields=list(fields))
