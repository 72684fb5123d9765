"""Makes or updates the database and the collected static files. Does nothing, quickly, when nothing has changed."""

import argparse
from hashlib import sha256
from pathlib import Path

HELP = "make or update the database and the static files"
_STAMP = ".prepared"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Prepare, and say so."""
    prepare()
    print("Database and static files are ready.")
    return 0


def prepare() -> None:
    """Set Django up; migrate and collect the static files if the code has changed since the last time in this folder."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    if is_prepared():
        return
    folder = Path(settings.FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    _count_new_indexes()
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    (folder / _STAMP).write_text(_fingerprint(settings.DATABASES["default"]["NAME"]))


def _count_new_indexes() -> None:
    """SQLite takes an index that it has never counted for a better one than it is: a tenth of a second, however large the database."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE")


def is_prepared() -> bool:
    """Whether the database and the static files are those of this code. Reads the settings only: that is quick."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    stamp = Path(settings.FOLDER) / _STAMP
    is_there = not database["ENGINE"].endswith("sqlite3") or Path(database["NAME"]).exists()
    return is_there and stamp.exists() and stamp.read_text() == _fingerprint(database["NAME"])


def _fingerprint(database: str) -> str:
    """What preparing depends on: the migrations, the static files, the database and the Django version."""
    import django

    package = Path(__file__).resolve().parents[1]
    digest = sha256(f"{database} {django.get_version()}".encode())
    for path in sorted([*package.glob("records/*/migrations/*.py"), *package.glob("web/static/**/*")]):
        if path.is_file():
            stat = path.stat()
            digest.update(f"{path.relative_to(package)} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()
