"""Reading settings from the environment, with a clear sentence when one is wrong.

`SETTINGS` is the whole list: name, default and meaning; docs/reference/settings.md is made from it.
"""

import math
import os
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SETTINGS: dict[str, tuple[str, str]] = {
    "ENTRAIDE_FOLDER": ("var", "Where this server keeps its files: database, mails of the demo, collected static files, own places."),
    "ENTRAIDE_ADDRESS": ("http://localhost:8000", "The address people type, without a slash at its end. Used in mails."),
    "ENTRAIDE_HOSTS": ("", "Further host names, separated by spaces, under which the server may be reached."),
    "ENTRAIDE_COMMUNITY_HOSTS": (
        "",
        "Host names that communities may give themselves, separated by spaces; `.example.org` stands for all names before it.",
    ),
    "ENTRAIDE_SECRET_KEY": ("", "A long random text. If empty, one is made at the first start and kept in the folder."),
    "ENTRAIDE_DATABASE": (
        "",
        "postgresql://user:password@host:5432/name, or empty for the embedded database (one SQLite file in the folder).",
    ),
    "ENTRAIDE_MAIL": ("", "smtp://user:password@host:587 (STARTTLS), smtps://… (TLS), or empty: mails are laid in the folder `mail`."),
    "ENTRAIDE_MAIL_FROM": ("Entraide <entraide@localhost>", "The sender of all mails."),
    "ENTRAIDE_LIVE_ADDRESS": (
        "/live/",
        "Where browsers reach the live process (`entraide live`): a path that the web server in front passes to it, or a whole address.",
    ),
    "ENTRAIDE_PUSH_KEY": (
        "",
        "By which push services know this server: 32 bytes, base64url. If empty, one is made at the first start and kept in the folder.",
    ),
    "ENTRAIDE_PUSH_HOSTS": (
        "",
        "Further push services, host names separated by spaces, to which news may be sent besides those of the known browsers.",
    ),
    "ENTRAIDE_MAIL_IN": ("", "The host name at which mail comes in (reply.example.org), so that letters can be answered. Empty: none."),
    "ENTRAIDE_MAIL_IN_SERVER": (
        "",
        "The name under which your own mail server writes its findings on senders (Authentication-Results). Empty: not read.",
    ),
    "ENTRAIDE_MAIL_IN_PROVIDER": ("", "The provider that brings mail by a web address, such as postmark or mailgun. Empty: none does."),
    "ENTRAIDE_MAIL_IN_SECRET": ("", "user:password that the provider sends with each mail. Needed with the provider."),
    "ENTRAIDE_MAIL_IN_KEY": ("", "The key with which the provider signs, if it does."),
    "ENTRAIDE_OPERATOR_MAIL": ("", "Where members reach whoever runs this server; shown on the help page."),
    "ENTRAIDE_PLACES": ("", "Folder with places imported by `entraide places import`; empty: the folder `places` in ENTRAIDE_FOLDER."),
    "ENTRAIDE_INTERPRETER_URL": (
        "",
        "An OpenAI-compatible endpoint such as `http://localhost:8080/v1`. "
        "A writer may ask its opinion when the reader is unsure. Empty: there is none.",
    ),
    "ENTRAIDE_INTERPRETER_NOTICE": ("", "What members are told it is called, and whose it is. Needed with the address."),
    "ENTRAIDE_INTERPRETER_MODEL": ("", "Which of its models. Needed with the address."),
    "ENTRAIDE_INTERPRETER_KEY": ("", "Its key, if it wants one."),
    "ENTRAIDE_INTERPRETER_TIME_LIMIT": ("6", "Seconds after which the built-in reading stands alone, 0.1 to 30."),
    "ENTRAIDE_INTERPRETER_COST_CAP": ("0.50", "What it may cost in a day of the server's time zone, in euros."),
    "ENTRAIDE_INTERPRETER_PRICE_IN": ("", "Euros for a million tokens sent. Needed for an endpoint elsewhere; 0 if it costs nothing."),
    "ENTRAIDE_INTERPRETER_PRICE_OUT": ("", "Euros for a million tokens received. Needed for an endpoint elsewhere; 0 if it costs nothing."),
    "ENTRAIDE_MOLLIE_KEY": ("", "A key of Mollie's API (`live_…` or `test_…`), to pay some bills by card. Empty: transfers only."),
    "ENTRAIDE_MOLLIE_FOR": ("", "The communities, by their addresses (/c/…/), whose account it is. Needed with the key."),
    "ENTRAIDE_MOLLIE_API": ("https://api.mollie.com/v2", "Where its API is. Another address is for tests."),
    "ENTRAIDE_CORRECTIONS_KEPT": (
        "730",
        "Days for which the sentences are kept in which people corrected the bot, without their names and with their consent.",
    ),
    "ENTRAIDE_PATIENCE": ("48", "Hours after which somebody whose need nobody could answer is told so, with what would help."),
    "ENTRAIDE_PATIENCE_URGENT": ("3", "The same for what is urgent."),
    "ENTRAIDE_DEMO": ("no", "yes: a demo. Shows /dev/mail and how to sign in as its people. Never on a real server."),
    "ENTRAIDE_DEBUG": ("no", "yes: Django's debug pages. Never on a real server."),
}  # fmt: skip


