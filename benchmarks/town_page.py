"""The page on the simulated town: a table for each level of demand, and pictures as SVG that are legible on light and on dark."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.drawing import _picture, _text

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "town.md"
PICTURES = ROOT / "docs" / "pictures"
_EVERYBODY, _PRICED = "everybody within 5 km", "priced waves"


@dataclass(frozen=True)
class Figures:
    """What came of one policy in one town at one level of demand. Hours, shares of one, counts of members."""

    policy: str
    level: str
    seed: int
    may_mute: bool
    helped: float
    median_h: float
    late_h: float
    messages_a_yes: float
    gini_asks: float
    gini_helps: float
    muted: float
    asks: float


_COLUMNS = ("helped", "median_h", "late_h", "messages_a_yes", "gini_asks", "gini_helps", "muted", "asks")


def files(figures: Sequence[Figures], *, bounds: dict[str, float], machine: str, seconds: float) -> dict[Path, str]:
    """The page and its pictures, by path."""
    found = {
        PICTURES / f"town-{level}.svg": _bars(
            [
                (name, row["helped"][0], row["messages_a_yes"][0], row["gini_asks"][0])
                for name, row in _rows(figures, level, True)
            ],
            bound=bounds[level],
            told=f"{level} town",
        )
        for level in bounds
    }
    return {**found, PAGE: _page(figures, bounds, machine, seconds)}


Row = dict[str, tuple[float, float]]


def _rows(figures: Sequence[Figures], level: str, may_mute: bool) -> list[tuple[str, Row]]:
    """For each policy, in order, the mean and the spread over the towns of each column."""
    chosen = [one for one in figures if one.level == level and one.may_mute is may_mute]
    names = list(dict.fromkeys(one.policy for one in chosen))
    return [(name, _mean([one for one in chosen if one.policy == name])) for name in names]


def _mean(towns: Sequence[Figures]) -> Row:
    return {
        column: (statistics.mean(values), statistics.stdev(values) if len(values) > 1 else 0.0)
        for column in _COLUMNS
        for values in [[float(getattr(one, column)) for one in towns]]
    }


def _table(rows: Sequence[tuple[str, Row]]) -> str:
    lines = [
        "| asked | needs helped | hours to the first yes, median / p90 | messages a yes | Gini of asks | Gini of help "
        "| members who left | asks a member |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in rows:
        mean = {column: value for column, (value, _) in row.items()}
        lines.append(
            f"| {name} | {100 * mean['helped']:.1f} % ± {100 * row['helped'][1]:.1f} | {mean['median_h']:.1f} / "
            f"{mean['late_h']:.1f} | {mean['messages_a_yes']:.0f} | {mean['gini_asks']:.2f} | {mean['gini_helps']:.2f} | "
            f"{mean['muted']:.0f} | {mean['asks']:.0f} |"
        )
    return "\n".join(lines)


def _ratios(rows: Sequence[tuple[str, Row]]) -> str:
    found = dict(rows)
    everybody, priced = found[_EVERYBODY], found[_PRICED]
    helped = priced["helped"][0] / everybody["helped"][0]
    share = priced["messages_a_yes"][0] / everybody["messages_a_yes"][0]
    return (
        f"**{helped:.2f} times the needs helped by asking everybody, at {share:.3f} of its messages a yes**, "
        f"with a Gini of asks of {priced['gini_asks'][0]:.2f}."
    )


def _page(figures: Sequence[Figures], bounds: dict[str, float], machine: str, seconds: float) -> str:
    seeds = sorted({one.seed for one in figures})
    parts = [_TOP.format(seeds=", ".join(map(str, seeds)), machine=machine, seconds=seconds)]
    for level, limit in bounds.items():
        muting, staying = _rows(figures, level, True), _rows(figures, level, False)
        parts += [
            f"## {level.capitalize()}\n",
            _table(muting) + "\n",
            f"![Needs helped in the {level} town](../pictures/town-{level}.svg)\n",
            f"{_ratios(muting)} No policy could help more than {100 * limit:.1f} % (fluid bound, town {seeds[0]}).\n",
            f"If nobody ever left, however often they were asked (town {seeds[0]} alone):\n",
            _table(staying) + "\n",
            _ratios(staying) + "\n",
        ]
    return "\n".join([*parts, _END])


def _bars(rows: Sequence[tuple[str, float, float, float]], *, bound: float, told: str) -> str:
    """A bar for each policy: the share of needs helped; the dashed line is the bound that nobody can pass."""
    left, wide, step = 190, 320, 30
    height = 58 + step * len(rows)
    parts = []
    for share in (0, 25, 50, 75, 100):
        x = left + wide * share / 100
        parts.append(f'<path class="l d" opacity=".35" d="M{x:g} 24V{height - 24}"/>')
        parts.append(_text(x, 16, f"{share} %", small=True, anchor="middle"))
    for place, (name, helped, messages, unequal) in enumerate(rows):
        y = 32 + place * step
        parts.append(_text(left - 10, y + 14, name, anchor="end"))
        parts.append(
            f'<rect class="{"b" if name == _PRICED else "w"}" x="{left}" y="{y}" width="{wide * helped:.1f}" height="18"/>'
        )
        parts.append(
            _text(
                left + wide + 10,
                y + 14,
                f"{100 * helped:.0f} %; {messages:.0f} messages a yes; Gini {unequal:.2f}",
                small=True,
            )
        )
    x = left + wide * bound
    parts.append(f'<path class="l d" d="M{x:.1f} 24V{height - 24}"/>')
    parts.append(_text(x, height - 8, f"bound {100 * bound:.0f} %", small=True, anchor="middle"))
    said = "; ".join(
        f"{name} {100 * helped:.0f} %, {messages:.0f} messages a yes" for name, helped, messages, _ in rows
    )
    return _picture(800, height, f"Needs helped in a {told}: {said}; bound {100 * bound:.0f} %", parts)


_TOP = """# A simulated town

