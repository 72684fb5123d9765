"""The `entraide` command: finds the command's own module and runs it. Nothing is loaded that the command does not need.

Each command is one file here with `HELP`, `add_arguments(parser)` and `run(arguments) -> exit code`.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

# One line each, so that `entraide --help` needs to load nothing.
COMMANDS = {
    "understand": "read sentences and say what they mean",
    "reading": "report, export and learn from what people corrected",
    "route": "say whom needs and offers reach, among people in a file",
    "places": "find places by any of their names; import places",
    "community": "list, export, import communities; say where one has moved",
    "ledger": "check the books of communities to the last line",
    "serve": "start the web server and the worker",
    "work": "start a worker alone",
    "live": "start the live process alone",
    "mail-in": "take in answers to letters, by LMTP or SMTP",
    "demo": "fill a demo town and start it",
    "setup": "make or update the database and the static files",
    "operator": "make somebody an operator of this server",
    "docs": "write the pages of the reference that are made from the code",
    "manage": "run one of Django's own commands",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. A pipe that is closed early is no error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.config.settings")
    # numpy reads these when it is first loaded: more threads cost a small machine half a second a sentence.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    if words[:1] == ["manage"]:
        return _manage(words[1:])
    parser = argparse.ArgumentParser(
        prog="entraide",
        description="One sentence, and the right neighbours answer.",
        epilog="`entraide COMMAND --help` explains each. Settings come from the environment (docs/reference/settings.md).",
    )
    parser.add_argument("--version", action="version", version=f"Entraide {version('entraide')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, line in COMMANDS.items():
        commands.add_parser(name, help=line, add_help=False)
    if not words or words[0] not in COMMANDS:
        parser.parse_args(words)
    module = importlib.import_module(f"entraide.console.{words[0].replace('-', '_')}")
    own = argparse.ArgumentParser(
        prog=f"entraide {words[0]}", description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    module.add_arguments(own)
    try:
        return int(module.run(own.parse_args(words[1:])))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has had enough; Python would complain once more when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _manage(words: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["entraide manage", *words])
    return 0
