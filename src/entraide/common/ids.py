"""Names for things: time-ordered identifiers for the database and short, unguessable codes for addresses."""

import secrets
import time
import uuid

# Without letters and figures that look alike on paper (0 o, 1 l i) or spell words (vowels).
_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


def uuid7() -> uuid.UUID:
    """A version 7 UUID (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random bits, so that new rows sort last."""
    return uuid7s(1)[0]


def uuid7s(count: int) -> list[uuid.UUID]:
    """So many version 7 UUIDs of one moment. For whoever writes many rows: the system is asked for chance once, which takes longest."""
    chance = secrets.token_bytes(10 * count)
    began = (time.time_ns() // 1_000_000 & 0xFFFFFFFFFFFF) << 80 | _VERSION_AND_VARIANT
    return [
        uuid.UUID(int=began | int.from_bytes(chance[at : at + 10]) & _RANDOM_BITS) for at in range(0, 10 * count, 10)
    ]


_VERSION_AND_VARIANT = 0x7 << 76 | 0b10 << 62
_RANDOM_BITS = 0xFFF << 64 | (1 << 62) - 1


def new_code(length: int = 8) -> str:
    """A random code of `length` signs for an address; 28 signs of choice, so 8 of them make 10^11 codes."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_key() -> str:
    """A secret of 120 bits and more for the address of something that only its receiver may open."""
    return new_code(26)
