"""How good the rings are that clearing chooses, how sure that is, and how long it takes: `python benchmarks/rings.py`.

Members have 3 needs and 3 offers each (benchmarks/ring_town.py). Beside the value stands the bound that no choice of rings can pass, and
what greed would reach in the same run. On towns of 1,000 an exact solver (HiGHS, by scipy) says what the best choice is.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

# How far the small towns are searched to the end (a minute or so); by how little two values may differ and be the same.
_BRANCHES, _AS_GOOD = 1_000, 1e-6
# Help counts whole if it is sure; as it is in use each link has a chance, and rings may have five members.
_WAYS = {"sure, up to 4": ((1.0, 1.0), 4), "by chance, up to 5": ((0.7, 0.95), 5)}


def main() -> int:
    """Measure and print: the curve of cost against size, then the exact solver on towns of 1,000."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, nargs="+", default=[1000, 2500, 5000, 10_000])
    parser.add_argument("--seeds", type=int, default=1, help="how many countries of each size (1); five say more")
    parser.add_argument("--towns", type=int, default=3, help="how many towns of 1,000 the exact solver is given (3)")
    parser.add_argument(
        "--exact-s",
        type=float,
        default=120.0,
        help="how long the exact solver may take for one (120); 0: it is not asked",
    )
    arguments = parser.parse_args()
    from benchmarks.machine import machine

    print(machine())
    head = f"{'members':>8}{'seed':>5}{'links':>9}{'rings':>10}{'chosen':>8}{'value':>10}{'bound':>10}{'of bound':>9}{'greedy':>8}"
    for way, (chance, longest) in _WAYS.items():
        print(f"\n{way}\n{head}{'find':>7}{'bound':>7}{'choose':>8}{'all s':>8}{'CPU s':>8}")
        for members in arguments.members:
            for seed in range(1, arguments.seeds + 1):
                _one(members, seed=seed, chance=chance, longest=longest)
    for way, (chance, _) in _WAYS.items():
        print(f"\ntowns of 1,000 beside the exact solver, {way.split(',')[0]}, up to 4")
        print(
            f"{'seed':>5}{'value':>12}{'bound':>12}{'proven':>8}{'exact':>12}{'same':>9}{'s':>8}{'CPU s':>8}{'exact s':>9}{'CPU s':>8}"
        )
        for seed in range(1, arguments.towns + 1):
            _beside_exact(seed, chance=chance, limit_s=arguments.exact_s)
    return 0


def _one(members: int, *, seed: int, chance: tuple[float, float], longest: int) -> None:
    """One country: its line of the table."""
    from benchmarks.ring_town import ring_links
    from entraide.logic.clearing.clear import clear

    links = ring_links(members, seed=seed, chance=chance)
    began, computed = time.perf_counter(), time.process_time()
    ends = {"": began}
    found = clear(
        links=links, longest=longest, seed=seed, tell=lambda phase: ends.__setitem__(phase, time.perf_counter())
    )
    all_s, cpu_s = time.perf_counter() - began, time.process_time() - computed
    took = [ends["found"] - began, ends["bound"] - ends["greedy"], ends["chosen"] - ends["bound"]]
    print(
        f"{members:>8,}{seed:>5}{len(links):>9,}{found.looked_at:>10,}{len(found.rings):>8,}{found.value:>10.2f}{found.bound:>10.2f}"
        f"{found.value / found.bound:>9.2%}{found.greedy / found.bound:>8.1%}"
        f"{took[0]:>7.2f}{took[1]:>7.2f}{took[2]:>8.2f}{all_s:>8.2f}{cpu_s:>8.2f}",
        flush=True,
    )


def _beside_exact(seed: int, *, chance: tuple[float, float], limit_s: float) -> None:
    """One town of 1,000 members: its line of the table. No limit, no exact solver."""
    from benchmarks.ring_town import ring_links
    from entraide.logic.clearing.clear import clear

    links = ring_links(1000, seed=100 + seed, chance=chance)
    began, computed = time.perf_counter(), time.process_time()
    found = clear(links=links, longest=4, branches=_BRANCHES, seed=seed)
    ours = f"{time.perf_counter() - began:>8.2f}{time.process_time() - computed:>8.2f}"
    proven = "yes" if found.gap < _AS_GOOD else "no"
    print(f"{seed:>5}{found.value:>12.5f}{found.bound:>12.5f}{proven:>8}", end="", flush=True)
    if not limit_s:
        print(f"{'':>21}{ours}", flush=True)
        return
    began, computed = time.perf_counter(), time.process_time()
    best, is_proven = exact_value(links, longest=4, limit_s=limit_s)
    exact = f"{time.perf_counter() - began:>9.2f}{time.process_time() - computed:>8.2f}"
    same = "yes" if abs(found.value - best) <= _AS_GOOD * best else "no"
    print(f"{best:>12.5f}{same if is_proven else 'stopped':>9}{ours}{exact}", flush=True)


def exact_value(links: Any, *, longest: int, limit_s: float) -> tuple[float, bool]:
    """The value of the best choice by HiGHS, and whether it is proven to be that."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix

    from entraide.logic.clearing.short_rings import RingFinder, rings_of, together

    finder = RingFinder(links)
    rings = rings_of(links, finder.pairs_and_threes(), wide=longest)
    if longest >= 4:
        rings = together(rings, rings_of(links, finder.fours(), wide=longest))
    ring, seat = np.nonzero(rings.members < rings.nobody)
    taking = csr_matrix((np.ones(len(ring)), (rings.members[ring, seat], ring)), shape=(rings.nobody, len(rings)))
    answer = milp(
        -rings.value,
        constraints=LinearConstraint(taking, -np.inf, 1),
        integrality=np.ones(len(rings)),
        bounds=Bounds(0, 1),
        options={"time_limit": limit_s, "mip_rel_gap": 1e-9},
    )
    return (-answer.fun if answer.fun is not None else 0.0), answer.status == 0


if __name__ == "__main__":
    sys.exit(main())
