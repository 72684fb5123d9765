"""`entraide reading`: the report, the export, and training that makes the bot read what it was taught, or refuses."""

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.cast import NOW

from entraide.console.command_line import main
from entraide.console.reading import use_operators_weights, weights_file
from entraide.journeys.read_sentence import read_sentence
from entraide.logic.reading import meaning
from entraide.logic.reading.learning.rows import TrainingRow, calibration_in, sentences_in, training_folder
from entraide.logic.reading.weights import built_in_version
from entraide.records.corrections.models import Correction

pytestmark = pytest.mark.django_db
TOPICS = ("animals.walking", "things.tools", "learning.music", "food.meals", "garden.mowing")
TAUGHT = (
    "Qui me prête un flurbe samedi ?",
    "Je cherche un flurbe à emprunter",
    "flurbe à prêter pour un jour, je cherche",
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ENTRAIDE_FOLDER", str(tmp_path / "server"))
    monkeypatch.setattr("entraide.console.setup.prepare", lambda: None)
    yield
    meaning.use_weights(None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A few of the sentences that come along: enough to learn from in seconds."""
    chosen: dict[str, list[TrainingRow]] = {}
    for row in sentences_in(training_folder()):
        if row.topic in TOPICS or row.kind == "none":
            chosen.setdefault(row.topic, []).append(row)
    rows = [row for rows in chosen.values() for row in rows[:40]]
    actions = {row.action: row for row in sentences_in(training_folder())}
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "few.tsv").write_text("\n".join(r.as_line() for r in [*rows, *actions.values()]))
    easy = [row for rows in chosen.values() for row in rows[:3]]
    (tmp_path / "calibration.tsv").write_text("\n".join(row.as_line() for row in easy))
    return tmp_path


def kept(sentence: str, *, read: str = "other.other", right: str = "things.tools", **fields: object) -> Correction:
    return Correction.objects.create(
        **{
            "kept_on": date(2026, 3, 4),
            "community": "entraide",
            "corrected_by": "writer",
            "sentence": sentence,
            "language": "fr",
            "fields": ["topic"],
            **{f"{side}_kind": "need" for side in ("read", "right")},
            **{f"{side}_action": "lend" for side in ("read", "right")},
            **{f"{side}_mode": "open" for side in ("read", "right")},
            **{f"{side}_place": "-" for side in ("read", "right")},
            **{f"{side}_time": "-" for side in ("read", "right")},
            "read_topic": read,
            "right_topic": right,
            "confidence": 0.4,
            "heads": "x",
            **fields,
        }
    )


def test_nothing_kept_is_said_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reading", "train"]) == 1
    assert "nothing new to learn" in capsys.readouterr().err
    assert main(["reading", "report"]) == 0
    assert "Nothing was confused" in capsys.readouterr().out
    assert main(["reading", "train", "--undo"]) == 1


def test_the_report_tells_what_is_corrected_most_and_draws_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for sentence in TAUGHT:
        kept(sentence)
    kept(
        "Wie heeft er een boor <&> ?",
        language="nl",
        fields=["topic", "place"],
        read="things.sports",
        read_place="street",
    )
    picture = tmp_path / "picture.svg"
    assert main(["reading", "report", "--picture", str(picture)]) == 0
    said = capsys.readouterr().out
    assert "4 corrected sentences kept" in said
    assert "other.other → things.tools" in " ".join(said.split())
    assert "street → -" in " ".join(said.split())
    assert [line.split()[:2] for line in said.splitlines() if "█" in line][:2] == [["4", "topic"], ["1", "place"]]
    assert "\x1b" not in said
    drawing = ElementTree.parse(picture).getroot()
    assert drawing.tag.endswith("svg")
    assert "things.tools read as other.other: 3" in drawing.attrib["aria-label"]


def test_the_report_can_be_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    kept(TAUGHT[0])
    kept(TAUGHT[1], language="nl", community="liege", kept_on=date(2026, 5, 1))
    for narrowed in (["--language", "nl"], ["--community", "liege"], ["--since", "2026-04-01"]):
        assert main(["reading", "report", *narrowed]) == 0
        assert "1 corrected sentence kept" in capsys.readouterr().out


def test_the_export_is_what_training_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(TAUGHT[0])
    (tmp_path / "sentences").mkdir()
    assert main(["reading", "export", "--output", str(tmp_path / "sentences" / "new.tsv")]) == 0
    assert sentences_in(tmp_path) == [TrainingRow("fr", "need", "lend", "things.tools", "open", TAUGHT[0])]
    capsys.readouterr()
    assert main(["reading", "export"]) == 0
    assert capsys.readouterr().out == f"fr\tneed\tlend\tthings.tools\topen\t{TAUGHT[0]}\n"


@pytest.mark.slow
def test_what_was_corrected_is_read_right_after_training_and_wrong_again_after_undoing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for sentence in TAUGHT:
        kept(sentence, right="garden.mowing")
    unseen = "Quelqu'un aurait un flurbe ?"
    assert read_sentence(unseen, now=NOW).topic != "garden.mowing"
    assert main(["reading", "train", "--sentences", str(folder), "--folds", "2"]) == 0
    said = capsys.readouterr().out
    assert "of sentences not seen" in said
    assert "3 corrections learned" in said
    assert "100.0%" in said
    use_operators_weights()
    assert meaning.heads_version() != built_in_version()
    for sentence in (*TAUGHT, unseen):
        assert read_sentence(sentence, now=NOW).topic == "garden.mowing"
    first = weights_file().read_bytes()
    assert main(["reading", "train", "--sentences", str(folder)]) == 0
    assert weights_file().read_bytes() == first, "trained again with the same sentences, the weights are the same bits"
    for _ in range(2):
        assert main(["reading", "train", "--undo"]) == 0
    use_operators_weights()
    assert meaning.heads_version() == built_in_version()
    assert read_sentence(unseen, now=NOW).topic != "garden.mowing"


@pytest.mark.slow
def test_weights_that_read_everyday_sentences_worse_are_refused_with_the_figures(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept(TAUGHT[0])
    everyday = calibration_in(training_folder())
    (folder / "calibration.tsv").write_text("\n".join(row.as_line() for row in everyday))
    assert main(["reading", "train", "--sentences", str(folder)]) == 1
    told = capsys.readouterr()
    assert "are not installed" in told.err
    assert f"{len(everyday)} everyday sentences" in told.out
    assert not list(weights_file().parent.glob("*"))


def test_without_scikit_learn_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith("entraide.logic.reading.learning.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    assert main(["reading", "train"]) == 1
    assert "entraide[train]" in capsys.readouterr().err


def test_a_bad_line_in_the_sentences_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "bad.tsv").write_text("fr\tking\n")
    assert main(["reading", "train", "--sentences", str(tmp_path)]) == 1
    assert "bad.tsv:1" in capsys.readouterr().err


def test_serving_needs_no_scikit_learn() -> None:
    code = (
        "import sys, django; django.setup(); import entraide.web.urls, entraide.console.reading, entraide.console.understand;"
        "print([n for n in ('sklearn', 'scipy') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