# How many points the curve P-256 has (SEC 2); a private key is below it.
_ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


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


def hosts(name: str) -> list[str]:
    """The setting `name` as host names in small letters, each perhaps with a leading dot. Raises WrongSetting on anything else."""
    said = [one.lower() for one in words(name)]
    for one in said:
        if not re.fullmatch(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)+", one):
            raise WrongSetting(
                f"{name} holds {one!r}, but must hold host names such as smart.example.org or .example.org."
            )
    return said


def path(name: str) -> Path:
    """The setting `name` as an absolute path."""
    return Path(text(name)).expanduser().resolve()


def number(name: str, *, least: float, most: float) -> float:
    """The setting `name` as a number within these bounds. Raises WrongSetting on anything else."""
    try:
        value = float(text(name))
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise WrongSetting(f"{name} is {text(name)!r}, but must be a number from {least:g} to {most:g}.")
    return value


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


def push_key(name: str, *, folder: Path) -> str:
    """The private key `name` of a pair on the curve P-256, as base64url; without one, a new one is made and kept in `folder`.

    Raises WrongSetting on what is no such key.
    """
    given = os.environ.get(name, "").strip()
    kept = folder / "push-key"
    if not given and not kept.exists():
        # Any number below the order of the curve is a key; nearly all of 32 bytes are.
        made = secrets.randbelow(_ORDER_OF_P256 - 1) + 1
        folder.mkdir(parents=True, exist_ok=True)
        with (
            suppress(FileExistsError),
            os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file,
        ):
            file.write(urlsafe_b64encode(made.to_bytes(32)).decode().rstrip("="))
    key = given or kept.read_text().strip()
    try:
        number = int.from_bytes(urlsafe_b64decode(key + "=" * (-len(key) % 4)))
    except ValueError:
        number = 0
    if len(key.rstrip("=")) != 43 or not 0 < number < _ORDER_OF_P256:
        raise WrongSetting(f"{name} must be a private key of the curve P-256: 32 bytes, as 43 signs of base64url.")
    return key


def live_address(name: str) -> str:
    """The setting `name` as a path or a whole address that ends with a slash. Raises WrongSetting on anything else."""
    said = text(name).rstrip("/") + "/"
    parts = urlsplit(said)
    is_whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    if not (is_whole or re.fullmatch(r"/[\w./-]*", said)) or parts.query or parts.fragment or not said.isascii():
        raise WrongSetting(
            f"{name} is {said!r}, but must be a path such as /live/ or an address such as https://host/live/."
        )
    if not said.endswith("/live/"):
        raise WrongSetting(f"{name} is {said!r}, but must end with /live/: that is where the live process answers.")
    return said


