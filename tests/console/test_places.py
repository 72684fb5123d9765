"""`entraide places`: finding and importing, without Django."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from entraide.console.command_line import main
from entraide.logic.places import use_tables

ROW = "BE\t9999\tBloemdorp\tVlaanderen\tVLG\tOost-Vlaanderen\tVOV\tGent\t44\t51.10\t3.70\t4\n"


@pytest.fixture(autouse=True)
def own_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ENTRAIDE_PLACES", str(tmp_path / "tables"))
    yield tmp_path / "tables"
    use_tables([])


def test_a_place_is_found_by_another_of_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "find", "Elsene"]) == 0
    assert capsys.readouterr().out.startswith("Ixelles · BE 1050 · municipality · 50.83")


def test_home_decides_and_distances_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "find", "Saint-Nicolas", "--home", "Liège"]) == 0
    out = capsys.readouterr().out
    assert "km from Liège" in out.splitlines()[0]
    assert "should be asked" not in out
    assert main(["places", "find", "Saint-Nicolas"]) == 0
    assert "should be asked" in capsys.readouterr().out


def test_an_unknown_place_is_said_to_be_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "find", "Xqzwvburg"]) == 1
    assert "No place is called 'Xqzwvburg'." in capsys.readouterr().err
    assert main(["places", "find", "Gent", "--home", "Xqzwvburg"]) == 1


@pytest.mark.parametrize("packed", [False, True])
def test_an_imported_place_is_found(tmp_path: Path, packed: bool, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "BE.txt"
    file.write_text(ROW, "utf-8")
    if packed:
        file = tmp_path / "BE.zip"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("BE.txt", ROW)
    assert main(["places", "import", str(file)]) == 0
    assert "1 places, 1 names, 1 postcodes" in capsys.readouterr().out
    assert main(["places", "find", "9999 Bloemdorp"]) == 0
    assert capsys.readouterr().out.startswith("Bloemdorp · BE 9999")


def test_a_bad_file_is_refused_and_nothing_is_written(
    tmp_path: Path, own_tables: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(ROW + "BE\tshort\n", "utf-8")
    assert main(["places", "import", str(bad)]) == 1
    assert "line 2: 2 columns" in capsys.readouterr().err
    bad.write_bytes(b"\xff\xfe\x00")
    assert main(["places", "import", str(bad)]) == 1
    assert main(["places", "import", str(tmp_path / "none.txt")]) == 1
    (tmp_path / "bad.zip").write_text("no zip")
    assert main(["places", "import", str(tmp_path / "bad.zip")]) == 1
    assert not own_tables.exists()


def test_a_spoilt_table_is_named(own_tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_tables.mkdir()
    (own_tables / "spoilt.zip").write_text("no zip")
    assert main(["places", "find", "Gent"]) == 1
    assert "spoilt.zip is not a table of places" in capsys.readouterr().err


def test_finding_a_place_loads_no_django() -> None:
    code = (
        "import sys; from entraide.console.command_line import main; main(['places', 'find', 'Gent']);"
        "sys.exit(any(name.startswith('django') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
