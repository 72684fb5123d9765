"""Find the landmarks of meaning in what people say: `python training/landmarks.py` writes logic/routing/landmarks.npy.

Spherical k-means (Dhillon and Modha, *Concept Decompositions for Large Sparse Text Data Using Clustering*, Machine Learning 2001)
over the encoder's vectors of all training sentences. The encoder does not learn, so that this runs once, and again only if the
encoder is another; the landmarks of everything that is kept must then be made anew (logic.routing.gist.VERSION).
"""

import sys
from pathlib import Path

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from entraide.logic.reading.learning.rows import sentences_in, training_folder
from entraide.logic.reading.meaning import encode

LANDMARKS = 256
_ROUNDS = 25
_SEED = 1


def main() -> int:
    """Encode the sentences, find the landmarks, write them as float16 (256, 512), each of unit length."""
    vectors = encode(sorted({row.sentence for row in sentences_in(training_folder())})).astype(float32)
    landmarks = landmarks_of(vectors, count=LANDMARKS)
    file = Path(__file__).resolve().parents[1] / "src/entraide/logic/routing/landmarks.npy"
    np.save(file, landmarks.astype("<f2"))
    print(
        f"{len(landmarks)} landmarks of {len(vectors):,} sentences; mean likeness {(vectors @ landmarks.T).max(1).mean():.3f}"
    )
    return 0


def landmarks_of(vectors: NDArray[float32], *, count: int) -> NDArray[float32]:
    """`count` directions (count, 512) among which the vectors (n, 512), all of unit length, have one near to each."""
    chance = np.random.default_rng(_SEED)
    landmarks: NDArray[float32] = vectors[chance.choice(len(vectors), count, replace=False)].copy()
    for _ in range(_ROUNDS):
        nearest = (vectors @ landmarks.T).argmax(axis=1)
        for number in range(count):
            near = vectors[nearest == number]
            # A landmark that nobody is near to begins anew somewhere else.
            landmarks[number] = near.sum(axis=0) if len(near) else vectors[chance.integers(len(vectors))]
        landmarks /= np.linalg.norm(landmarks, axis=1, keepdims=True)
    return landmarks


if __name__ == "__main__":
    sys.exit(main())
