"""The settings of a second opinion: off without an address, and refused where words would travel in the open or money uncounted."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.adapters.interpreters.stand_in import stand_in

from entraide.config import environment as env

USUAL = {
    "URL": "https://models.example/v1/",
    "NOTICE": " la coopérative  Lumen ",
    "MODEL": "small",
    "PRICE_IN": "0.15",
    "PRICE_OUT": "0.6",
}


def interpreter(monkeypatch: pytest.MonkeyPatch, **changed: str) -> dict[str, object] | None:
    """What these settings give."""
    for name, value in {**USUAL, **changed}.items():
        monkeypatch.setenv(f"ENTRAIDE_INTERPRETER_{name}", value)
    return env.interpreter()


def test_without_an_address_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert env.interpreter() is None
    assert interpreter(monkeypatch, URL="") is None


def test_the_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    assert interpreter(monkeypatch, COST_CAP="0.25", TIME_LIMIT="4.5") == {
        "name": "la coopérative Lumen",
        "url": "https://models.example/v1/chat/completions",
        "model": "small",
        "key": "",
        "limit_s": 4.5,
        "cap_micro_eur": 250_000,
        "price_in": 0.15,
        "price_out": 0.6,
    }


def test_a_machine_of_ones_own_needs_neither_tls_nor_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    for url in ("http://localhost:8080/v1", "http://127.0.0.1:1234/v1", "http://[::1]:80/v1", "http://llama:8080/v1"):
        given = interpreter(monkeypatch, URL=url, PRICE_IN="", PRICE_OUT="")
        assert given is not None
        assert given["url"] == f"{url}/chat/completions"


@pytest.mark.parametrize(
    "wrong",
    [
        {"URL": "models.example/v1"},
        {"URL": "ftp://models.example"},
        {"URL": "https://key@models.example/v1"},
        {"URL": "https://models.example:99999/v1"},
        {"URL": "https://models.example/v1 x"},
        {"URL": "http://models.example/v1"},
        {"NOTICE": ""},
        {"MODEL": ""},
        {"PRICE_IN": ""},
        {"PRICE_OUT": "cheap"},
        {"PRICE_OUT": "-1"},
        {"COST_CAP": "nan"},
        {"TIME_LIMIT": "0"},
        {"TIME_LIMIT": "3600"},
        {"KEY": "two words"},
    ],
    ids=str,
)
def test_what_cannot_be_used_is_said_by_name(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]) -> None:
    with pytest.raises(env.WrongSetting, match=f"ENTRAIDE_INTERPRETER_{next(iter(wrong))}"):
        interpreter(monkeypatch, **wrong)


def test_on_the_command_line_nobody_is_ever_asked() -> None:
    with stand_in() as server:
        done = subprocess.run(
            [Path(sys.executable).with_name("entraide"), "understand", "--at", "2026-03-04T10:00"],
            input="Xyzzy plugh\n",
            env={
                **os.environ,
                "ENTRAIDE_INTERPRETER_URL": server.url,
                "ENTRAIDE_INTERPRETER_NOTICE": "Ici",
                "ENTRAIDE_INTERPRETER_MODEL": "m",
            },
            capture_output=True,
            text=True,
            check=True,
        )
        assert json.loads(done.stdout)["confidence"] < 1
        assert server.connections == 0
