"""`entraide route`: a line in, a line out, whatever the line."""

import argparse
import io
import json
from pathlib import Path
from typing import Any

import pytest

from entraide.console import route

NAMUR = {"latitude": 50.465, "longitude": 4.865}
PEOPLE: list[dict[str, Any]] = [
    {
        "id": "amina",
        "home": NAMUR,
        "says": ["Je promène volontiers les chiens du quartier."],
        "free": ["SA 08:00-12:00"],
    },
    {"id": "bruno", "home": "Namur", "says": ["Je promène les chiens le week-end, j'adore ça."], "blocks": ["chloe"]},
    {"id": "chloe", "home": NAMUR, "says": ["Qui pourrait promener mon chien ?"], "languages": ["fr"]},
    {"id": "daan", "home": "Gent", "says": ["Ik wandel graag met honden."], "languages": ["nl"]},
    {"id": "els"},
    {
        "id": "farid",
        "home": {"latitude": None},
        "says": [None, "", 3, "x" * 400],
        "radius_km": "far",
        "free": "always",
        "terms": 5,
    },
]
NEED = "Je cherche quelqu'un pour promener mon chien samedi matin à Namur."


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A file of people, with a line that is none."""
    file = tmp_path / "people.jsonl"
    file.write_text("\n".join([*(json.dumps(person) for person in PEOPLE), "no person", "[]", '{"home": "Namur"}', ""]))
    return file


def answers(
    people: Path, lines: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], limit: int = 20
) -> list[dict[str, Any]]:
    """What the command answers to these lines."""
    raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    parser = argparse.ArgumentParser()
    route.add_arguments(parser)
    assert route.run(parser.parse_args(["--people", str(people), "--limit", str(limit)])) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_need_is_answered_with_those_who_may_be_asked_best_first(
    people: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    post = {"id": 7, "text": NEED, "at": "2026-03-04T10:00", "home": None, "from": None}
    (answer,) = answers(people, [post], monkeypatch, capsys)
    assert answer["id"] == 7
    assert {somebody["id"] for somebody in answer["people"]} == {"amina", "bruno"}
    assert answer["people"][0]["score"] >= answer["people"][1]["score"]
    first = answer["people"][0]
    assert set(first) == {"id", "score", "distance_km", "because", "say"}
    assert 0 < first["score"] <= 1
    assert all(0 <= value <= 1 for value in first["because"].values())


def test_the_writer_and_whoever_blocks_them_are_not_asked_in_either_direction(
    people: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    by_chloe = {"id": 1, "text": NEED, "at": "2026-03-04T10:00", "home": NAMUR, "from": "chloe"}
    by_amina = {**by_chloe, "id": 2, "from": "amina"}
    first, second = answers(people, [by_chloe, by_amina], monkeypatch, capsys)
    assert [somebody["id"] for somebody in first["people"]] == ["amina"]
    assert [somebody["id"] for somebody in second["people"]] == ["bruno"]


def test_no_more_than_the_limit(
    people: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (answer,) = answers(people, [{"text": NEED, "at": "2026-03-04T10:00"}], monkeypatch, capsys, limit=1)
    assert answer["id"] is None
    assert len(answer["people"]) == 1


def test_a_bad_line_is_answered_with_an_error_and_the_next_as_usual(
    people: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = [
        b"no json",
        b"\xff\xfe",
        [1],
        {"id": 3},
        {"id": 4, "text": ""},
        {"id": 5, "text": "x" * 301},
        {"id": 6, "text": NEED, "at": "soon"},
    ]
    told = answers(
        people,
        [*bad, {"id": 9, "text": NEED, "at": "2026-03-04T10:00", "home": "Nowhere-at-all", "from": 12}],
        monkeypatch,
        capsys,
    )
    assert len(told) == len(bad) + 1
    assert all("error" in answer for answer in told[:-1])
    assert (told[4]["error"], told[5]["error"]) == ("empty", "too_long")
    assert told[-1]["people"]


def test_people_that_cannot_be_read_end_the_command_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    route.add_arguments(parser)
    assert route.run(parser.parse_args(["--people", str(tmp_path / "none.jsonl")])) == 2
    assert "none.jsonl" in capsys.readouterr().err