def origin_of(address: str) -> str:
    """Scheme, host and port of a whole address; "" for a path."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


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
                # No index is made up for one query and thrown away: on a large table that takes seconds.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; "
                "PRAGMA mmap_size=2147418112; PRAGMA automatic_index=OFF;",
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


# Providers that send whole what they bring, each with the name of the key by which it signs, if it does (django-anymail).
MAIL_PROVIDERS = {
    "mailersend": "MAILERSEND_INBOUND_SECRET",
    "mailgun": "MAILGUN_WEBHOOK_SIGNING_KEY",
    "mailjet": "",
    "mandrill": "MANDRILL_WEBHOOK_KEY",
    "postal": "POSTAL_WEBHOOK_KEY",
    "postmark": "",
    "sparkpost": "",
}


def mail_in_host(name: str) -> str:
    """The setting `name` as one host name in small letters, or "". Raises WrongSetting on anything else."""
    said = hosts(name)
    if len(said) > 1 or any(one.startswith(".") for one in said):
        raise WrongSetting(f"{name} is {text(name)!r}, but must be one host name such as reply.example.org.")
    return said[0] if said else ""


def mail_provider() -> tuple[str, dict[str, Any]]:
    """The provider that brings mail, and the settings of django-anymail for it; "" and none where no provider does."""
    name, secret_said = text("ENTRAIDE_MAIL_IN_PROVIDER").lower(), text("ENTRAIDE_MAIL_IN_SECRET")
    if not name:
        return "", {}
    if name not in MAIL_PROVIDERS:
        raise WrongSetting(f"ENTRAIDE_MAIL_IN_PROVIDER is {name!r}, but must be one of: {', '.join(MAIL_PROVIDERS)}.")
    user, _, password = secret_said.partition(":")
    if not user or len(password) < 16 or not secret_said.isascii():
        raise WrongSetting("ENTRAIDE_MAIL_IN_SECRET must look like user:password, with 16 signs of password at least.")
    if not text("ENTRAIDE_MAIL_IN"):
        raise WrongSetting("ENTRAIDE_MAIL_IN is empty, but is needed with ENTRAIDE_MAIL_IN_PROVIDER.")
    key, key_name = text("ENTRAIDE_MAIL_IN_KEY"), MAIL_PROVIDERS[name]
    if key_name and not key:
        raise WrongSetting(f"ENTRAIDE_MAIL_IN_KEY is empty, but {name} signs what it brings.")
    return name, {"WEBHOOK_SECRET": secret_said, **({key_name: key} if key_name else {})}


def interpreter() -> dict[str, Any] | None:
    """The terms of the endpoint that may be asked for a second opinion (adapters.interpreters.endpoint); None without one."""
    said = text("ENTRAIDE_INTERPRETER_URL")
    if not said:
        return None
    try:
        parts = urlsplit(said)
        is_usable = bool(parts.scheme in ("http", "https") and parts.hostname and not parts.username)
        is_usable = is_usable and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable or not said.isascii() or not said.isprintable() or " " in said:
        raise WrongSetting(
            "ENTRAIDE_INTERPRETER_URL must look like https://host/v1, with the key in ENTRAIDE_INTERPRETER_KEY."
        )
    is_own = is_own_network(parts.hostname or "")
    if parts.scheme == "http" and not is_own:
        raise WrongSetting(
            "ENTRAIDE_INTERPRETER_URL must begin with https:// unless it is on your own network: people's words go there."
        )
    for name in ("ENTRAIDE_INTERPRETER_NOTICE", "ENTRAIDE_INTERPRETER_MODEL"):
        if not text(name):
            raise WrongSetting(f"{name} is empty, but is needed with ENTRAIDE_INTERPRETER_URL.")
    prices = []
    for name in ("ENTRAIDE_INTERPRETER_PRICE_IN", "ENTRAIDE_INTERPRETER_PRICE_OUT"):
        if not text(name) and not is_own:
            raise WrongSetting(
                f"{name} is empty, but the cap of a day's costs is counted with it. Write 0 if it costs nothing."
            )
        prices.append(number(name, least=0, most=1000) if text(name) else 0.0)
    key = text("ENTRAIDE_INTERPRETER_KEY")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise WrongSetting("ENTRAIDE_INTERPRETER_KEY holds signs that no key has.")
    path = parts.path.rstrip("/")
    return {
        "name": " ".join(text("ENTRAIDE_INTERPRETER_NOTICE").split()),
        "url": parts._replace(path=path if path.endswith("/chat/completions") else f"{path}/chat/completions").geturl(),
        "model": text("ENTRAIDE_INTERPRETER_MODEL"),
        "key": key,
        "limit_s": number("ENTRAIDE_INTERPRETER_TIME_LIMIT", least=0.1, most=30),
        "cap_micro_eur": round(number("ENTRAIDE_INTERPRETER_COST_CAP", least=0, most=1000) * 1_000_000),
        "price_in": prices[0],
        "price_out": prices[1],
    }


def card_provider() -> dict[str, Any] | None:
    """The terms of Mollie's adapter (adapters.payments.mollie); None without a key. Raises WrongSetting."""
    key = text("ENTRAIDE_MOLLIE_KEY")
    if not key:
        return None
    if not re.fullmatch(r"(live|test)_[A-Za-z0-9]{20,}", key):
        raise WrongSetting("ENTRAIDE_MOLLIE_KEY must look like live_… or test_…, as Mollie gives it.")
    communities = words("ENTRAIDE_MOLLIE_FOR")
    if not communities or not all(re.fullmatch(r"[a-z0-9-]+", one) for one in communities):
        raise WrongSetting(
            "ENTRAIDE_MOLLIE_FOR must name the communities whose account it is, as they stand in their addresses."
        )
    address = text("ENTRAIDE_MOLLIE_API")
    parts = urlsplit(address)
    if not parts.hostname or not (
        parts.scheme == "https" or (parts.scheme == "http" and is_own_network(parts.hostname))
    ):
        raise WrongSetting("ENTRAIDE_MOLLIE_API must begin with https:// (or http:// on your own network).")
    return {"key": key, "communities": frozenset(communities), "address": address}


def is_own_network(host: str) -> bool:
    """Whether `host` can only be on this machine or its own network: a private address, or a name without a public ending."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".home.arpa", ".localhost"))
