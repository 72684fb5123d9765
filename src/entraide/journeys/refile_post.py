"""Refile a post: whoever tends its community says what it is and what it is about; its writer is told, and can take that back.

Whoever was asked already stays asked; the next wave goes by the new filing. What the writer says lasts: once they have taken a
filing back, nobody files that post anew.
"""

from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.keep_correction import forget_correction, keep_correction
from entraide.journeys.read_sentence import Corrections, corrected
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.interpretation import Reading
from entraide.logic.reading.topics import topic_codes
from entraide.records.communities.queries import tends
from entraide.records.people.models import Person
from entraide.records.posts import changes
from entraide.records.posts.models import Post

OPEN_TO_FILING = ("open", "agreed")


def refile_post(*, steward: Person, post: Post, kind: str, topic: str, now: datetime) -> Post:
    """File the post under `kind` (need, offer) and `topic` at the aware moment `now`; filed so already, nothing happens.

    If the writer lets the bot learn, it is kept as a correction. Raises Refusal: not_yours (no steward of its community and no
    operator, or their own post), closed, writers_word (the writer took such a filing back), not_answerable (no such kind or topic).
    """
    with transaction.atomic():
        locked = changes.locked(post_id=post.pk)
        if locked is None or locked.writer_id == steward.pk or not tends(steward, community=locked.community):
            raise Refusal("not_yours")
        if kind not in ("need", "offer") or topic not in topic_codes():
            raise Refusal("not_answerable")
        if locked.state not in OPEN_TO_FILING:
            raise Refusal("closed")
        if locked.is_filed_for_good:
            raise Refusal("writers_word")
        before = Reading.from_dict(locked.reading)
        if (before.kind, before.topic) == (kind, topic):
            return locked
        reading = corrected(before, by=Corrections(kind=kind, topic=topic))
        published = locked.filed_by_writer or locked.reading
        _teach(locked, reading=reading, published=Reading.from_dict(published), now=now)
        _file(locked, reading, filed_by_writer=published, now=now)
        happen(
            "post_refiled",
            at=now,
            actor_id=steward.pk,
            post_id=locked.pk,
            was=before.topic,
            topic=topic,
            post_kind=kind,
        )
        return locked


def undo_refiling(*, writer: Person, post: Post, now: datetime) -> Post:
    """The writer's own filing counts again, and for good. Done twice it is done once. Raises Refusal: not_yours, closed."""
    with transaction.atomic():
        locked = changes.locked(post_id=post.pk)
        if locked is None or locked.writer_id != writer.pk:
            raise Refusal("not_yours")
        if locked.filed_by_writer is None:
            return locked
        if locked.state not in OPEN_TO_FILING:
            raise Refusal("closed")
        filed, own = Reading.from_dict(locked.reading), Reading.from_dict(locked.filed_by_writer)
        forget_correction(text=locked.text, read=own, right=filed, writer=writer, by="steward")
        _file(locked, own, filed_by_writer=None, is_filed_for_good=True, now=now)
        happen("refiling_undone", at=now, actor_id=writer.pk, post_id=locked.pk, was=filed.topic, topic=own.topic)
        return locked


def _teach(post: Post, *, reading: Reading, published: Reading, now: datetime) -> None:
    """Keep the filing as a correction, in the place of an earlier one, if the writer lets the bot learn."""
    if post.filed_by_writer:
        earlier = Reading.from_dict(post.reading)
        forget_correction(text=post.text, read=published, right=earlier, writer=post.writer, by="steward")
    if post.writer.teaches_reader:
        keep_correction(
            text=post.text,
            read=published,
            right=reading,
            writer=post.writer,
            community=post.community,
            by="steward",
            now=now,
        )


def _file(post: Post, reading: Reading, *, now: datetime, **more: object) -> None:
    """Set what the reading says; a post that is still looking for people looks again now, from the beginning."""
    columns = {
        "kind": reading.kind,
        "action": reading.action or "",
        "topic": reading.topic or "",
        "reading": reading.as_dict(),
        **more,
    }
    if post.state == "open" and post.is_asking:
        post.kind = reading.kind
        changes.begin_anew(post=post, at=now, **columns)
    else:
        changes.set_fields(post=post, **columns)
