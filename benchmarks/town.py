"""A simulated town proves the waves: `python benchmarks/town.py` compares ways of asking, and writes docs/explanation/town.md.

The numbers of the priced waves were chosen on towns 1 and 2 with a steady demand (TUNED_ON). What is reported are other towns
(REPORTED), whose demand drifts: other topics than their members', more from week to week, more at weekends, and a week of crisis.
"""

import argparse
import os
import sys
import time
from pathlib import Path

# One thread: whatever else the machine does goes on.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

import numpy as np  # noqa: E402

from benchmarks.machine import machine  # noqa: E402
from benchmarks.town_bound import bound  # noqa: E402
from benchmarks.town_life import Lived, gini, live  # noqa: E402
from benchmarks.town_page import Figures, files  # noqa: E402
from benchmarks.town_people import LEVELS, members, needs  # noqa: E402
from benchmarks.town_policies import Everybody, NearestTen, PlainWaves, PricedWaves  # noqa: E402

TUNED_ON = (1, 2)
REPORTED = (11, 12, 13)
POLICIES = (Everybody, NearestTen, PlainWaves, PricedWaves)


def main() -> int:
    """Live through all towns, print the table, write the page and its pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tuning", action="store_true", help="the towns and the demand of tuning; writes nothing")
    parser.add_argument("--no-bound", action="store_true", help="leave out the linear program; writes nothing")
    arguments = parser.parse_args()
    began = time.perf_counter()
    seeds = TUNED_ON if arguments.tuning else REPORTED
    figures: list[Figures] = []
    bounds: dict[str, float] = {}
    for seed in seeds:
        town = members(seed=seed)
        for level in LEVELS:
            demand = needs(town, seed=seed, level=level, is_drifting=not arguments.tuning)
            if seed == seeds[0] and not arguments.no_bound:
                bounds[level] = bound(town, demand)
            # What changes if nobody ever leaves is told of the first town only: it takes as long again.
            for may_mute in (True, False) if seed == seeds[0] else (True,):
                for policy in POLICIES:
                    lived = live(town, demand, policy(), seed=seed, may_mute=may_mute)
                    figures.append(_figures(lived, policy.name, level=level, seed=seed, may_mute=may_mute))
                    print(figures[-1], flush=True)
    took = time.perf_counter() - began
    print(f"{bounds}, {took:.0f} s")
    if not arguments.tuning and not arguments.no_bound:
        for path, text in files(figures, bounds=bounds, machine=machine(), seconds=took).items():
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(ROOT))
    return 0


def _figures(lived: Lived, policy: str, *, level: str, seed: int, may_mute: bool) -> Figures:
    return Figures(
        policy=policy,
        level=level,
        seed=seed,
        may_mute=may_mute,
        helped=float(lived.helped.mean()),
        median_h=float(np.median(lived.waited_h)),
        late_h=float(np.quantile(lived.waited_h, 0.9)),
        messages_a_yes=lived.messages_a_yes,
        gini_asks=gini(lived.asks),
        gini_helps=gini(lived.helps),
        muted=lived.muted,
        asks=float(lived.asks.mean()),
    )


if __name__ == "__main__":
    sys.exit(main())
