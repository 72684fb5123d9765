"""What every journey ends with: writing down what happened, and queueing what follows, in the journey's own transaction.

The queue holds only the happening's identifier. What follows is looked up in the table of flow.py, which config/wiring.py
installs here at start: so journeys need not know what follows them.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.utils import Error
from django.tasks import task
from django.utils import timezone

from entraide.journeys.done_by_hand import check_hand, tell_what_was_done
from entraide.records.happenings import changes, queries
from entraide.records.happenings.models import Happening
from entraide.records.rows import NewRows

logger = logging.getLogger(__name__)

Step = Callable[[Happening], object]
_follows: dict[str, tuple[Step, ...]] = {}

# How long nobody must have tried before a happening counts as dropped. Longer than any step takes.
DROPPED_AFTER = timedelta(seconds=45)


def install(table: Mapping[str, Sequence[Step]]) -> None:
    """Take the table of what follows what (journeys/flow.py)."""
    _follows.clear()
    _follows.update({kind: tuple(steps) for kind, steps in table.items()})


def happen(
    kind: str,
    *,
    at: datetime,
    actor_id: UUID | None = None,
    post_id: UUID | None = None,
    person_id: UUID | None = None,
    **facts: Any,
) -> Happening:
    """Write down that `kind` happened at the aware moment `at`, and queue what follows. Call it inside the transaction.

    What somebody does for another carries their hand, and the other is told. Raises Refusal: not_while_acting (see done_by_hand).
    """
    facts |= check_hand(kind=kind, actor_id=actor_id)
    happening = changes.record(kind=kind, at=at, actor_id=actor_id, post_id=post_id, person_id=person_id, facts=facts)
    tell_what_was_done(happening=happening)
    if _follows.get(kind):
        follow.enqueue(str(happening.pk))
    else:
        changes.note_followed(happening=happening, at=at)
    return happening


def happen_all(
    happened: Sequence[Mapping[str, Any]], *, kind: str, at: datetime, write: Callable[[NewRows], object]
) -> None:
    """Write down that `kind` happened several times at once, each with the other arguments of `happen` (`facts` among them).

    For what happens often, and of which nobody need hear within the second: `write` gets the diary's lines, to write them in the very
    statement that makes it happen, and nothing is queued. What follows is done by the next sweep of a worker (`follow_swept`), to which
    the diary's open lines are the queue. Call it inside the transaction. Raises Refusal: not_while_acting (see done_by_hand).
    """
    rows = [
        {**one, "facts": {**one.get("facts", {}), **check_hand(kind=kind, actor_id=one.get("actor_id"))}}
        for one in happened
    ]
    lines = changes.lines_of(rows, kind=kind, at=at, followed_at=None if _follows.get(kind) else at)
    write(lines)
    for (key, *_), one in zip(lines.rows, rows, strict=True):
        if "hand_id" in one["facts"]:
            tell_what_was_done(happening=Happening.objects.get(pk=key))


def follow_swept(*, kind: str, most: int = 1000) -> int:
    """Do what follows from happenings of a kind that is written by `happen_all`, oldest first; how many. For the worker's sweep."""
    done = 0
    for key in queries.open_of(kind=kind, most=most):
        try:
            follow.call(str(key))
        except Error:
            raise
        except Exception:
            logger.exception("what follows from a happening failed; it is picked up later")
        done += 1
    return done


@task()
def follow(happening_id: str) -> None:
    """Do everything that follows from one happening. Every step can be run twice without harm, so this can too."""
    happening = Happening.objects.filter(pk=happening_id, followed_at=None).first()
    if happening is None:
        return
    changes.note_try(happening=happening, at=timezone.now())
    for step in _follows.get(happening.kind, ()):
        step(happening)
    changes.note_followed(happening=happening, at=timezone.now())


def pick_up_dropped(*, now: datetime) -> int:
    """Queue again what a dead worker left undone or a failed step broke off; how many."""
    count = 0
    for happening in queries.dropped(now=now, after=DROPPED_AFTER)[:200]:
        changes.note_queued(happening=happening, at=now)
        follow.enqueue(str(happening.pk))
        count += 1
    if count:
        logger.warning("picked up %d dropped happenings", count)
    return count
