"""By what push services know this server: a signed note with each push (VAPID, RFC 8292)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

# At most a day is allowed; a note is made anew each hour.
_GOOD_FOR = timedelta(hours=12)


def public_key() -> str:
    """The public half of this server's key, base64url: what a browser ties its subscription to."""
    point = _key(settings.PUSH_KEY).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return to_letters(point)


def authorization(*, endpoint: str, now: datetime) -> str:
    """The Authorization header for a push to this endpoint at the aware moment `now`."""
    parts = urlsplit(endpoint)
    hour = int(now.timestamp()) // 3600
    return _authorization(f"{parts.scheme}://{parts.netloc}", hour, settings.PUSH_KEY, _who())


def to_letters(given: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(given).decode().rstrip("=")


def from_letters(said: str) -> bytes:
    """The bytes of base64url, padded or not. Raises ValueError."""
    return urlsafe_b64decode(said.encode("ascii") + b"=" * (-len(said) % 4))


def _who() -> str:
    """Whom a push service writes to when something is wrong with what we send: the operator, or else this address."""
    return f"mailto:{settings.OPERATOR_MAIL}" if settings.OPERATOR_MAIL else settings.ADDRESS


@cache
def _authorization(origin: str, hour: int, key: str, who: str) -> str:
    claims = {"aud": origin, "exp": hour * 3600 + int(_GOOD_FOR.total_seconds()), "sub": who}
    said = ".".join(to_letters(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    first, second = decode_dss_signature(_key(key).sign(said.encode(), ec.ECDSA(SHA256())))
    signature = to_letters(first.to_bytes(32) + second.to_bytes(32))
    return f"vapid t={said}.{signature}, k={public_key()}"


@cache
def _key(private: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(from_letters(private)), ec.SECP256R1())
