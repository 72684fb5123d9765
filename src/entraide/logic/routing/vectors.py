"""Sentence vectors as they are kept and compared: 512 numbers of unit length, two bytes each in a database row."""

from collections.abc import Sequence

import numpy as np
from numpy import float32
from numpy.typing import NDArray

LENGTH = 512
_KEPT_AS = np.dtype("<f2")


def pack_vector(vector: NDArray[float32]) -> bytes:
    """The 1,024 bytes in which a vector is kept: float16, little-endian. Raises ValueError on any other shape."""
    if vector.shape != (LENGTH,):
        raise ValueError(f"a sentence vector has {LENGTH} numbers, not the shape {vector.shape}")
    return vector.astype(_KEPT_AS).tobytes()


def unpack_vector(packed: bytes | memoryview) -> NDArray[float32]:
    """The vector that `pack_vector` kept (to three digits). Raises ValueError if it is not 1,024 bytes long."""
    vector: NDArray[float32] = unpack_vectors([packed])[0]
    return vector


def unpack_vectors(packed: Sequence[bytes | memoryview]) -> NDArray[float32]:
    """Many kept vectors at once, one a row (n, 512). Raises ValueError if one is not 1,024 bytes long."""
    if any(len(one) != LENGTH * _KEPT_AS.itemsize for one in packed):
        raise ValueError(f"a kept vector has {LENGTH * _KEPT_AS.itemsize} bytes")
    together = np.frombuffer(b"".join(packed), dtype=_KEPT_AS)
    unpacked: NDArray[float32] = together.reshape(len(packed), LENGTH).astype(float32)
    return unpacked


def likenesses(vector: NDArray[float32] | None, others: Sequence[NDArray[float32] | None]) -> list[float | None]:
    """The cosine of `vector` with each of the others (all of unit length), None where either is missing."""
    if vector is None:
        return [None] * len(others)
    known = [other for other in others if other is not None]
    cosines = iter((np.stack(known) @ vector).tolist() if known else ())
    return [None if other is None else next(cosines) for other in others]
