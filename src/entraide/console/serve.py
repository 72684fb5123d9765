"""Starts the web server, and a worker with it in the same process unless told otherwise.

One process is right for the embedded database and a small town. On PostgreSQL add processes with --processes and run
`entraide work` beside it.
"""

import argparse
import os

HELP = "start the web server and the worker"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and how many processes."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
    parser.add_argument("--processes", type=int, default=1, help="web processes (1); more only with PostgreSQL")
    parser.add_argument(
        "--no-worker", action="store_true", help="no worker in the web process; run `entraide work` beside"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to stop."""
    from entraide.console.setup import prepare

    prepare()
    print(f"Entraide listens on http://{arguments.host}:{arguments.port}", flush=True)
    return run_server(
        host=arguments.host,
        port=arguments.port,
        processes=arguments.processes,
        has_worker=not arguments.no_worker,
    )


def run_server(*, host: str = "127.0.0.1", port: int = 8000, processes: int = 1, has_worker: bool = True) -> int:
    """Serve pages (and work) until the process is told to stop; the exit code."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["ENTRAIDE_WORKS"] = "yes" if has_worker else "no"
    Granian(
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
    ).serve()
    return 0
