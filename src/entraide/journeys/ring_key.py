"""What tells a ring of needs and offers from every other, wherever one begins to go round it."""

from collections.abc import Sequence
from hashlib import sha256

from entraide.records.rings.changes import Pair


def key_of(pairs: Sequence[Pair]) -> str:
    """The key of the ring out of these pairs; the same ones always have the same."""
    told = sorted(f"{pair.need.pk.hex}{pair.offer.pk.hex}" for pair in pairs)
    return sha256("".join(told).encode()).hexdigest()
