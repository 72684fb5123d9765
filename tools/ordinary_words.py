#!/usr/bin/env python3
"""Make src/entraide/logic/reading/ordinary_words.txt: the words that many training sentences use, folded.

A word counts once a sentence. French, of which there is most, needs more sentences than the others.
"""

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from entraide.common.text import fold  # noqa: E402

SENTENCES = ROOT / "training" / "sentences"
LIST = ROOT / "src/entraide/logic/reading/ordinary_words.txt"
AT_LEAST = {"fr": 8, "nl": 5, "en": 5, "de": 5}


def ordinary() -> list[str]:
    """The words, in the order of the alphabet."""
    seen: dict[str, Counter[str]] = {language: Counter() for language in AT_LEAST}
    for file in sorted(SENTENCES.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            language, *_labels, sentence = line.split("\t")
            if language in seen:
                seen[language].update(set(re.findall(r"[^\W\d_]{2,}", fold(sentence).text)))
    return sorted({word for language, counts in seen.items() for word, n in counts.items() if n >= AT_LEAST[language]})


if __name__ == "__main__":
    words = ordinary()
    lines = ["# Made by tools/ordinary_words.py of training/sentences."]
    lines += [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    LIST.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {LIST.relative_to(ROOT)}")
