"""Starts the web server, with a worker in the same process and the live process beside it, unless told otherwise.

One process is right for the embedded database and a small town. On PostgreSQL add processes with --processes and run
`entraide work` beside it.
"""

import argparse
import os
from contextlib import nullcontext
from urllib.parse import urlsplit

HELP = "start the web server and the worker"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and how many processes."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--processes", type=int, default=1, help="web processes (1); more only with PostgreSQL")
    parser.add_argument(
        "--no-worker", action="store_true", help="no worker in the web process; run `entraide work` beside"
    )
    parser.add_argument("--live-port", type=int, default=0, help="the port of the live process (the next one)")
    parser.add_argument(
        "--no-live", action="store_true", help="no live process; run `entraide live` elsewhere, or do without"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from entraide.console.setup import prepare

    live_port = 0 if arguments.no_live else arguments.live_port or arguments.port + 1
    say_where_live_is(port=arguments.port, live_port=live_port)
    prepare()
    print(f"Entraide listens on http://{arguments.host}:{arguments.port}", flush=True)
    return run_server(
        host=arguments.host,
        port=arguments.port,
        processes=arguments.processes,
        has_worker=not arguments.no_worker,
        live_port=live_port,
    )


def say_where_live_is(*, port: int, live_port: int) -> None:
    """Where nothing stands in front of this server, pages find the live process on its own port; before any setting is read.

    Behind a web server that speaks TLS they find it at /live/, or where ENTRAIDE_LIVE_ADDRESS says.
    """
    own = urlsplit(os.environ.get("ENTRAIDE_ADDRESS", "").strip() or "http://localhost:8000")
    is_said = os.environ.get("ENTRAIDE_LIVE_ADDRESS", "").strip()
    if live_port and not is_said and own.scheme == "http" and own.port == port:
        os.environ["ENTRAIDE_LIVE_ADDRESS"] = f"http://{own.hostname}:{live_port}/live/"


def run_server(
    *, host: str = "127.0.0.1", port: int = 8000, processes: int = 1, has_worker: bool = True, live_port: int = 0
) -> int:
    """Serve pages (and work) until the process is told to stop; the exit code. With a `live_port`, the live process runs beside it."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from entraide.console.live import beside

    os.environ["ENTRAIDE_WORKS"] = "yes" if has_worker else "no"
    server = Granian(
        "entraide.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        # Threads of one process only fight over the interpreter; the database waits in its own code.
        blocking_threads=2,
        backpressure=64,
        log_level=LogLevels.warning,
        websockets=False,
    )
    with beside(host=host, port=live_port) if live_port else nullcontext():
        server.serve()
    return 0
