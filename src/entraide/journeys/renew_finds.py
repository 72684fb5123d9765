"""Renew the search: the worker walks over all that may be found, some at a time, files what is missing or filed by an earlier version,
and forgets what is gone, words included.

Having come to the end it waits for what is new, and begins again a day later. Killed or run twice, it goes on where it was.
"""

from datetime import datetime, timedelta

from django.db import transaction

from entraide.records.finds import changes
from entraide.records.finds.filings import filings_of, findable
from entraide.records.finds.models import KINDS, Find, FindsWalk, WordKey

_AT_ONCE = 400
_ROUNDS = 5
_WORDS_AT_ONCE = 100
_AGAIN_AFTER = timedelta(days=1)
_WORDS = "word"


def renew_finds(*, now: datetime) -> int:
    """Go on with each walk; how many things were looked at. `now` is an aware moment."""
    looked_at = 0
    for _ in range(_ROUNDS):
        step = sum(_walk_on(kind, now=now) for kind in KINDS)
        looked_at += step
        if step < _AT_ONCE:
            break
    _walk_over_words(now=now)
    return looked_at


def _walk_on(kind: str, *, now: datetime) -> int:
    """File the next things of this kind, and forget the next finds that are gone; how many there were of both."""
    with transaction.atomic():
        walk = changes.walk_over(kind)
        if _is_due_again(walk, now=now):
            changes.note_walk(walk=walk, reached=None, number=0, done_at=None)
        after = findable(kind) if walk.reached is None else findable(kind).filter(pk__gt=walk.reached)
        things = list(after[:_AT_ONCE])
        changes.file_all(filings_of(kind, things))
        filed = list(Find.objects.filter(kind=kind, number__gt=walk.number).order_by("number")[:_AT_ONCE])
        refs = {find.ref for find in filed}
        changes.forget(kind=kind, refs=refs - set(findable(kind).filter(pk__in=refs).values_list("pk", flat=True)))
        is_done = len(things) < _AT_ONCE and len(filed) < _AT_ONCE
        changes.note_walk(
            walk=walk,
            reached=things[-1].pk if things else walk.reached,
            number=filed[-1].number if filed else walk.number,
            done_at=(walk.done_at or now) if is_done else None,
        )
        return len(things) + len(filed)


def _walk_over_words(*, now: datetime) -> None:
    """Forget the next words that stand in nothing any more: a name that was erased must not stay behind as a word."""
    with transaction.atomic():
        walk = changes.walk_over(_WORDS)
        if walk.done_at is not None and not _is_due_again(walk, now=now):
            return
        words = WordKey.objects.filter(word__gt=walk.word).order_by("word").values_list("word", flat=True).distinct()
        some = list(words[:_WORDS_AT_ONCE])
        changes.forget_words(some)
        is_done = len(some) < _WORDS_AT_ONCE
        changes.note_walk(walk=walk, word="" if is_done else some[-1], done_at=now if is_done else None)


def _is_due_again(walk: FindsWalk, *, now: datetime) -> bool:
    return walk.done_at is not None and now - walk.done_at >= _AGAIN_AFTER
