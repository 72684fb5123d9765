"""Seals: one digest over all accounts of a community, day by day, each tied to the one before.

It is the root of a tree of digests as in RFC 6962 (Certificate Transparency), over the last entry of every account in the order of
their marks. Whoever keeps the seal of a day can check later that nothing in the books before it has changed; and whoever has one
account can show with a few digests (`proof`) that it was in there, without showing any other.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from entraide.logic.bookkeeping.chain import digest_of

SEAL: Final = "entraide seal 1"
HEAD: Final = "entraide head 1"
# What the first seal of a community is tied to.
BEGINNING: Final = "0" * 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Where an account stands: its mark, the number of its last entry, and the digest of it."""

    mark: UUID
    number: int
    digest: str


def leaf(head: Head) -> bytes:
    """What stands for the account in the tree."""
    return digest_of(HEAD, head.mark, head.number, head.digest).encode()


def root(heads: Sequence[Head]) -> str:
    """The root over all accounts, in 64 hexadecimal signs. Their order does not matter: they are put in that of their marks."""
    return _tree([_leaf_digest(leaf(head)) for head in _in_order(heads)]).hex()


def seal_digest(*, before: str, unit: str, number: int, day: date, accounts: int, entries: int, root: str) -> str:
    """The seal itself: what people keep. `before` is the seal of the community before it, BEGINNING for the first."""
    return digest_of(SEAL, before, unit, number, day.isoformat(), accounts, entries, root)


def proof(heads: Sequence[Head], *, mark: UUID) -> list[tuple[str, str]]:
    """The digests that lead from one account to the root: ("left" or "right" of what one has so far, digest).

    Raises ValueError if the account is not among the heads.
    """
    ordered = _in_order(heads)
    place = [head.mark for head in ordered].index(mark)
    return _path([_leaf_digest(leaf(head)) for head in ordered], place)


def holds(*, head: Head, proof: Sequence[tuple[str, str]], root: str) -> bool:
    """Whether the proof leads from this account to the root."""
    found = _leaf_digest(leaf(head))
    for side, other in proof:
        found = _node(bytes.fromhex(other), found) if side == "left" else _node(found, bytes.fromhex(other))
    return found.hex() == root


def _in_order(heads: Sequence[Head]) -> list[Head]:
    return sorted(heads, key=lambda head: head.mark.bytes)


def _tree(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = _split(len(leaves))
    return _node(_tree(leaves[:half]), _tree(leaves[half:]))


def _path(leaves: Sequence[bytes], place: int) -> list[tuple[str, str]]:
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if place < half:
        return [*_path(leaves[:half], place), ("right", _tree(leaves[half:]).hex())]
    return [*_path(leaves[half:], place - half), ("left", _tree(leaves[:half]).hex())]


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def _leaf_digest(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
