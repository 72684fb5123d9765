"""Waves: how many are asked at once, when, and how long to wait before the next. All moments are local, without offset.

The smallest wave of three to eight whose chance of one yes reaches a target; the target, and the wait after it, follow the
urgency and the time that is left. The way of thinking (a yes has a chance; asking everybody tires everybody) is that of
Manshadi and Rodilitz, Online Policies for Efficient Volunteer Crowdsourcing, Management Science 2022.
Quiet hours are kept, 22:00 to 07:00. One exception: a post that is urgent and begins before the quiet hours end, for which
waiting would be the same as not asking.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.parties import Match

SMALLEST, LARGEST = 3, 8
QUIET_FROM, QUIET_UNTIL = time(22), time(7)

_TARGET = {"normal": 0.75, "now": 0.92}
# The share of answers that are a yes, for somebody who fits perfectly.
_WILLING = 0.45
_LONGEST_WAIT = {"normal": timedelta(hours=12), "now": timedelta(minutes=40)}
_SHORTEST_WAIT = {"normal": timedelta(minutes=45), "now": timedelta(minutes=10)}
# Of the time that is left before a post begins, this much may pass before the next wave.
_SHARE_OF_TIME_LEFT = 1 / 8


@dataclass(frozen=True)
class Wave:
    """Whom to ask now, and when to come back for more (None: nobody is left to ask).

    In quiet hours `now` is empty and `next_at` the morning.
    """

    now: tuple[Match, ...]
    next_at: datetime | None


def plan_wave(
    *,
    matches: Sequence[Match],
    reading: Reading,
    at: datetime,
    wanted: int = 1,
    waves_sent: int = 0,
    keeps_quiet_hours: bool = True,
) -> Wave:
    """The next wave from `matches` (best first; without those already asked), planned at the local moment `at`.

    `wanted` is how many people are still needed; each wave already sent makes the next one wait a little longer, as the
    likeliest have been asked. Without `keeps_quiet_hours` people are asked at night too (a demo, where nobody sleeps).
    """
    if not matches:
        return Wave(now=(), next_at=None)
    may_ask_at = after_quiet_hours(at, reading=reading) if keeps_quiet_hours else at
    if may_ask_at > at:
        return Wave(now=(), next_at=may_ask_at)
    size = wave_size(matches=matches, reading=reading, wanted=wanted)
    if size == len(matches):
        return Wave(now=tuple(matches), next_at=None)
    wait = wait_for(reading=reading, at=at, waves_sent=waves_sent)
    next_at = after_quiet_hours(at + wait, reading=reading) if keeps_quiet_hours else at + wait
    return Wave(now=tuple(matches[:size]), next_at=next_at)


def wave_size(*, matches: Sequence[Match], reading: Reading, wanted: int = 1) -> int:
    """How many of `matches` are asked at once: three to eight, or all if there are fewer.

    The surer they answer and the less urgent it is, the fewer. Whoever needs many people asks for each of them.
    """
    hoped, size = 0.0, 0
    unlucky = 1.0
    for match in matches[:LARGEST]:
        chance = yes_chance(match)
        unlucky *= 1 - chance
        hoped += chance
        size += 1
        if size >= SMALLEST and 1 - unlucky >= _TARGET[reading.urgency] and hoped >= wanted:
            break
    return size


def yes_chance(match: Match) -> float:
    """How likely this person says yes when asked: whether they answer at all, and how well it fits."""
    answers = float(match.because.get("answers", {}).get("value", 0.6))
    offer = float(match.because.get("offer", {}).get("value", 0.5))
    return _WILLING * answers * (0.4 + 0.6 * offer)


def wait_for(*, reading: Reading, at: datetime, waves_sent: int = 0) -> timedelta:
    """How long to wait for answers before the next wave. `at` is local."""
    longest, shortest = _LONGEST_WAIT[reading.urgency], _SHORTEST_WAIT[reading.urgency]
    wait = min(longest, longest * (2 + min(waves_sent, 4)) / 4)
    begins = begins_at(reading)
    if begins is not None and begins > at:
        wait = min(wait, (begins - at) * _SHARE_OF_TIME_LEFT)
    return max(shortest, wait)


def shorter_wait(*, reading: Reading, at: datetime, chance: float) -> timedelta:
    """How long to wait after a wave that buys only this chance of a yes: as much less than after a plain one as it buys less."""
    wait = wait_for(reading=reading, at=at) * min(1.0, chance / _TARGET[reading.urgency])
    return max(_SHORTEST_WAIT[reading.urgency], wait)


def after_quiet_hours(moment: datetime, *, reading: Reading) -> datetime:
    """`moment`, or 07:00 if it falls into quiet hours that are kept for this post."""
    if QUIET_UNTIL <= moment.time() < QUIET_FROM:
        return moment
    morning = moment.replace(hour=QUIET_UNTIL.hour, minute=0, second=0, microsecond=0)
    if moment.time() >= QUIET_FROM:
        morning += timedelta(days=1)
    begins = begins_at(reading)
    cannot_wait = reading.urgency == "now" and begins is not None and begins <= morning
    return moment if cannot_wait else morning


def begins_at(reading: Reading) -> datetime | None:
    """When help is needed at the latest: the start that was said, or else the deadline. Local; None if nothing was said."""
    said = reading.time.start or reading.time.end if reading.time else None
    try:
        return datetime.fromisoformat(said).replace(tzinfo=None) if said else None
    except ValueError:
        return None
