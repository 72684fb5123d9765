"""The ways of asking that the simulated town compares. The last calls the very functions by which the platform asks.

A policy sees `Seen` (what a platform knows) of the needs that are due, and says whom to ask and when to come back to them.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from benchmarks.town_people import Bools, Floats, Ints, Needs
from entraide.logic.routing import waves
from entraide.logic.routing.attention import faded, looks, rested
from entraide.logic.routing.priced_waves import RULE, WaveRule, choose, still_open, target, worth
from entraide.logic.routing.prices import FIRST, PRICING, Pricing, gain, next_price
from entraide.logic.routing.weights import DEFAULT
from entraide.logic.routing.willingness import PARTS, guess, hour_ratio, leaning

NEVER = np.inf
# The platform plans a wave among the so many who suit best, and keeps these limits unless a member sets others.
CANDIDATES, A_DAY, A_WEEK = 100, 2, 6


@dataclass
class Memory:
    """What a platform knows of each member from what it asked and they answered; the simulation fills it in."""

    count: int
    asked_at: Floats = field(init=False)
    answered: Floats = field(init=False)
    exposed: Floats = field(init=False)
    yeses: Floats = field(init=False)
    expected: Floats = field(init=False)
    by_part: Floats = field(init=False)
    prices: Floats = field(init=False)
    gains: Floats = field(init=False)
    asks_of_day: Floats = field(init=False)
    week: Floats = field(init=False)

    def __post_init__(self) -> None:
        for name in ("answered", "exposed", "yeses", "expected", "gains", "asks_of_day"):
            setattr(self, name, np.zeros(self.count))
        self.prices = np.full(self.count, FIRST)
        self.asked_at = np.full(self.count, -NEVER)
        # Of each part of the week: answered, and exposed.
        self.by_part = np.zeros((2, PARTS, self.count))
        self.week = np.zeros((7, self.count))

    def week_asks(self) -> Floats:
        """Asks of each member in the last seven days, today included."""
        return np.asarray(self.week[:6].sum(0) + self.asks_of_day)


@dataclass(frozen=True)
class Due:
    """The needs that are due at hour `now`: rows of `needs`, whom they may ask, and how many waves each has had."""

    needs: Needs
    rows: Ints
    may_ask: Bools
    waves_sent: Ints
    now: float
    part: int


class Everybody:
    """Everybody within five kilometres whose sentences suit, at once."""

    name = "everybody within 5 km"
    keeps_caps = False

    def ask(self, due: Due, memory: Memory) -> tuple[Bools, Floats]:
        """Whom to ask for each due need, and when to come back (infinity: never)."""
        return due.may_ask & (due.needs.away_km[due.rows] <= 5.0), np.full(len(due.rows), NEVER)

    def learn(self, memory: Memory) -> None:
        """At the end of a day: nothing."""


class NearestTen(Everybody):
    """The ten nearest whose sentences suit, once."""

    name = "nearest 10"

    def ask(self, due: Due, memory: Memory) -> tuple[Bools, Floats]:
        return due.may_ask & (np.cumsum(due.may_ask, 1) <= 10), np.full(len(due.rows), NEVER)


class PlainWaves(Everybody):
    """The platform's waves before prices: three to eight by score, then a wait, then the next."""

    name = "waves by score"
    keeps_caps = True

    def ask(self, due: Due, memory: Memory) -> tuple[Bools, Floats]:
        who, fit = due.needs.who[due.rows], due.needs.fit[due.rows]
        asked = memory.exposed[who]
        answers = np.where(asked > 0, np.minimum(1.0, memory.answered[who] / np.maximum(asked, 1e-9)), 0.6)
        fairness = 0.7 / (1 + memory.week_asks()[who] / 2)
        score = (
            DEFAULT.offer * fit
            + DEFAULT.nearness * np.exp(-due.needs.away_km[due.rows] / 10.0)
            + DEFAULT.answers * answers
            + DEFAULT.fairness * fairness
        )
        order = np.argsort(-np.where(due.may_ask, score, -np.inf), axis=1, kind="stable")[:, : waves.LARGEST]
        chance = np.take_along_axis(waves._WILLING * answers * (0.4 + 0.6 * fit), order, 1)
        silence = np.cumprod(1 - chance, 1)
        urgent = due.needs.is_urgent[due.rows]
        aims = np.where(urgent, waves._TARGET["now"], waves._TARGET["normal"])[:, None]
        hoped = np.cumsum(chance, 1)
        enough = (1 - silence >= aims) & (hoped >= 1)
        places = np.arange(order.shape[1])
        stops = np.where(enough & (places >= waves.SMALLEST - 1), places, order.shape[1] - 1).min(1)
        picked = np.zeros(due.may_ask.shape, bool)
        np.put_along_axis(picked, order, places <= stops[:, None], 1)
        longest = np.where(urgent, 40 / 60, 12.0)
        wait = np.maximum(
            np.where(urgent, 10 / 60, 0.75), longest * np.minimum(1.0, (2 + np.minimum(due.waves_sent, 4)) / 4)
        )
        return picked & due.may_ask, due.now + wait

    def learn(self, memory: Memory) -> None:
        """Nothing but what the memory counts."""


