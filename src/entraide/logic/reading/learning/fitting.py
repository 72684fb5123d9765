"""Fitting the heads: rows in, the arrays of their weights out.

Repeatable bit for bit on one machine: fixed order, and one thread, to which the encoder limits the whole process when it is
loaded. Needs scikit-learn, and is therefore imported by nobody who only reads.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from entraide.logic.reading import meaning
from entraide.logic.reading.anonymous import BLANK
from entraide.logic.reading.features import BUCKETS, hashed, weighted
from entraide.logic.reading.hearing import hear
from entraide.logic.reading.interpretation import Language
from entraide.logic.reading.learning.rows import NOT_SAID, TrainingRow, labels_of

LETTERS_WEIGHT = 1.5
# Inverse of the L2 penalty.
STRENGTH = {"kind": 1.0, "action": 3.0, "topic": 10.0, "mode": 10.0, "language": 10.0}
COMMON_PIECES = 2_000
# The moment at which all training sentences are heard; what it is does not matter, but it must be the same.
AT = datetime(2026, 3, 4, 10, 0)  # noqa: DTZ001 - readings are of local wall-clock time

Progress = Callable[[str, int, int], None]
"""Told of each step: its name, how much of it is done, and of how much."""


@dataclass(frozen=True)
class Features:
    """What the heads see of the rows: one line each, the encoder's numbers and then the letters'; and how rare each bucket is."""

    matrix: csr_matrix
    rarity: NDArray[np.float32]


def features_of(rows: Sequence[TrainingRow], *, progress: Progress) -> Features:
    """Hear and encode all rows, as the reader would in life."""
    matters = []
    for number, row in enumerate(rows):
        # A phrase of the vocabulary is all matter. In a kept correction blanks stand where names were hidden.
        matter = row.sentence if row.weight < 1 else _matter_of(row)
        matters.append(" ".join(matter.replace(BLANK, " ").split()))
        if number % 100 == 0:
            progress("hearing", number, len(rows))
    progress("hearing", len(rows), len(rows))
    texts = [row.sentence for row in rows]
    vectors = meaning.encode_afresh(matters)
    rarity = _rarity_of(rows)
    matrix = hstack([csr_matrix(vectors), _letters(texts, rarity) * LETTERS_WEIGHT]).tocsr()
    return Features(matrix=matrix, rarity=rarity)


def _matter_of(row: TrainingRow) -> str:
    return hear(row.sentence, language=cast(Language, row.language), at=AT).matter


def trained_heads(rows: Sequence[TrainingRow], features: Features, *, progress: Progress) -> dict[str, NDArray[Any]]:
    """All heads, as the arrays that are kept: the encoder's part in half floats, the letters' part in eight bits.

    A head learns from the rows that say its label. Raises ValueError if for some head they all say the same.
    """
    weights, biases, labels = [], [], {}
    for number, head in enumerate(meaning.HEADS):
        progress("fitting", number, len(meaning.HEADS))
        said = np.array(labels_of(rows, head=head))
        learn = said != NOT_SAID
        trained = fit(
            seen_by(head, features.matrix)[learn], said[learn], strength=STRENGTH[head], counts=weights_of(rows)[learn]
        )
        coefficients, shift = _for_each_label(trained)
        weights.append(coefficients)
        biases.append(shift)
        labels[f"labels_{head}"] = trained.classes_.astype(str)
    progress("fitting", len(meaning.HEADS), len(meaning.HEADS))
    table = np.hstack(weights)
    sparse = table[meaning.DIMENSIONS :]
    scale = np.maximum(np.abs(sparse).max(axis=0), 1e-9) / 127
    return {
        "dense": table[: meaning.DIMENSIONS].astype(np.float16),
        "sparse": np.round(sparse / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "bias": np.concatenate(biases).astype(np.float32),
        "rarity": features.rarity.astype(np.float16),
        "letters_weight": np.array(LETTERS_WEIGHT, np.float32),
        "common_pieces": _common_pieces(rows),
        **labels,
    }


def fit(
    matrix: csr_matrix, labels: NDArray[Any], *, strength: float, counts: NDArray[np.float64]
) -> LogisticRegression:
    """One head, by rows that count as much as `counts` says of each."""
    return LogisticRegression(C=strength, max_iter=400, tol=1e-3).fit(matrix, labels, sample_weight=counts)


def weights_of(rows: Sequence[TrainingRow]) -> NDArray[np.float64]:
    """How much each row counts."""
    return np.array([row.weight for row in rows])


def seen_by(head: str, matrix: csr_matrix) -> csr_matrix:
    """What a head sees: the language is heard from the letters alone, before the encoder runs."""
    if head != "language":
        return matrix
    keep = np.ones(matrix.shape[1])
    keep[: meaning.DIMENSIONS] = 0
    return matrix.multiply(keep).tocsr()


def platt(likely: NDArray[np.float64], was_right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and shift that make probabilities honest; (1, 0) where all were right or all wrong, which tells nothing."""
    if was_right.all() or not was_right.any():
        return 1.0, 0.0
    likely = np.clip(likely, 1e-6, 1 - 1e-6)
    head = LogisticRegression(C=1e6).fit(np.log(likely / (1 - likely))[:, None], was_right)
    return round(float(head.coef_[0, 0]), 4), round(float(head.intercept_[0]), 4)


def _for_each_label(trained: LogisticRegression) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The coefficients with a column for each label. Of two labels scikit-learn keeps one column, for the second."""
    coefficients, shift = trained.coef_.T, trained.intercept_
    if len(trained.classes_) == 2:
        return np.hstack([np.zeros_like(coefficients), coefficients]), np.concatenate([[0.0], shift])
    return coefficients, shift


def _rarity_of(rows: Sequence[TrainingRow]) -> NDArray[np.float32]:
    """Inverse document frequency of each bucket among the sentences; zero for buckets seen once, the vocabulary included.

    The vocabulary does not count: its phrases hold no small words, and would make those look rarer than they are in life.
    """
    in_sentences, in_phrases = np.zeros(BUCKETS), np.zeros(BUCKETS)
    for row in rows:
        (in_sentences if row.weight == 1 else in_phrases)[hashed(row.sentence)[0]] += 1
    sentences = sum(row.weight == 1 for row in rows)
    rarity = np.log((1 + sentences) / (1 + in_sentences)) + 1
    rarity[in_sentences + in_phrases < 2] = 0
    return rarity.astype(np.float32)


def _letters(texts: Sequence[str], rarity: NDArray[np.float32]) -> csr_matrix:
    """The weighted n-grams of all texts."""
    starts, buckets, values = [0], [], []
    for text in texts:
        found, weights = weighted(text, rarity)
        buckets.append(found)
        values.append(weights)
        starts.append(starts[-1] + len(found))
    return csr_matrix((np.concatenate(values), np.concatenate(buckets), starts), shape=(len(texts), BUCKETS))


def _common_pieces(rows: Sequence[TrainingRow]) -> NDArray[np.int32]:
    """The word pieces met most often, for the encoder to work out when it starts."""
    met = Counter(piece for row in rows for piece in meaning.pieces_of(row.sentence))
    return np.array([piece for piece, _ in met.most_common(COMMON_PIECES)], np.int32)
