"""/healthz: well, late, or without a database."""

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from entraide.console.work import sweep
from entraide.journeys.show_life import show_life
from entraide.records.happenings.changes import note_followed, record

pytestmark = pytest.mark.django_db


def test_a_quiet_server_is_well():
    response = Client().get("/healthz")
    assert response.status_code == 200
    assert response.json()["status"] == "ok"


def test_a_worker_that_keeps_up_is_well_and_was_seen():
    happening = record(kind="post_published", at=timezone.now())
    note_followed(happening=happening, at=timezone.now())
    assert Client().get("/healthz").json()["worker_seen_at"]


def test_a_worker_that_is_far_behind_is_not_well():
    record(kind="post_published", at=timezone.now() - timedelta(minutes=30))
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json()["worker"] == "late"


def test_in_a_quiet_town_the_worker_was_seen_a_moment_ago_though_nothing_has_happened_for_long():
    an_hour_ago = timezone.now() - timedelta(hours=1)
    note_followed(happening=record(kind="post_published", at=an_hour_ago), at=an_hour_ago)
    sweep()
    response = Client().get("/healthz")
    assert response.status_code == 200
    assert timezone.now() - datetime.fromisoformat(response.json()["worker_seen_at"]) < timedelta(minutes=1)


def test_a_worker_that_is_gone_is_missed_though_nothing_waits():
    show_life(now=timezone.now() - timedelta(minutes=1))
    assert Client().get("/healthz").status_code == 200
    show_life(now=timezone.now() - timedelta(minutes=6))
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json()["worker"] == "late"


def test_without_a_database_it_says_so_and_does_not_break(monkeypatch):
    def gone(*args: object) -> None:
        raise OperationalError("no such server")

    monkeypatch.setattr(connection, "cursor", gone)
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json()["database"] == "unreachable"
