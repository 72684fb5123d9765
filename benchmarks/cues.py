"""How right each cue of kind is on the training sentences: its pattern, how often it is the first cue, and how often right.

python benchmarks/cues.py
"""

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from entraide.common.text import fold  # noqa: E402
from entraide.logic.reading.cues import cues, kind_by_cue  # noqa: E402


def main() -> None:
    """Count and print, the least right first."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    whole: Counter[bool] = Counter()
    sentences = 0
    for path in sorted((ROOT / "training" / "sentences").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            _, kind, *_, text = line.split("\t")
            folded = fold(text).text
            sentences += 1
            said = kind_by_cue(folded)
            if said is None:
                continue
            whole[said == kind] += 1
            matches = [(m.start(), p.pattern) for k, p in cues() if (m := p.search(folded)) and k == said]
            pattern = min(matches)[1]
            seen[pattern] += 1
            right[pattern] += said == kind
    for pattern, count in sorted(seen.items(), key=lambda pair: right[pair[0]] / pair[1]):
        print(f"{right[pattern] / count:6.3f} of {count:4d}  {pattern[:110]}")
    print(f"a cue in {sum(whole.values())} of {sentences} sentences, right in {whole[True] / sum(whole.values()):.3f}")


if __name__ == "__main__":
    main()
