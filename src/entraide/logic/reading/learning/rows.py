"""The sentences to learn from, with their labels: where they lie, and what a line of them says.

They lie in training/ of a checkout, or beside the package where it was installed from a wheel.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from zlib import crc32

from entraide.logic.reading.interpretation import LANGUAGES, Action, Kind, Mode
from entraide.logic.reading.topics import topic_codes

NOT_SAID = "-"
"""A label that a row leaves open: the head of that label does not learn from it."""

# Chosen on the calibration sentences: there are three times as many phrases as sentences, and a sentence says more.
_FRAMED_WEIGHT = 0.12
_BARE_WEIGHT = 0.04

_PACKAGE = Path(__file__).resolve().parents[3]


class BadRow(ValueError):
    """A line that is no training line; the message says where it stands and what is wrong."""


@dataclass(frozen=True, order=True)
class TrainingRow:
    """One sentence and what is right of it; each label may be NOT_SAID, but for the language.

    `weight` is how much it counts in learning: a whole sentence 1, a phrase of the vocabulary much less.
    """

    language: str
    kind: str
    action: str
    topic: str
    mode: str
    sentence: str
    weight: float = 1.0

    @classmethod
    def from_line(cls, line: str, *, where: str) -> "TrainingRow":
        """The row of a line `language<TAB>kind<TAB>action<TAB>topic<TAB>mode<TAB>sentence`. Raises BadRow."""
        parts = line.split("\t")
        if len(parts) != 6:
            raise BadRow(f"{where}: {len(parts)} columns, not 6: {line!r}")
        language, kind, action, topic, mode, sentence = parts
        row = cls(language, kind, action, topic, mode, sentence)
        allowed = {
            "language": LANGUAGES,
            "kind": (*get_args(Kind), NOT_SAID),
            "action": (*get_args(Action), NOT_SAID),
            "topic": (*topic_codes(), NOT_SAID),
            "mode": (*get_args(Mode), NOT_SAID),
        }
        for name, labels in allowed.items():
            if getattr(row, name) not in labels:
                raise BadRow(f"{where}: {getattr(row, name)!r} is no {name}")
        if not row.sentence.strip():
            raise BadRow(f"{where}: no sentence")
        return row

    def as_line(self) -> str:
        """The row as a line, without its end."""
        return "\t".join(
            (self.language, self.kind, self.action, self.topic, self.mode, " ".join(self.sentence.split()))
        )


def training_folder() -> Path:
    """The folder with `sentences/*.tsv` and `calibration.tsv`. Raises FileNotFoundError if this installation has none."""
    for folder in (_PACKAGE / "training", _PACKAGE.parents[1] / "training"):
        if (folder / "sentences").is_dir():
            return folder
    raise FileNotFoundError("no training sentences came with this installation; say where they are")


def sentences_in(folder: Path) -> list[TrainingRow]:
    """All rows of `sentences/*.tsv` in a fixed order. Raises BadRow, OSError; FileNotFoundError if there are none."""
    files = sorted((folder / "sentences").glob("*.tsv"))
    rows = [row for file in files for row in rows_of(file)]
    if not rows:
        raise FileNotFoundError(f"{folder / 'sentences'} holds no sentences")
    return rows


def learned_in(folder: Path) -> list[TrainingRow]:
    """All that the heads learn from: the sentences and then the vocabulary. Raises as both."""
    return [*sentences_in(folder), *vocabulary_in(folder)]


def vocabulary_in(folder: Path) -> list[TrainingRow]:
    """The phrases of `words/*.tsv`, each in one of the frames of `frames.tsv` and bare; none if the folder has no vocabulary.

    A phrase says its topic and nothing else. A line: `topic<TAB>language<TAB>phrase | phrase | …`. It is put into a frame (an
    opening or an ending that any topic may have) because the letters of a whole sentence are weighed against each other: a
    phrase alone is heard louder than it ever is in a sentence. Alone it stands for what is given in return, which is read so.
    Which frame, its letters decide, so that nothing depends on the order. Raises BadRow, OSError.
    """
    rows: list[TrainingRow] = []
    frames = _frames_in(folder / "frames.tsv")
    for file in sorted((folder / "words").glob("*.tsv")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            parts = line.split("\t")
            if len(parts) != 3 or parts[0] not in topic_codes() or parts[1] not in frames:
                raise BadRow(f"{file.name}:{number}: not a topic, a language and its phrases: {line[:60]!r}")
            topic, language, phrases = parts
            for phrase in filter(None, map(str.strip, phrases.split("|"))):
                frame = frames[language][crc32(phrase.encode()) % len(frames[language])]
                said = {frame.replace("{}", phrase): _FRAMED_WEIGHT, phrase: _BARE_WEIGHT}
                rows += [
                    TrainingRow(language, NOT_SAID, NOT_SAID, topic, NOT_SAID, sentence, weight)
                    for sentence, weight in said.items()
                ]
    return rows


def _frames_in(file: Path) -> dict[str, list[str]]:
    frames: dict[str, list[str]] = {}
    if not file.exists():
        return frames
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        language, _, frame = line.partition("\t")
        if language not in LANGUAGES or frame.count("{}") != 1:
            raise BadRow(f"{file.name}:{number}: not a language and a frame with {{}}: {line!r}")
        frames.setdefault(language, []).append(frame)
    return frames


def calibration_in(folder: Path) -> list[TrainingRow]:
    """The sentences of everyday style that no head learns from: by them weights are judged. Raises BadRow, OSError."""
    return rows_of(folder / "calibration.tsv")


def rows_of(file: Path) -> list[TrainingRow]:
    """The rows of one file; lines that are empty or begin with # are passed over. Raises BadRow, OSError."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [
        TrainingRow.from_line(line, where=f"{file.name}:{number}")
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]


def agreed(rows: Iterable[TrainingRow]) -> list[TrainingRow]:
    """Each sentence once, in a fixed order; one that different people labelled differently is left out whole."""
    said: dict[tuple[str, str], set[TrainingRow]] = {}
    for row in rows:
        said.setdefault((row.language, row.sentence), set()).add(row)
    return sorted(row for labels in said.values() if len(labels) == 1 for row in labels)


def labels_of(rows: Sequence[TrainingRow], *, head: str) -> list[str]:
    """What the rows say for one head, NOT_SAID among it."""
    return [str(getattr(row, head)) for row in rows]
