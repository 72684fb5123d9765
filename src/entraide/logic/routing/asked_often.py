"""Why somebody is asked as often as they are: one reason, as facts that a door can say in one sentence to the person concerned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from entraide.logic.routing.attention import rested
from entraide.logic.routing.experience import Experience

Reason = Literal["asked_lately", "sought_after", "just_asked", "as_others"]

# A price from which on it is felt: it costs somebody a tenth of a chance in every order.
_FELT = 0.1
_STILL_TIRED = 0.5


@dataclass(frozen=True)
class AskedOften:
    """The one reason that weighs most, and the numbers to say it with.

    Attributes:
        reason: `asked_lately` (more often than others around, so others come first), `sought_after` (kept free for what only they can
            do), `just_asked` (they are left in peace for some days after an ask), `as_others`.
        asks_this_week: asks in the last seven days.
    """

    reason: Reason
    asks_this_week: int


def why_so_often(*, experience: Experience, asks_this_week: int, at: datetime) -> AskedOften:
    """Why this person is asked as often as they are, at the local moment `at`. Says nothing about anybody else."""
    if experience.price >= _FELT:
        reason: Reason = "asked_lately" if asks_this_week > 1 else "sought_after"
    elif (
        experience.asked_at
        and float(rested(hours_since=(at - experience.asked_at) / timedelta(hours=1))) < _STILL_TIRED
    ):
        reason = "just_asked"
    else:
        reason = "as_others"
    return AskedOften(reason=reason, asks_this_week=asks_this_week)
