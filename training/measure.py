"""Measures the reader on the held-out sentences, keeps the figures, and writes the page that shows how it reads.

    make figures                                measure, and write training/reading.json and docs/explanation/reading.md
    .venv/bin/python training/measure.py --check   change nothing; fail if the page is not what the kept figures give

Its sentences (tests/logic/reading/held-out.jsonl) are never trained on.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.machine import machine  # noqa: E402
from training.figures import Judged, figures_of  # noqa: E402
from training.page import files  # noqa: E402

SENTENCES = ROOT / "tests" / "logic" / "reading" / "held-out.jsonl"
KEPT = ROOT / "training" / "reading.json"
_TOGETHER = 64


def labelled() -> list[dict[str, Any]]:
    """The held-out sentences, each with `text`, `at`, `home` (a place or None) and its label `gold`."""
    return [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line]


def judged(rows: Sequence[dict[str, Any]]) -> list[Judged]:
    """The rows as the reader reads them."""
    from entraide.logic.reading import understand_all

    readings = understand_all(written(rows))
    return [
        Judged(text=row["text"], label=row["gold"], read=reading.as_dict())
        for row, reading in zip(rows, readings, strict=True)
    ]


def written(rows: Sequence[dict[str, Any]]) -> list[Any]:
    """The rows as `understand_all` takes them."""
    from entraide.logic import places
    from entraide.logic.reading import Written

    names = {row["home"] for row in rows if row["home"]}
    homes = {name: found[0].place for name in sorted(names) if (found := places.find(name=name, limit=1))}
    return [Written(row["text"], at=datetime.fromisoformat(row["at"]), home=homes.get(row["home"])) for row in rows]


def speed(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How fast the rows are read in this process, which must not have read anything before; milliseconds, seconds, MB."""
    began = time.perf_counter()
    from entraide.logic.reading import understand, understand_all

    understand(rows[0]["text"], at=datetime.fromisoformat(rows[0]["at"]))
    first_s = time.perf_counter() - began
    sentences = written(rows)
    understand_all(sentences[:_TOGETHER])
    spent = []
    for one in sentences:
        began = time.perf_counter()
        understand(one.text, at=one.at, home=one.home)
        spent.append(1000 * (time.perf_counter() - began))
    began = time.perf_counter()
    for start in range(0, len(sentences), _TOGETHER):
        understand_all(sentences[start : start + _TOGETHER])
    bulk_s = time.perf_counter() - began
    return {
        "median_ms": round(statistics.median(spent), 2),
        "late_ms": round(sorted(spent)[int(0.99 * len(spent))], 2),
        "bulk_per_s": round(len(rows) / bulk_s),
        "first_s": round(first_s, 2),
        "memory_mb": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
        ),
        "machine": machine(),
    }


def stale() -> list[str]:
    """The files of the page that are not what the kept figures and the held-out sentences give; empty if all are."""
    figures = json.loads(KEPT.read_text(encoding="utf-8"))
    found = [
        str(path.relative_to(ROOT))
        for path, text in files(figures).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    return found if figures["sentences"] == len(labelled()) else [*found, str(KEPT.relative_to(ROOT))]


def main() -> None:
    """Measure, keep, write; or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail if the page is stale")
    if parser.parse_args().check:
        if old := stale():
            sys.exit(f"{', '.join(old)}: not what the figures give; run `make figures`")
        return
    rows = labelled()
    timings = speed(rows)
    figures = {**figures_of(judged(rows)), "speed": timings}
    KEPT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for path, text in files(figures).items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
    for field, (share, count) in figures["fields"].items():
        print(f"{field:14} {100 * share:6.1f} %  of {count}")
    print(f"calibration error {figures['calibration']['error']:.3f}; {timings['median_ms']} ms in the median")


if __name__ == "__main__":
    main()
