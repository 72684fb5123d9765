"""Names for things: time-ordered identifiers for the database and short, unguessable codes for addresses."""

import secrets
import time
import uuid

# Without letters and figures that look alike on paper (0 o, 1 l i) or spell words (vowels).
_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


def uuid7() -> uuid.UUID:
    """A version 7 UUID (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random bits, so that new rows sort last."""
    milliseconds = time.time_ns() // 1_000_000
    bits = (milliseconds & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62
    return uuid.UUID(int=bits | secrets.randbits(62))


def new_code(length: int = 8) -> str:
    """A random code of `length` signs for an address; 28 signs of choice, so 8 of them make 10^11 codes."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def new_key() -> str:
    """A secret of 120 bits and more for the address of something that only its receiver may open."""
    return new_code(26)
