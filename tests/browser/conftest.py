"""A real server with a small town, and a real Chromium. Where there is no Chromium these tests are skipped, and say so."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from tests import surroundings
from tests.browser.town import ASKED, MEMBER, WRITER

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
STARTS_WITHIN_S = 240
# The first sentence after a start waits for the reader's weights, and two cores are shared by everything.
expect.set_options(timeout=20_000)


@dataclass
class Served:
    """A running server: its address, its folder, its database (empty: SQLite), and what was put into it (town.py)."""

    address: str
    folder: Path
    database: str
    sessions: dict[str, str]
    codes: dict[str, str]
    ask: str
    answered_ask: str
    community: str
    stop_mail: str
    rooms: dict[str, str]
    roles: dict[str, str | None] = field(
        default_factory=lambda: {"visitor": None, "member": MEMBER, "writer": WRITER, "asked": ASKED}
    )

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the server's database, read beside it; `?` stands for each value. Counts and texts are the same on both."""
        if self.database:
            with psycopg.connect(self.database) as server:
                return server.execute(sql.replace("%", "%%").replace("?", "%s").encode(), values).fetchall()
        path = self.folder / "entraide.sqlite3"
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=10)) as database:
            return database.execute(sql, values).fetchall()

    def mails(self, *, to: str = "") -> list[EmailMessage]:
        """The letters that lie in the folder, oldest first; to one address, or all."""
        paths = sorted((self.folder / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]
        return [mail for mail in mails if to in str(mail["To"])]


def until(found: Any, *, within_s: float = 30.0, what: str = "it") -> Any:
    """What `found()` gives once it is true. Fails after `within_s` seconds."""
    ends = time.monotonic() + within_s
    while time.monotonic() < ends:
        if value := found():
            return value
        time.sleep(0.1)
    pytest.fail(f"{what} did not come within {within_s:.0f} s")


@pytest.fixture(autouse=True)
def _open_community() -> None:
    """These tests leave the database of their own process alone: the server has one for itself."""


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server with its worker, for all tests of this folder."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the browser tests did not run (apt-get install chromium)")
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # By name and not by number: passkeys are for names.
    address = f"http://localhost:{port}"
    database = surroundings.new_database(f"served_{port}")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ENTRAIDE_")},
        "ENTRAIDE_FOLDER": str(folder),
        "ENTRAIDE_ADDRESS": address,
        "ENTRAIDE_DATABASE": database,
        "ENTRAIDE_DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "entraide.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    filled = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "browser" / "town.py")],
        check=False,
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=STARTS_WITHIN_S,
    )
    assert filled.returncode == 0, filled.stderr
    log = (folder / "log").open("w")
    serve = f"from entraide.console.command_line import main; import sys; sys.exit(main(['serve', '--port', '{port}']))"
    # Its own group of processes: the web process is a child of the one started here.
    process = subprocess.Popen(
        [sys.executable, "-c", serve], env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
    )
    try:
        until(lambda: _answers(f"{address}/healthz", process), within_s=STARTS_WITHIN_S, what="the server")
        yield Served(address=address, folder=folder, database=database, **json.loads(filled.stdout.splitlines()[-1]))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()


def _answers(address: str, process: "subprocess.Popen[bytes]") -> bool:
    assert process.poll() is None, "the server stopped at its start"
    try:
        with urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="module")
def chromium(served: Served) -> Iterator[Browser]:
    """The browser. Of one module, not of the session: while it runs, Django takes this thread for an asynchronous one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, served: Served, *, person: str | None = None, **options: Any) -> Iterator[BrowserContext]:
    """A fresh browser profile, in French unless told otherwise, in which `person` is signed in."""
    options = {"locale": "fr-BE", "viewport": {"width": 390, "height": 844}, **options}
    context = browser.new_context(base_url=served.address, **options)
    context.set_default_timeout(15_000)
    if person:
        context.add_cookies([{"name": "sessionid", "value": served.sessions[person], "url": served.address}])
    try:
        yield context
    finally:
        context.close()
