"""Sealing what is pushed, so that the browser alone reads it: Message Encryption for Web Push (RFC 8291, aes128gcm of RFC 8188).

One record, padded, so that its length says little. The library that does the same is published as source only and would bring a
build at each set-up; this is its forty lines on top of `cryptography`, held to the example of the RFC by a test.
"""

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

# What every push service takes is 4,096 bytes; header, tag and the padding's mark are 103 of them.
MOST_BYTES = 3_900
_RECORD_BYTES = 4_096
_STEP = 512


def seal(
    words: bytes,
    *,
    public_key: bytes,
    secret: bytes,
    own_key: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
    is_padded: bool = True,
) -> bytes:
    """The body of a push for the browser that made `public_key` (65 bytes, uncompressed P-256) and `secret` (16 bytes).

    `own_key` and `salt` are made anew for each push; only a test gives them. Raises ValueError on a key that is none, or on words
    that are too long.
    """
    if len(words) > MOST_BYTES:
        raise ValueError("too long for a push")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
    own = own_key or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    ours = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(ec.ECDH(), theirs)
    root = _derive(shared, salt=secret, about=b"WebPush: info\x00" + public_key + ours, length=32)
    key = _derive(root, salt=salt, about=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derive(root, salt=salt, about=b"Content-Encoding: nonce\x00", length=12)
    # 2 ends the last record; zeros after it are padding.
    padding = b"\x00" * (min(-len(words) % _STEP, MOST_BYTES - len(words)) if is_padded else 0)
    sealed = AESGCM(key).encrypt(nonce, words + b"\x02" + padding, None)
    return salt + _RECORD_BYTES.to_bytes(4) + bytes([len(ours)]) + ours + sealed


def is_key(public_key: bytes) -> bool:
    """Whether these bytes are a point of the curve P-256, as a browser sends it."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public_key)
    except ValueError:
        return False
    return len(public_key) == 65


def _derive(given: bytes, *, salt: bytes, about: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=about).derive(given)
