"""Landmarks of meaning: 256 directions in the encoder's space, by which sentences with like words lie together in an ordinary index.

Each sentence is filed under the landmark nearest to its vector; who looks for like sentences looks under the few landmarks nearest
to the own vector (an inverted file: Jégou, Douze and Schmid, *Product Quantization for Nearest Neighbor Search*, IEEE PAMI 2011,
without the product quantisation). Made by training/landmarks.py.
"""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy import float32
from numpy.typing import NDArray


@cache
def _landmarks() -> NDArray[float32]:
    with (files(__package__) / "landmarks.npy").open("rb") as file:
        kept: NDArray[float32] = np.load(file, allow_pickle=False).astype(float32)
    return kept


def landmark_of(vector: NDArray[float32]) -> int:
    """The number of the landmark nearest to a vector of unit length (512)."""
    return int((_landmarks() @ vector).argmax())


def likeness_to_landmarks(vector: NDArray[float32]) -> list[float]:
    """The cosine of a vector with each landmark, by number: about how like it are the sentences that are filed there."""
    cosines: list[float] = (_landmarks() @ vector).tolist()
    return cosines


def landmarks_near(cosines: list[float], *, most: int) -> tuple[int, ...]:
    """The numbers of the landmarks with the highest of these cosines, the highest first, at most `most`."""
    return tuple(sorted(range(len(cosines)), key=lambda number: -cosines[number])[:most])
