"""Mollie's payments API as far as it is used, on this machine: it creates and tells payments, slowly or wrongly if told to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM"


@dataclass
class FakeMollie:
    """What it knows, and how it behaves.

    Attributes:
        payments: by their identifier, as it would tell them.
        fails: a status to answer with instead, or "cut" to close the connection, "html" for a page, "long" for endless spaces.
        waits_s: how long it takes for each answer.
        asked: what was asked of it, as method and path.
    """

    address: str = ""
    payments: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_key: dict[str, str] = field(default_factory=dict)
    fails: int | str = 0
    waits_s: float = 0.0
    asked: list[str] = field(default_factory=list)

    def set(self, reference: str, status: str, **fields: Any) -> None:
        """What became of a payment."""
        self.payments[reference].update(status=status, **fields)

    def answer(self, method: str, path: str, headers: Any, body: bytes) -> tuple[int, Any]:
        """Status and JSON, as its API documents them."""
        self.asked.append(f"{method} {path}")
        if headers.get("Authorization") != f"Bearer {KEY}":
            return 401, {"status": 401, "title": "Unauthorized Request", "detail": "Missing authentication"}
        if method == "POST" and path == "/v2/payments":
            return self._create(json.loads(body), headers.get("Idempotency-Key", ""))
        if method == "GET" and path.startswith("/v2/payments/"):
            found = self.payments.get(path.removeprefix("/v2/payments/"))
            return (200, found) if found else (404, {"status": 404, "title": "Not Found"})
        return 404, {"status": 404, "title": "Not Found"}

    def _create(self, said: dict[str, Any], key: str) -> tuple[int, Any]:
        whole, _point, part = said["amount"]["value"].partition(".")
        if not (whole.isdigit() and len(part) == 2 and said["amount"]["currency"] == "EUR" and said["description"]):
            return 422, {"status": 422, "title": "Unprocessable Entity", "field": "amount"}
        if key in self.by_key:
            return 201, self.payments[self.by_key[key]]
        reference = f"tr_{len(self.payments):04d}WDqYK6vllg"
        self.by_key[key] = reference
        self.payments[reference] = {
            "resource": "payment",
            "id": reference,
            "mode": "test",
            "status": "open",
            "amount": said["amount"],
            "description": said["description"],
            "metadata": said["metadata"],
            "redirectUrl": said["redirectUrl"],
            "webhookUrl": said.get("webhookUrl"),
            "_links": {"checkout": {"href": f"https://www.mollie.com/checkout/{reference}", "type": "text/html"}},
        }
        return 201, self.payments[reference]


@contextmanager
def fake_mollie() -> Iterator[FakeMollie]:
    """One that listens on this machine until the end of the block."""
    fake = FakeMollie()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._serve("POST")

        def do_GET(self) -> None:
            self._serve("GET")

        def _serve(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            time.sleep(fake.waits_s)
            if fake.fails == "cut":
                self.close_connection = True
                return
            status, said = fake.answer(method, self.path, self.headers, body)
            answer = json.dumps(said).encode()
            if fake.fails == "html":
                answer = b"<html>maintenance</html>"
            elif fake.fails == "long":
                answer = b'{"id": "' + b" " * 200_000 + b'"}'
            elif fake.fails:
                status, answer = int(fake.fails), b'{"status": 0}'
            self.send_response(status)
            self.send_header("Content-Type", "application/hal+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_said: Any) -> None:
            """Nothing on the screen."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_said: Any) -> None:
            """Whoever hangs up before the answer is what some tests are about."""

    server = Quiet(("127.0.0.1", 0), Door)
    fake.address = f"http://127.0.0.1:{server.server_address[1]}/v2"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