<!-- Written by benchmarks/town.py (`make town`). Change that, not this. -->

Does it help to ask few people at a time, at a price? A town that knows nothing of the router answers: 2,000 members, 90 days.
Each member likes some topics and says only part of it; looks at messages at some hours of the week and hardly at others; after an
ask does not look at the next for a while (72 hours in the mean, another mean for each person); silently stops looking one day; and
may leave for good if asked far more often than they bear. Needs come with a place, a topic and an end, after which a yes helps
nobody. The router sees sentences, distances and what was answered, never the habits.

Four ways of asking live through the same days. *Everybody*: all within five kilometres whose sentences suit, at once (a message to
all members whatever they said would do worse). *Nearest 10*: the nearest whose sentences suit, once. *Waves by score*: three to
eight by score, then the next, without prices. *Priced waves* call the very functions by which the platform asks
(`logic/routing`: `attention`, `willingness`, `prices`, `priced_waves`), and learn from the first day on, night by night, each among the
hundred who suit best. Quiet hours are kept by all, limits of two asks a day and six a week by both kinds of waves.

The numbers of priced waves were chosen on towns 1 and 2 with a steady demand. Reported are the towns {seeds}, with a demand that drifts:
other topics than the members', growing, more at weekends, more of it urgent, and one week of crisis in one quarter. Means over these
towns, ± their standard deviation. Written in {seconds:.0f} seconds on {machine}, by one command: `make town`.
"""

_END = """## What a price is

Whoever is asked looks at nothing else for some days. So asking somebody is worth it when the need suits them better than what is still
to come: their *price* is what the needs of one recovery, those that would come to their turn, could gain by them beyond that price
(the best threshold of somebody who rests after each job). It is learned each night from the day's new needs, counted in plain guesses
(how well it fits, how far it is), not in answers: luck does not move it, and being kind makes nobody dearer. To the person it says:
*you are asked for what suits you best of what is needed around you, and not twice within a day*. Its numbers, all in `prices.py` and
`priced_waves.py`:

- a price moves a tenth of the way each night (`learns`), and begins at 0.1 (`FIRST`);
- 1.2 times the price is charged (`charges`), so that people are kept for their better hours too;
- a wave buys a chance of a yes of 0.3, or 0.7 if it is urgent (`calm`, `urgent`), from eight people at most;
- whoever was asked within 26 hours is left in peace (`rested_from`); only a first wave that finds nobody else asks one of them;
- after an hour (`waits`) most of those who say yes have said so, and the next wave goes out.

Tried, and left out as they gained nothing on the towns of tuning: each person's own hours (as one of a few rhythms that the town
shares, even if those were known), a lower price for what is urgent or about to end (it helps a quiet town and harms a busy one),
larger or smaller waves by how dear people are, and prices raised by asks and lowered by none (they come late and are full of luck).
Knowing all habits would help more: that of the hours most of all.

## How to read this

- The **bound** is a linear program that knows every habit, every need to come, and the best hour for each message; nobody can
  reach it. Its multipliers come from a smaller program, and the dual of the whole one proves the bound.
- Whether people **leave** when they are asked too often decides much of the comparison with asking everybody: both cases are told.
- How tired people are after an ask is an **assumption** (a mean of 72 hours, without memory; Manshadi and Rodilitz, *Online Policies
  for Efficient Volunteer Crowdsourcing*, Management Science 2022). It is a parameter (`RECOVERY_H`); a real town should measure it.
- Asking everybody brings the first yes sooner. That is the price of leaving people in peace; an urgent need asks more at once.
- What a person's own hours are cannot be learned from some forty asks without being misled by luck; what their town's hours are can.
"""
