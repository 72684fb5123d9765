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
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
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
NO_CHROMIUM = "no Chromium on this machine: the browser tests did not run (apt-get install chromium)"
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
class Server:
    """A running server: its address, its folder, its database (empty: SQLite), and the environment of its processes.

    Its clock may be set ahead: all of its processes, the worker too, then live that much later.
    """

    address: str
    folder: Path
    database: str
    environment: dict[str, str]

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

    def now(self) -> datetime:
        """What time it is there, UTC."""
        return datetime.now(UTC) + timedelta(seconds=float(_clock(self.folder).read_text()))

    def set_clock(self, moment: datetime) -> None:
        """From now on it is this aware moment there, and time goes on from it. Never sets the clock back."""
        ahead = (moment - datetime.now(UTC)).total_seconds()
        assert moment > self.now() - timedelta(seconds=1), "time went back"
        _set_clock(self.folder, ahead_s=ahead)

    def work_at(self, moment: datetime) -> None:
        """Set the clock ahead, and let one more worker do all that is due then before this returns."""
        self.set_clock(moment)
        self.work()

    def work(self) -> None:
        """Let one more worker sweep and do what follows, twice: letters that follow from what it did leave too."""
        done = subprocess.run(
            [sys.executable, "-c", WORK], check=False, env=self.environment, cwd=ROOT, capture_output=True, text=True,
            timeout=STARTS_WITHIN_S,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


WORK = "; ".join(
    (
        "from entraide.console.setup import prepare",
        "prepare()",
        "from entraide.console.work import drain, sweep",
        "[(sweep(), drain()) for _ in range(2)]",
    )
)


def _set_clock(folder: Path, *, ahead_s: float) -> None:
    """Say how far ahead of the real time the server of this folder lives (clock/sitecustomize.py)."""
    fresh = _clock(folder).with_suffix(".new")
    fresh.write_text(str(ahead_s))
    fresh.replace(_clock(folder))


def _clock(folder: Path) -> Path:
    return folder / "clock-ahead-s"


@dataclass
class Served(Server):
    """The server of the small town, and what was put into it (town.py)."""

    sessions: dict[str, str]
    codes: dict[str, str]
    ask: str
    answered_ask: str
    community: str
    stop_mail: str
    rooms: dict[str, str]
    shop: dict[str, str]
    roles: dict[str, str | None] = field(
        default_factory=lambda: {"visitor": None, "member": MEMBER, "writer": WRITER, "asked": ASKED}
    )


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
    """One server with its worker, for all tests of this folder that need no clock of their own."""
    with running(tmp_path_factory.mktemp("served"), filled_by="town.py") as (server, told):
        yield Served(**vars(server), **told)


@contextmanager
def running(folder: Path, *, filled_by: str) -> Iterator[tuple[Server, dict[str, Any]]]:
    """A server with its worker in this empty folder, filled by a program that lies here; with what the program tells as JSON."""
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    _set_clock(folder, ahead_s=0)
    port = _free_port()
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
        "CLOCK_AHEAD": str(_clock(folder)),
        "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "tests" / "browser" / "clock", ROOT / "src", ROOT))),
    }
    filled = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "browser" / filled_by)],
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
        yield Server(address, folder, database, environment), json.loads(filled.stdout.splitlines()[-1])
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        log.close()


def _free_port() -> int:
    """A port that is free, and the next one too: there the live process listens."""
    while True:
        with socket.socket() as free, socket.socket() as live:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
            with suppress(OSError, OverflowError):
                live.bind(("127.0.0.1", port + 1))
                return port


def _answers(address: str, process: "subprocess.Popen[bytes]") -> bool:
    assert process.poll() is None, "the server stopped at its start"
    try:
        with urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser. Of one module, not of the session: while it runs, Django takes this thread for an asynchronous one."""
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def window(
    browser: Browser, served: Server, *, person: str | None = None, session: str | None = None, **options: Any
) -> Iterator[BrowserContext]:
    """A fresh browser profile, in French unless told otherwise, in which `person` of the small town is signed in, or `session` lasts."""
    options = {"locale": "fr-BE", "viewport": {"width": 390, "height": 844}, **options}
    context = browser.new_context(base_url=served.address, **options)
    context.set_default_timeout(15_000)
    if person and isinstance(served, Served):
        session = served.sessions[person]
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": served.address}])
    try:
        yield context
    finally:
        context.close()