class PricedWaves(Everybody):
    """Priced waves, by the functions of the platform: attention, willingness, prices learned day by day."""

    name = "priced waves"
    keeps_caps = True

    def __init__(self, rule: WaveRule = RULE, pricing: Pricing = PRICING) -> None:
        self.rule, self.pricing = rule, pricing

    def ask(self, due: Due, memory: Memory) -> tuple[Bools, Floats]:
        near = _best(due, CANDIDATES)
        rows = due.rows[:, None]
        who, may = due.needs.who[rows, near], np.take_along_axis(due.may_ask, near, 1)
        guessed = guess(fit=due.needs.fit[rows, near], distance_km=due.needs.away_km[rows, near])
        own = leaning(yeses=memory.yeses[who] * may, expected=memory.expected[who] * may)
        hour = hour_ratio(answered=memory.by_part[0], exposed=memory.by_part[1], part=due.part)
        willing = np.minimum(guessed * own * hour, 1.0)
        ready = looks(answered=memory.answered[who] * may, exposed=memory.exposed[who] * may)
        rest = rested(hours_since=due.now - memory.asked_at[who])
        prices = memory.prices[who]
        worths = worth(willing=willing, ready=ready, rest=rest, prices=prices * own, rule=self.rule)
        chosen = choose(
            worths=np.where(may, worths, -np.inf),
            chances=willing * ready * rest,
            aims=target(is_urgent=due.needs.is_urgent[due.rows], rule=self.rule),
            must_ask=due.waves_sent == 0,
            rule=self.rule,
        )
        first = (due.waves_sent == 0) & chosen.any(1)
        if first.any():
            # With its first wave each need says what it would gain by everybody whom it could ask.
            turns = still_open(
                willing=np.where(may, willing, 0.0)[first],
                ready=ready[first],
                rest=rest[first],
                prices=(prices * own)[first],
            )
            np.add.at(memory.gains, who[first], gain(guessed=guessed[first], price=prices[first], is_open=turns))
        picked = np.zeros(due.may_ask.shape, bool)
        np.put_along_axis(picked, near, chosen, 1)
        wait = np.where(due.needs.is_urgent[due.rows], 0.5, self.rule.waits / timedelta(hours=1))
        return picked, due.now + wait

    def learn(self, memory: Memory) -> None:
        """At the end of a day: prices, from the needs of that day."""
        memory.prices = next_price(price=memory.prices, gains=memory.gains, pricing=self.pricing)
        memory.gains = np.zeros(memory.count)


def _best(due: Due, most: int) -> Ints:
    """The places of those who may be asked and suit best, at most `most` for each due need, in the order in which they were given."""
    if due.may_ask.shape[1] <= most:
        return np.broadcast_to(np.arange(due.may_ask.shape[1]), due.may_ask.shape)
    fit, away = due.needs.fit[due.rows], due.needs.away_km[due.rows]
    score = np.where(due.may_ask, DEFAULT.offer * fit + DEFAULT.nearness * np.exp(-away / 10.0), -1.0)
    return np.sort(np.argpartition(-score, most, axis=1)[:, :most], axis=1)


FADE_A_DAY = float(faded(days_ago=1.0))
__all__ = ["FADE_A_DAY", "Due", "Everybody", "Memory", "NearestTen", "PlainWaves", "PricedWaves"]
