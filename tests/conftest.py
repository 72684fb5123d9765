"""What all tests share: their own surroundings, a clock that stands still, and a worker that runs when it is told to."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import surroundings
from tests.cast import NOW


def pytest_configure(config: pytest.Config) -> None:
    """Prepare Django, unless only the logic is tested, which knows nothing of it; or only other processes do the testing."""
    logic = Path(__file__).parent / "logic"
    asked = [Path(word.split("::")[0]).resolve() for word in config.args]
    if asked and all(path.is_relative_to(logic) for path in asked):
        return
    has_testers = bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")
    surroundings.set_up(is_testing=not has_testers, has_testers=has_testers)
    from django.conf import settings

    # pytest-django takes over as soon as the settings have been read.
    assert settings.DATABASES


def pytest_sessionstart(session: pytest.Session) -> None:
    """Say at the start on which database this run is."""
    _tell_database(session.config)


def pytest_terminal_summary(config: pytest.Config) -> None:
    """Say it again at the end, where people look."""
    _tell_database(config)


def _tell_database(config: pytest.Config) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and "ENTRAIDE_FOLDER" in os.environ and not hasattr(config, "workerinput"):
        reporter.ensure_newline()
        reporter.write_line(f"These tests run on {surroundings.told()}.")


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    surroundings.tear_down()


class Clock:
    """The time of a test. It stands still until the test lets it pass."""

    def __init__(self) -> None:
        self.now = NOW

    def pass_by(self, **spans: float) -> datetime:
        """Let some time pass (hours=2, minutes=5 …); the moment it is then."""
        self.now += timedelta(**spans)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of everything that asks Django what time it is."""
    kept = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: kept.now)
    return kept


@pytest.fixture
def now(clock: Clock) -> datetime:
    """A Wednesday morning in March, standing still."""
    return clock.now


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each process that tests has a database of its own. SQLite's is a file, so that other threads and processes meet in it."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(surroundings.FOLDER / "tests.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """On SQLite, tables are emptied line by line after a test that commits: the guards of the books (tested by themselves) would refuse."""
    from django.db import connection

    if connection.vendor == "sqlite":
        from entraide.records.ledgers.guards import unguarding

        with django_db_blocker.unblock(), connection.cursor() as cursor:
            for statement in unguarding("sqlite", acts=("delete",)):
                cursor.execute(statement)


@pytest.fixture(autouse=True)
def _open_community(request: pytest.FixtureRequest) -> None:
    """Tests that commit empty the tables behind them, and with them what the first migration made; it is made again."""
    if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        request.getfixturevalue("_django_db_helper")
        from entraide.records.communities.models import Community

        Community.objects.get_or_create(is_server_wide=True, defaults={"slug": "entraide", "name": "Entraide"})


@pytest.fixture
def run_worker(db: None, clock: Clock) -> Callable[[], int]:
    """Runs every task that is ready at the time of the clock, as the worker does; how many. Failures are the worker's to bear."""

    def run() -> int:
        from django_tasks_db.management.commands.db_worker import Worker
        from django_tasks_db.models import DBTaskResult

        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="the worker of a test",
            excluded_queue_names=[],
        )
        done = 0
        while task := DBTaskResult.objects.ready().first():
            task.claim(worker.worker_id)
            worker.run_task(task)
            done += 1
        return done

    return run
