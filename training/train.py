"""Trains the heads that come with Entraide from training/sentences/*.tsv and training/words/*.tsv, and writes them:
src/entraide/logic/reading/heads.npz.

    .venv/bin/python training/train.py [--folds 5]

Repeatable bit for bit on one machine: one thread, fixed order, fixed folds. Prints what was right on held-out folds, and
keeps it in training/held-out.json. A line of a .tsv: language, kind, action, topic, mode of the terms, sentence. The machinery is
that of `entraide reading train`, in src/entraide/logic/reading/learning/, where its numbers can be turned.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from entraide.logic.reading import meaning  # noqa: E402
from entraide.logic.reading.learning.fitting import features_of, trained_heads  # noqa: E402
from entraide.logic.reading.learning.judging import calibrated_file  # noqa: E402
from entraide.logic.reading.learning.measuring import measure  # noqa: E402
from entraide.logic.reading.learning.rows import BadRow, calibration_in, learned_in  # noqa: E402
from entraide.logic.reading.weights import write_weights  # noqa: E402

HEADS = ROOT / "src" / "entraide" / "logic" / "reading" / "heads.npz"
HELD_OUT = ROOT / "training" / "held-out.json"


def main() -> int:
    """Train, measure, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5, help="held-out folds for the figures; 0: keep the old ones")
    folds = parser.parse_args().folds
    began = time.perf_counter()

    def progress(step: str, done: int, of: int) -> None:
        if done in (0, of) or step != "hearing":
            print(f"  {step} {done} of {of} ({time.perf_counter() - began:.0f} s)", flush=True)

    meaning.use_weights(None)
    try:
        rows, everyday = learned_in(ROOT / "training"), calibration_in(ROOT / "training")
    except (BadRow, OSError) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    features = features_of(rows, progress=progress)
    figures = json.loads(HELD_OUT.read_text()) if HELD_OUT.exists() else {}
    if folds:
        figures = measure(rows, features, folds=folds, progress=progress)
        print(json.dumps({k: v for k, v in figures.items() if k != "by_topic"}, indent=1), flush=True)
    heads = trained_heads(rows, features, progress=progress)
    with tempfile.TemporaryDirectory() as folder:
        judged = calibrated_file(heads, everyday, file=Path(folder) / "heads.npz")
    write_weights(HEADS, {**heads, "calibration": judged.calibration})
    figures["calibration"] = [float(value) for value in judged.calibration]
    HELD_OUT.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(everyday)} sentences of everyday style: kind and topic both right in {judged.share_right:.3f}")
    print(
        f"calibration {figures['calibration']}; {len(rows)} sentences and phrases in {time.perf_counter() - began:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
