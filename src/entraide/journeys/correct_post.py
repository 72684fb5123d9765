"""Correct a post: its writer says that it has become urgent, or sets its place, its time or its terms right.

Whoever was asked stays asked, and is told; the search begins anew with the others.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from entraide.journeys.happen import happen
from entraide.journeys.publish_post import columns_of
from entraide.journeys.read_sentence import Corrections, corrected
from entraide.journeys.refusals import Refusal
from entraide.logic.reading.interpretation import Reading
from entraide.records.people.models import Person
from entraide.records.posts import changes
from entraide.records.posts.models import Post


def correct_post(
    *, writer: Person, post: Post, now: datetime, corrections: Corrections | None = None, is_urgent: bool | None = None
) -> Post:
    """Set place, time and terms of the writer's own open post right, and whether it is urgent (None: as it was).

    What it is and what it is about stays as published. If nothing changes, nothing happens. Raises Refusal: not_yours, closed.
    """
    only = Corrections() if corrections is None else replace(corrections, kind=None, topic=None)
    with transaction.atomic():
        locked = changes.locked(post_id=post.pk)
        if locked is None or locked.writer_id != writer.pk:
            raise Refusal("not_yours")
        if locked.state != "open":
            raise Refusal("closed")
        before = Reading.from_dict(locked.reading)
        reading = _mended(before, only, is_urgent=is_urgent)
        if reading == before:
            return locked
        columns = columns_of(reading, writer=writer)
        if reading.place == before.place:
            # It may have been widened since.
            del columns["radius_km"]
        if locked.filed_by_writer:
            own = _mended(Reading.from_dict(locked.filed_by_writer), only, is_urgent=is_urgent)
            columns["filed_by_writer"] = own.as_dict()
        changes.begin_anew(post=locked, at=now, **columns)
        changed = [
            name for name in ("place", "time", "terms", "urgency") if getattr(reading, name) != getattr(before, name)
        ]
        happen("post_corrected", at=now, actor_id=writer.pk, post_id=locked.pk, changed=changed)
        return locked


def _mended(reading: Reading, corrections: Corrections, *, is_urgent: bool | None) -> Reading:
    """The reading as corrected; words that said otherwise are not marked any more."""
    mended = corrected(reading, by=corrections)
    if is_urgent is not None:
        mended = replace(mended, urgency="now" if is_urgent else "normal")
    gone = {name for name in ("place", "time") if getattr(mended, name) != getattr(reading, name)}
    return replace(mended, spans=tuple(span for span in mended.spans if span.field not in gone))
