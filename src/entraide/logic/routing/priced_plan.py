"""The next wave of one post by prices, where anything is known of its people; by plain waves where nothing is known yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.attention import Numbers, looks, rested
from entraide.logic.routing.experience import Experience
from entraide.logic.routing.parties import Match
from entraide.logic.routing.priced_waves import RULE, WaveRule, choose, still_open, target, worth
from entraide.logic.routing.prices import gain
from entraide.logic.routing.waves import Wave, after_quiet_hours, plan_wave, shorter_wait
from entraide.logic.routing.willingness import guess, hour_ratio, leaning, part_of_week

NOTHING: Final = Experience()
# Experience with so many asks makes a wave worth pricing; with less, guesses would be spread over everybody alike.
_ENOUGH_ASKS = 5.0


def plan_priced_wave(
    *,
    matches: Sequence[Match],
    experiences: Mapping[str, Experience],
    reading: Reading,
    at: datetime,
    wanted: int = 1,
    waves_sent: int = 0,
    keeps_quiet_hours: bool = True,
    rule: WaveRule = RULE,
) -> Wave:
    """The next wave from `matches` (eligible, not asked yet, best first) at the local moment `at`; as `plan_wave` otherwise.

    `experiences` by identity; whoever is missing counts as their neighbours do. The first wave asks somebody, whatever it costs;
    a later one may ask nobody for now, when the attention of all is worth more elsewhere, and come back.
    """
    known = [experiences.get(match.identity, NOTHING) for match in matches]
    if sum(one.exposed for one in known) < _ENOUGH_ASKS:
        return plan_wave(
            matches=matches,
            reading=reading,
            at=at,
            wanted=wanted,
            waves_sent=waves_sent,
            keeps_quiet_hours=keeps_quiet_hours,
        )
    may_ask_at = after_quiet_hours(at, reading=reading) if keeps_quiet_hours else at
    if may_ask_at > at:
        return Wave(now=(), next_at=may_ask_at)
    chances = chances_of(matches=matches, known=known, at=at)
    aim = target(is_urgent=reading.urgency == "now", rule=rule)
    chosen = choose(
        worths=worth(willing=chances.willing, ready=chances.ready, rest=chances.rest, prices=chances.prices, rule=rule),
        chances=chances.willing * chances.ready * chances.rest,
        aims=aim,
        wanted=wanted,
        must_ask=waves_sent == 0,
        rule=rule,
    )
    asked = tuple(match for match, is_chosen in zip(matches, chosen, strict=True) if is_chosen)
    if len(asked) == len(matches):
        return Wave(now=asked, next_at=None)
    next_at = at + min(rule.waits, shorter_wait(reading=reading, at=at, chance=float(aim)))
    return Wave(now=asked, next_at=after_quiet_hours(next_at, reading=reading) if keeps_quiet_hours else next_at)


@dataclass(frozen=True)
class Chances:
    """For each match: the chance of a yes if they look, that they look once rested, that they are rested, and what asking costs."""

    willing: Numbers
    ready: Numbers
    rest: Numbers
    prices: Numbers


def chances_of(*, matches: Sequence[Match], known: Sequence[Experience], at: datetime) -> Chances:
    """What is to be expected of each match at the local moment `at`, given what is `known` of them."""
    since = [(at - one.asked_at) / timedelta(hours=1) if one.asked_at else np.inf for one in known]
    own = leaning(yeses=[one.yeses for one in known], expected=[one.expected for one in known])
    hour = hour_ratio(
        answered=np.array([one.parts_answered for one in known]).T,
        exposed=np.array([one.parts_exposed for one in known]).T,
        part=part_of_week(at),
    )
    return Chances(
        willing=np.minimum(plain_guesses(matches) * own * hour, 1.0),
        ready=looks(answered=[one.answered for one in known], exposed=[one.exposed for one in known]),
        rest=rested(hours_since=since),
        prices=np.array([one.price for one in known]) * own,
    )


def plain_guesses(matches: Sequence[Match]) -> Numbers:
    """The chance of a yes of each match, as one would guess who knows nothing of them but what fits and how far they live."""
    return guess(
        fit=[float(match.because.get("offer", {}).get("value", 0.5)) for match in matches],
        distance_km=[match.distance_km or 0.0 for match in matches],
    )


def gains_of(*, matches: Sequence[Match], experiences: Mapping[str, Experience], at: datetime) -> dict[str, float]:
    """What a new post would gain by the attention of each match beyond their price, by identity: their prices learn from it."""
    known = [experiences.get(match.identity, NOTHING) for match in matches]
    chances = chances_of(matches=matches, known=known, at=at)
    turns = still_open(willing=chances.willing, ready=chances.ready, rest=chances.rest, prices=chances.prices)
    gains = gain(guessed=plain_guesses(matches), price=[one.price for one in known], is_open=turns)
    return {match.identity: float(one) for match, one in zip(matches, gains, strict=True)}
