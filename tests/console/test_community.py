"""`entraide community`: from one address to another on the same server, sealed and open; what is wrong is said in a sentence."""

from pathlib import Path

import pytest
from tests.web import rows

from entraide.console.command_line import main
from entraide.records.communities.models import Community

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entraide.console.setup.prepare", lambda: None)


def test_a_community_leaves_sealed_and_arrives_under_another_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = rows.community()
    rows.member(house, rows.person("Amina"), agrees_to_move=True)
    assert main(["community", "key"]) == 0
    key = capsys.readouterr().out.strip()
    file = tmp_path / "ixelles.age"
    assert main(["community", "export", "ixelles", str(file), "--for", key]) == 0
    assert main(["community", "import", str(file)]) == 1
    assert "has come already" in capsys.readouterr().err
    assert main(["community", "import", str(file), "--as", "ixelles-2", "--fingerprint", "0000"]) == 1
    assert "another fingerprint" in capsys.readouterr().err
    assert main(["community", "import", str(file), "--as", "ixelles-2"]) == 0
    assert Community.objects.filter(slug="ixelles-2").exists()
    assert main(["community", "moved", "ixelles", "https://example.net/c/ixelles/"]) == 0
    assert main(["community", "list"]) == 0
    assert "moved to https://example.net/c/ixelles/" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["export", "nowhere", "x", "--open"],
        ["export", "entraide", "x", "--for", "age1"],
        ["import", "no-such-file"],
        ["moved", "entraide", "https://example.net/"],
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["community", *words]) == 1
    assert capsys.readouterr().err.strip().endswith(".")
