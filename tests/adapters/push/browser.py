"""The other end of a push, for tests: how a browser reads it (RFC 8291), and a push service that speaks HTTP (RFC 8030, 8292)."""

import hashlib
import hmac
import json
import os
import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def letters(given: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(given).decode().rstrip("=")


def from_letters(said: str) -> bytes:
    """Its bytes."""
    return urlsafe_b64decode(said + "=" * (-len(said) % 4))


class Browser:
    """A browser that subscribed. It reads with plain HMACs, by the letter of RFC 5869 and 8188, not with what sealed."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)

    @property
    def public_key(self) -> bytes:
        """The point, 65 bytes."""
        return self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def read(self, body: bytes) -> bytes:
        """What is in a body of one record. Raises if it is not for this browser."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        shared = self._key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        first = hmac.digest(self.secret, shared, hashlib.sha256)
        root = hmac.digest(first, b"WebPush: info\0" + self.public_key + theirs + b"\x01", hashlib.sha256)
        second = hmac.digest(salt, root, hashlib.sha256)
        key = hmac.digest(second, b"Content-Encoding: aes128gcm\0\x01", hashlib.sha256)[:16]
        nonce = hmac.digest(second, b"Content-Encoding: nonce\0\x01", hashlib.sha256)[:12]
        said = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
        assert said[-1:] == b"\x02"
        return said[:-1]


@dataclass
class Received:
    """One push as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """A push service at `host`: what came in, and what it answers next (`status`, further headers)."""

    host: str
    received: list[Received] = field(default_factory=list)
    status: int = 201
    headers: dict[str, str] = field(default_factory=dict)

    def endpoint(self, name: str) -> str:
        """The address of one subscription."""
        return f"http://{self.host}/push/{name}"


def check_note(authorization: str, *, audience: str, public_key: str) -> dict[str, Any]:
    """The claims of a VAPID note; fails unless it is signed by that key, for that audience."""
    scheme, _, rest = authorization.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert parts["k"] == public_key
    head, claims, signature = parts["t"].split(".")
    assert json.loads(from_letters(head)) == {"typ": "JWT", "alg": "ES256"}
    raw = from_letters(signature)
    assert len(raw) == 64
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_letters(public_key))
    pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    point.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    said: dict[str, Any] = json.loads(from_letters(claims))
    assert said["aud"] == audience
    return said


@contextmanager
def running() -> Iterator[Service]:
    """A service that runs while the block does."""

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.received.append(Received(self.path, dict(self.headers), body))
            self.send_response(service.status)
            for name, value in {"Content-Length": "0", **service.headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
    service = Service(f"127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
