"""Cues: the turns of phrase by which people ask or offer, in four languages. They settle the kind where the trained head hesitates.

They stand in cues.tsv, one a line: the kind, and a pattern over folded text. The first cue of a sentence counts: of two
intents side by side the first is meant, and of a swap what is said first. `benchmarks/cues.py` prints how right each is.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Cue = tuple[Literal["need", "offer"], re.Pattern[str]]


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue: the kind that it stands for, and its pattern."""
    lines = (files("entraide.logic.reading") / "cues.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(cast(Cue, (kind, re.compile(pattern))) for kind, pattern in (line.split("\t") for line in lines))


def kind_by_cue(text: str) -> Literal["need", "offer"] | None:
    """The kind that the first cue of the folded `text` stands for; None without a cue. At the same place an offer's frame wins."""
    first: tuple[int, Literal["need", "offer"]] | None = None
    for kind, pattern in cues():
        found = pattern.search(text)
        if found and (first is None or found.start() < first[0]):
            first = (found.start(), kind)
    return first[1] if first else None
