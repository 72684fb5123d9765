"""A small real HTTP server on a free port, which keeps what it was asked and answers as a test tells it to, well or badly."""

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

Answering = Callable[[socket.socket], None]
OPINION = {"kind": "need", "action": "service", "topic": "animals.sitting", "confidence": 0.9}


def reply(body: bytes | str, *, status: str = "200 OK", headers: str = "", length: int | None = None) -> Answering:
    """A whole answer; `length` is the Content-Length it claims, if another than its own."""
    content = body if isinstance(body, bytes) else body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: "
    head += f"{len(content) if length is None else length}\r\nConnection: close\r\n{headers}\r\n"
    return lambda connection: connection.sendall(head.encode() + content)


def says(content: Any = None, **beside: Any) -> Answering:
    """An endpoint's usual answer with this content: an opinion, or any text. `beside`: further fields, such as usage."""
    content = OPINION if content is None else content
    text = content if isinstance(content, str) else json.dumps(content)
    return reply(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}], **beside}))


def drip(head: bytes, drop: bytes = b" ", *, every_s: float = 0.05) -> Answering:
    """Sends `head`, then one drop after the other until the other end has had enough."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            time.sleep(every_s)
            connection.sendall(drop)

    return answer


def silence(connection: socket.socket) -> None:
    """Says nothing and waits until the other end goes."""
    connection.recv(1)


def hang_up(connection: socket.socket) -> None:
    """Closes at once."""
    connection.close()


class StandIn:
    """The server. `answer` is how the next questions are answered; `asked` what came in, head and body."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answer: Answering = says()
        self._tls = tls
        self.connections = 0
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}/v1/chat/completions"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                self.connections += 1
                threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with (
            suppress(OSError),
            self._tls.wrap_socket(connection, server_side=True) if self._tls else connection as connection,
        ):
            got = b""
            while b"\r\n\r\n" not in got:
                more = connection.recv(65536)
                if not more:
                    return
                got += more
            head, _, body = got.partition(b"\r\n\r\n")
            size = next(
                (
                    int(line.split(b":")[1])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length")
                ),
                0,
            )
            while len(body) < size:
                body += connection.recv(65536)
            self.asked.append((head.decode(), json.loads(body)))
            self.answer(connection)

    def close(self) -> None:
        """Stop listening."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextmanager
def stand_in(tls: ssl.SSLContext | None = None) -> Iterator[StandIn]:
    """A server for as long as the block lasts; with `tls`, one that speaks it."""
    server = StandIn(tls)
    try:
        yield server
    finally:
        server.close()
