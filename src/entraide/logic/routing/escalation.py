"""Escalation: what comes after the waves, so that no need stays silently unanswered. A plan of few steps, each taken once.

When nobody is left to ask, or a share of the writer's patience has passed without an answer, the search goes further: twice as
far (where the sentence set a radius; everybody's own radius still holds), then among people whose sentences lie nearer to the
other things it may be about, then the stewards of the community are told, then the community's forum, if it has one. In the end
the writer is told the truth, with what would help. Pure: it says which step is due and when, and takes none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from entraide.logic.states import SEARCH

# After which share of the patience each step is taken at the latest.
LATEST: Final[Mapping[str, float]] = {"wider": 0.25, "kin": 0.4, "stewards": 0.6, "forum": 0.75, "told": 1.0}
# Of the time that is left before help is needed, the plan uses this much: the writer must still be able to do something.
_SHARE_OF_TIME_LEFT = 0.6
_SHORTEST = timedelta(minutes=20)
# Whoever takes a step, or begins a search, looks after so long whether it helped, should nothing else have brought them back.
LOOKS_AFTER: Final = timedelta(minutes=10)
# Where nobody is left, the search looks again this often: a limit may be free again, somebody may be back.
LOOKS_AGAIN: Final = timedelta(days=1)
# These need not wait once nobody is left to ask; the truth waits, unless all who were asked have declined.
_AT_ONCE = frozenset({"wider", "kin", "stewards", "forum"})


@dataclass(frozen=True)
class SearchSoFar:
    """Where the search for one post stands. All moments in one clock, aware or local.

    Attributes:
        state: of SEARCH.
        began_at: when this round began.
        patience: how long its writer should at most wait for the truth.
        begins_at: when help is needed; None if not said.
        exhausted_at: since when nobody is left to ask and the time to answer is over; None if people are still being asked.
        may_truth_wait: whether somebody who was asked may still answer, or the writer knows already that nobody was found.
        possible: the steps that would change something for this post.
    """

    state: str
    began_at: datetime
    patience: timedelta
    begins_at: datetime | None = None
    exhausted_at: datetime | None = None
    may_truth_wait: bool = False
    possible: Collection[str] = frozenset(LATEST)


@dataclass(frozen=True)
class Step:
    """The next step, and when it is due."""

    name: str
    due_at: datetime


def next_step(so_far: SearchSoFar) -> Step | None:
    """The next step of the plan; None when the writer has been told, which is the last."""
    for name in SEARCH.moves[so_far.state]:
        if name in LATEST and (name in so_far.possible or name == "told"):
            return Step(name, _due_at(name, so_far))
    return None


def time_to_truth(so_far: SearchSoFar) -> timedelta:
    """How long after the beginning the writer is told the truth: their patience, or less if help is needed sooner."""
    if so_far.begins_at is None or so_far.begins_at <= so_far.began_at:
        return so_far.patience
    return max(_SHORTEST, min(so_far.patience, (so_far.begins_at - so_far.began_at) * _SHARE_OF_TIME_LEFT))


def _due_at(name: str, so_far: SearchSoFar) -> datetime:
    latest = so_far.began_at + time_to_truth(so_far) * LATEST[name]
    if so_far.exhausted_at is None or (name not in _AT_ONCE and so_far.may_truth_wait):
        return latest
    return min(latest, so_far.exhausted_at)
