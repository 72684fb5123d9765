"""Cues: the turns of phrase by which people ask or offer, in four languages. They settle the kind where the trained head hesitates.

They stand in cues.tsv, one a line: the kind, and a pattern over folded text, without a bar on its top level. The first cue of a
sentence counts: of two intents side by side the first is meant, and of a swap what is said first. `benchmarks/cues.py` prints how
right each is.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Cue = tuple[Literal["need", "offer"], re.Pattern[str]]
_WORD_BEGINS = r"\b"


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue: the kind that it stands for, and its pattern."""
    lines = (files("entraide.logic.reading") / "cues.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(cast(Cue, (kind, re.compile(pattern))) for kind, pattern in (line.split("\t") for line in lines))


def kind_by_cue(text: str) -> Literal["need", "offer"] | None:
    """The kind that the first cue of the folded `text` stands for; None without a cue. At the same place an offer's frame wins."""
    found = _any_cue().search(text)
    return cast(Literal["need", "offer"], found.lastgroup) if found else None


@cache
def _any_cue() -> re.Pattern[str]:
    """All cues as one pattern, whose group tells the kind. Where a word begins, which most cues ask for, is asked once for all."""
    kinds = []
    for kind in ("offer", "need"):
        patterns = [pattern.pattern for of, pattern in cues() if of == kind]
        at_words = [p.removeprefix(_WORD_BEGINS) for p in patterns if p.startswith(_WORD_BEGINS)]
        elsewhere = [p for p in patterns if not p.startswith(_WORD_BEGINS)]
        kinds.append(f"(?P<{kind}>{'|'.join([f'{_WORD_BEGINS}(?:{"|".join(at_words)})', *elsewhere])})")
    return re.compile("|".join(kinds))
