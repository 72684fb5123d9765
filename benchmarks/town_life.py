"""Ninety days in the simulated town under one policy: who is asked, who looks, who says yes, who has had enough."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from benchmarks.town_people import DAYS, Bools, Floats, Members, Needs
from benchmarks.town_policies import A_DAY, A_WEEK, FADE_A_DAY, Due, Everybody, Memory
from entraide.logic.routing.attention import rested
from entraide.logic.routing.willingness import PARTS, guess, part_of_week

STEP_H = 0.5
_MONDAY = datetime(2026, 3, 2)
QUIET_FROM, QUIET_UNTIL = 22, 7
# One ask beyond what somebody bears makes them leave with this chance.
_HAS_ENOUGH = 0.002
_SAYS_NO = 0.5


@dataclass(frozen=True)
class Lived:
    """What came of it. `waited_h`: hours to the first yes of each need that was helped. Asks and helps are counted by member."""

    helped: Bools
    waited_h: Floats
    asks: Floats
    helps: Floats
    muted: int
    by_day: Floats

    @property
    def messages_a_yes(self) -> float:
        """Messages sent for each need helped."""
        return float(self.asks.sum() / max(1, self.helped.sum()))


def live(town: Members, needs: Needs, policy: Everybody, *, seed: int, may_mute: bool = True) -> Lived:
    """Live through the days. The same seed draws the same luck as far as policies ask alike."""
    chance = np.random.default_rng([seed, 3])
    memory, count = Memory(len(town)), len(needs)
    free_from, annoyed, is_muted = np.zeros(len(town)), np.zeros(len(town)), np.zeros(len(town), bool)
    asked = ~needs.is_there
    next_at, first_yes, helper = needs.arrives_h.copy(), np.full(count, np.inf), np.zeros(count, np.int64)
    waves_sent, asks = np.zeros(count, np.int64), np.zeros(len(town))
    guesses = guess(fit=needs.fit, distance_km=needs.away_km)
    day = _Day(len(town))
    begin = 0
    for step in range(int(DAYS * 24 / STEP_H)):
        now = step * STEP_H
        hour, week_hour = int(now % 24), int(now % 168)
        if step and hour == 0 and now % 24 == 0:
            day.end(memory)
            policy.learn(memory)
            day.forget(memory)
            annoyed *= np.exp(-1 / 7)
        if not QUIET_UNTIL <= hour < QUIET_FROM:
            continue
        arrived = int(np.searchsorted(needs.arrives_h, now, side="right"))
        while begin < arrived and needs.ends_h[begin] < now:
            begin += 1
        window = np.arange(begin, arrived)
        rows = window[(next_at[window] <= now) & (first_yes[window] > now) & (needs.ends_h[window] > now)]
        if not len(rows):
            continue
        rows = rows[chance.permutation(len(rows))]
        may = ~asked[rows] & ~is_muted[needs.who[rows]]
        if policy.keeps_caps:
            may &= ((memory.asks_of_day < A_DAY) & (memory.week_asks() < A_WEEK))[needs.who[rows]]
        part = part_of_week(_MONDAY + timedelta(hours=now))
        picked, again = policy.ask(Due(needs, rows, may, waves_sent[rows], now, part), memory)
        next_at[rows] = again
        at_row, at_place = np.nonzero(picked)
        who = needs.who[rows[at_row], at_place]
        if policy.keeps_caps:
            # One after another, as the platform does: who has just been asked for another need is not asked again.
            _, firsts = np.unique(who, return_index=True)
            at_row, at_place, who = at_row[firsts], at_place[firsts], who[firsts]
        if not len(who):
            continue
        need = rows[at_row]
        asked[need, at_place] = True
        waves_sent[np.unique(need)] += 1
        watched = rested(hours_since=now - memory.asked_at[who])
        # Of two messages at once only the first can be looked at.
        order = chance.permutation(len(who))
        first_of = np.zeros(len(who), bool)
        first_of[order[np.unique(who[order], return_index=True)[1]]] = True
        is_fresh = first_of & (free_from[who] <= now)
        sees = is_fresh & (chance.random(len(who)) < town.looks[who, week_hour]) & (town.leaves_day[who] * 24 > now)
        free_from[who[is_fresh]] = now + chance.exponential(town.recovery_h[who[is_fresh]])
        yes = sees & (chance.random(len(who)) < needs.kind[need, at_place])
        speaks = yes | (sees & (chance.random(len(who)) < _SAYS_NO))
        at = now + 0.5 * np.exp(chance.normal(0, 1.0, len(who)))
        for one in np.flatnonzero(yes & (at <= needs.ends_h[need])):
            if at[one] < first_yes[need[one]]:
                first_yes[need[one]], helper[need[one]] = at[one], who[one]
        np.add.at(asks, who, 1)
        np.add.at(memory.asks_of_day, who, 1)
        day.note(who, part=part, watched=watched, speaks=speaks, yes=yes, guessed=guesses[need, at_place])
        memory.asked_at[who] = now
        np.add.at(annoyed, who, 1)
        if may_mute:
            too_much = annoyed[who] > town.patience[who]
            is_muted[who[too_much & (chance.random(len(who)) < _HAS_ENOUGH)]] = True
    helped = np.isfinite(first_yes)
    helps = np.bincount(helper[helped], minlength=len(town)).astype(float)
    days = (needs.arrives_h // 24).astype(int)
    by_day = np.bincount(days, weights=helped, minlength=DAYS)[:DAYS]
    return Lived(helped, (first_yes - needs.arrives_h)[helped], asks, helps, int(is_muted.sum()), by_day)


class _Day:
    """What was seen in one day; the platform learns from it in the night."""

    def __init__(self, count: int) -> None:
        self.sums = np.zeros((4, count))
        self.parts = np.zeros((2, PARTS, count))

    def note(self, who: Floats, *, part: int, watched: Floats, speaks: Bools, yes: Bools, guessed: Floats) -> None:
        """Count asks: answered, exposed, yeses, expected."""
        for row, values in enumerate((speaks, watched, yes, guessed * speaks)):
            np.add.at(self.sums[row], who, values)
        np.add.at(self.parts[0, part], who, speaks)
        np.add.at(self.parts[1, part], who, watched)

    def end(self, memory: Memory) -> None:
        """Let older days fade and add this one."""
        for row, name in enumerate(("answered", "exposed", "yeses", "expected")):
            setattr(memory, name, getattr(memory, name) * FADE_A_DAY + self.sums[row])
        memory.by_part = memory.by_part * FADE_A_DAY + self.parts
        self.sums[:], self.parts[:] = 0, 0

    def forget(self, memory: Memory) -> None:
        """A new day begins: its asks are counted from none."""
        memory.week = np.concatenate([memory.asks_of_day[None], memory.week[:-1]])
        memory.asks_of_day = np.zeros_like(memory.asks_of_day)


def gini(values: Floats) -> float:
    """How unequally something falls on people: 0 all alike, 1 all on one."""
    ordered = np.sort(values)
    total = ordered.sum()
    if total == 0:
        return 0.0
    places = np.arange(1, len(ordered) + 1)
    return float((2 * places - len(ordered) - 1) @ ordered / (len(ordered) * total))
