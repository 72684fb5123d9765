"""Starts the live process alone: it tells open pages that something is new (entraide/live).

`entraide serve` and `entraide demo` start it beside themselves, on the next port; run it by itself where web processes are several,
or on another machine that reaches the database. It may be stopped at any moment: pages come back to it, and lose nothing.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

HELP = "start the live process alone"
_REST_S, _LONGEST_REST_S, _LIVED_S = 2.0, 600.0, 20.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8001, help="the port (8001)")
    parser.add_argument("--beside", type=int, default=0, help="stop when the process with this number has gone")


def run(arguments: argparse.Namespace) -> int:
    """Stream until told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _let_many_files_be_open()
    if arguments.beside:
        threading.Thread(target=_stop_without, args=(arguments.beside,), daemon=True).start()
    Granian(
        "entraide.live.streams:application",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.ASGINL,
        workers=1,
        # Each open stream counts as a request that goes on.
        backlog=4096,
        backpressure=20_000,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
    return 0


def _let_many_files_be_open() -> None:
    """Each stream is an open file; where a system has no such limit, or forbids to raise it, its own holds."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 65_536)), hard))


def _stop_without(other: int) -> None:
    """Stop this process once its parent is not the other any more, however that ended."""
    while os.getppid() == other:
        time.sleep(1)
    os.kill(os.getpid(), 15)


@contextmanager
def beside(*, host: str, port: int) -> Iterator[None]:
    """Run the live process beside this one while the block runs; one that dies is started again, the less often the sooner it dies."""
    words = ["live", "--host", host, "--port", str(port), "--beside", str(os.getpid())]
    start = f"import sys; from entraide.console.command_line import main; sys.exit(main({words!r}))"
    over = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        wait_s = _REST_S
        while not over.is_set():
            begun = time.monotonic()
            running[:] = [subprocess.Popen([sys.executable, "-c", start])]  # noqa: S603 - our own command
            running[0].wait()
            # One that ran for a while was killed; one that cannot begin, its port being taken, must not fill the log.
            wait_s = _REST_S if time.monotonic() - begun > _LIVED_S else min(2 * wait_s, _LONGEST_REST_S)
            over.wait(wait_s)

    threading.Thread(target=keep, name="live", daemon=True).start()
    try:
        yield
    finally:
        over.set()
        for process in running:
            process.terminate()
