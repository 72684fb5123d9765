"""Judging weights: how often the reader is right on sentences that no head has learned from, as it would read them in life."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from entraide.common.text import fold
from entraide.logic.reading import meaning
from entraide.logic.reading.anonymous import BLANK
from entraide.logic.reading.hearing import hear
from entraide.logic.reading.learning.fitting import AT, platt
from entraide.logic.reading.learning.rows import TrainingRow
from entraide.logic.reading.settling import settle_kind, settle_topic, with_cue
from entraide.logic.reading.weights import built_in_version, write_weights


@dataclass(frozen=True)
class Judgement:
    """For each row how likely the reader held its reading to be, and whether kind and topic were both right."""

    likely: NDArray[np.float64]
    was_right: NDArray[np.bool_]

    @property
    def share_right(self) -> float:
        """The share of rows read right, 0 to 1; 0 if there are none."""
        return float(self.was_right.mean()) if len(self.was_right) else 0.0


def judge(rows: Sequence[TrainingRow]) -> Judgement:
    """Read the rows with the weights in use (meaning.use_weights) and compare kind and topic with what is right."""
    likely, was_right = [], []
    for row, opinion in zip(rows, _opinions_of(rows), strict=True):
        sure = with_cue(fold(row.sentence).text, opinion)
        kind, topic = settle_kind(sure), settle_topic(sure)
        likely.append(sure.kind[kind] * (1.0 if kind == "none" else sure.topic[topic]))
        was_right.append(kind == row.kind and (kind == "none" or topic == row.topic))
    return Judgement(likely=np.array(likely, np.float64), was_right=np.array(was_right, np.bool_))


@dataclass(frozen=True)
class Calibrated:
    """Weights that were judged: the slope and shift that make their confidence honest, and the share of rows they read right."""

    calibration: NDArray[np.float32]
    share_right: float


def calibrated_file(
    heads: Mapping[str, NDArray[Any]], rows: Sequence[TrainingRow], *, file: Path, **more: object
) -> Calibrated:
    """Judge fresh `heads` by these rows and write them, calibrated, to `file` as a server's own; read with the weights before after.

    The rows should be of everyday style and none that a head has learned from: the held-out folds would not do, for their
    sentences were written to differ as much as possible, and are harder than life. `more` is written along.
    """
    own = {**heads, **{name: np.array(value) for name, value in more.items()}, "beside": np.array(built_in_version())}
    before = meaning.weights_in_use()
    write_weights(file, {**own, "calibration": np.array([1.0, 0.0], np.float32)})
    meaning.use_weights(file)
    try:
        judged = judge(rows)
    finally:
        meaning.use_weights(before)
    calibration = np.array(platt(judged.likely, judged.was_right), np.float32)
    write_weights(file, {**own, "calibration": calibration})
    return Calibrated(calibration=calibration, share_right=judged.share_right)


def _opinions_of(rows: Sequence[TrainingRow]) -> list[meaning.Meaning]:
    letters = [meaning.letters_of(row.sentence) for row in rows]
    heard = [
        hear(row.sentence, language=meaning.language_of(one), at=AT) for row, one in zip(rows, letters, strict=True)
    ]
    matters = [" ".join(one.matter.replace(BLANK, " ").split()) for one in heard]
    return meaning.judge(list(zip(matters, letters, strict=True)))
