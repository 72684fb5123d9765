"""Reading settings from the environment, with a clear sentence when one is wrong.

`SETTINGS` is the whole list: name, default and meaning; docs/reference/settings.md is made from it.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SETTINGS: dict[str, tuple[str, str]] = {
    "ENTRAIDE_FOLDER": ("var", "Where this server keeps its files: database, mails of the demo, collected static files, own places."),
    "ENTRAIDE_ADDRESS": ("http://localhost:8000", "The address people type, without a slash at its end. Used in mails."),
    "ENTRAIDE_HOSTS": ("", "Further host names, separated by spaces, under which the server may be reached."),
    "ENTRAIDE_SECRET_KEY": ("", "A long random text. If empty, one is made at the first start and kept in the folder."),
    "ENTRAIDE_DATABASE": (
        "",
        "postgresql://user:password@host:5432/name, or empty for the embedded database (one SQLite file in the folder).",
    ),
    "ENTRAIDE_MAIL": ("", "smtp://user:password@host:587 (STARTTLS), smtps://… (TLS), or empty: mails are laid in the folder `mail`."),
    "ENTRAIDE_MAIL_FROM": ("Entraide <entraide@localhost>", "The sender of all mails."),
    "ENTRAIDE_OPERATOR_MAIL": ("", "Where members reach whoever runs this server; shown on the help page."),
    "ENTRAIDE_PLACES": ("", "Folder with places imported by `entraide places import`; empty: the folder `places` in ENTRAIDE_FOLDER."),
    "ENTRAIDE_DEMO": ("no", "yes: a demo. Shows /dev/mail and how to sign in as its people. Never on a real server."),
    "ENTRAIDE_DEBUG": ("no", "yes: Django's debug pages. Never on a real server."),
}  # fmt: skip


class WrongSetting(ValueError):
    """A setting of the environment that cannot be used; the message says which and what is expected."""


def text(name: str) -> str:
    """The setting `name`, or its default."""
    return os.environ.get(name, "").strip() or SETTINGS[name][0]


def words(name: str) -> list[str]:
    """The setting `name`, split at spaces."""
    return text(name).split()


def yes(name: str) -> bool:
    """The setting `name` as yes or no. Raises WrongSetting on anything else."""
    value = text(name).lower()
    if value in ("yes", "true", "1", "on"):
        return True
    if value in ("no", "false", "0", "off", ""):
        return False
    raise WrongSetting(f"{name} is {value!r}, but must be yes or no.")


def path(name: str) -> Path:
    """The setting `name` as an absolute path."""
    return Path(text(name)).expanduser().resolve()


def secret(name: str, *, folder: Path) -> str:
    """The secret `name`; without one, a new one is made and kept in `folder`, readable by its owner only."""
    given = os.environ.get(name, "").strip()
    if given:
        if len(given) < 32:
            raise WrongSetting(f"{name} must have at least 32 signs.")
        return given
    kept = folder / "secret-key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # another process was quicker; its key is as good
    return kept.read_text().strip()


def host_of(address: str) -> str:
    """The host of an address such as https://entraide.example. Raises WrongSetting if there is none."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSetting(
            f"ENTRAIDE_ADDRESS is {address!r}, but must begin with https:// (or http:// for trying) and a host name."
        )
    return parts.hostname


def database(name: str, *, folder: Path) -> dict[str, Any]:
    """Django's settings of the database that the URL `name` gives; the embedded one when it is empty."""
    url = text(name)
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / "entraide.sqlite3"),
            "OPTIONS": {
                # Writers queue up at BEGIN instead of failing half way; readers never wait.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA mmap_size=134217728;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise WrongSetting(f"{name} must look like postgresql://user:password@host:5432/name.")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, **query},
    }


def mailer(name: str, *, folder: Path) -> dict[str, Any]:
    """Django's settings of how mail leaves: into `folder` when the setting is empty, else by the SMTP server it names."""
    url = text(name)
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
        return {"BACKEND": "entraide.adapters.mail.folder.FolderBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname:
        raise WrongSetting(
            f"{name} must look like smtp://user:password@host:587, smtps://… or smtp+plain://… (no encryption)."
        )
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp",
            "use_ssl": parts.scheme == "smtps",
            "timeout": 20,
        },
    }
