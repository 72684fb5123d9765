"""The settings of live pages and pushes: made where none is given, and a clear sentence where one is wrong."""

from pathlib import Path

import pytest

from entraide.adapters.push.identity import from_letters
from entraide.config import environment as env
from entraide.console.serve import say_where_live_is

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENTRAIDE_LIVE_ADDRESS", "ENTRAIDE_PUSH_KEY", "ENTRAIDE_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


def test_a_key_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    made = env.push_key("ENTRAIDE_PUSH_KEY", folder=tmp_path / "new")
    assert 0 < int.from_bytes(from_letters(made)) < ORDER
    assert env.push_key("ENTRAIDE_PUSH_KEY", folder=tmp_path / "new") == made
    assert (tmp_path / "new" / "push-key").stat().st_mode & 0o777 == 0o600


def test_one_that_is_given_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTRAIDE_PUSH_KEY", "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
    assert env.push_key("ENTRAIDE_PUSH_KEY", folder=tmp_path).startswith("yfWPi")
    assert not (tmp_path / "push-key").exists()


@pytest.mark.parametrize("wrong", ["short", "é" * 43, "A" * 43, "_" * 43, "A" * 44])
def test_what_is_no_key_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("ENTRAIDE_PUSH_KEY", wrong)
    with pytest.raises(env.WrongSetting, match="ENTRAIDE_PUSH_KEY"):
        env.push_key("ENTRAIDE_PUSH_KEY", folder=tmp_path)


@pytest.mark.parametrize(
    ("said", "address", "origin"),
    [
        ("", "/live/", ""),
        ("/live", "/live/", ""),
        ("https://live.example.org/live/", "https://live.example.org/live/", "https://live.example.org"),
        ("http://localhost:8001/live", "http://localhost:8001/live/", "http://localhost:8001"),
    ],
)
def test_where_live_is(monkeypatch: pytest.MonkeyPatch, said: str, address: str, origin: str) -> None:
    monkeypatch.setenv("ENTRAIDE_LIVE_ADDRESS", said)
    assert env.live_address("ENTRAIDE_LIVE_ADDRESS") == address
    assert env.origin_of(address) == origin


@pytest.mark.parametrize("wrong", ["live", "ftp://host/live/", "/live/?x=1", "https://host/", "/lîve/", "/live /live/"])
def test_where_live_cannot_be_is_said(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("ENTRAIDE_LIVE_ADDRESS", wrong)
    with pytest.raises(env.WrongSetting, match="ENTRAIDE_LIVE_ADDRESS"):
        env.live_address("ENTRAIDE_LIVE_ADDRESS")


@pytest.mark.parametrize(
    ("address", "port", "live"),
    [
        ("", 8000, "http://localhost:8001/live/"),
        ("http://localhost:8300", 8300, "http://localhost:8301/live/"),
        ("http://box.local:8000", 8000, "http://box.local:8001/live/"),
        # Something stands in front: it passes the path on.
        ("https://entraide.example", 8000, "/live/"),
        ("http://entraide.example", 8000, "/live/"),
        ("http://localhost:80", 8000, "/live/"),
    ],
)
def test_without_a_web_server_in_front_pages_find_it_on_the_next_port(
    monkeypatch: pytest.MonkeyPatch, address: str, port: int, live: str
) -> None:
    monkeypatch.setenv("ENTRAIDE_ADDRESS", address)
    monkeypatch.setenv("ENTRAIDE_LIVE_ADDRESS", "")
    monkeypatch.delenv("ENTRAIDE_LIVE_ADDRESS")
    say_where_live_is(port=port, live_port=port + 1)
    assert env.live_address("ENTRAIDE_LIVE_ADDRESS") == live
