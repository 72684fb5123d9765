"""The sentences to learn from: what a line may say, and what people who disagree teach."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.reading.interpretation import LANGUAGES
from entraide.logic.reading.learning.rows import (
    BadRow,
    TrainingRow,
    agreed,
    calibration_in,
    sentences_in,
    training_folder,
    vocabulary_in,
)
from entraide.logic.reading.topics import topic_codes

ROW = TrainingRow("fr", "need", "lend", "things.tools", "open", "Qui aurait une foreuse ?")


def test_the_sentences_of_this_checkout_are_found_and_every_line_of_them_is_right():
    assert len(sentences_in(training_folder())) > 5000
    assert len(calibration_in(training_folder())) > 300


@pytest.mark.parametrize(
    "line",
    ["fr\tneed", "xx\tneed\tlend\tthings.tools\topen\ta", "fr\tneed\tlend\tno.such\topen\ta", "fr\tneed\tlend\tthings.tools\topen\t "],
)  # fmt: skip
def test_a_wrong_line_is_named(tmp_path, line):
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "mine.tsv").write_text(f"{ROW.as_line()}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadRow, match=r"mine\.tsv:2"):
        sentences_in(tmp_path)


def test_a_folder_without_sentences_is_said(tmp_path):
    with pytest.raises(FileNotFoundError):
        sentences_in(tmp_path)


def test_a_label_may_be_left_open():
    assert TrainingRow.from_line("fr\tneed\t-\tthings.tools\topen\ta b", where="x").action == "-"


def test_of_people_who_disagree_nothing_is_learned():
    other = TrainingRow("fr", "need", "lend", "things.sports", "open", ROW.sentence)
    third = TrainingRow("nl", "need", "lend", "things.tools", "open", "Wie heeft er een boor?")
    assert agreed([third, ROW, ROW]) == agreed([ROW, third]) == [ROW, third]
    assert agreed([ROW, other, third]) == [third]


@given(st.text(max_size=80).filter(lambda text: bool(text.split())))
def test_a_row_written_and_read_again_is_the_same_but_for_spaces(sentence):
    row = TrainingRow("fr", "need", "lend", "things.tools", "open", " ".join(sentence.split()))
    assert TrainingRow.from_line(row.as_line(), where="x") == row


def test_a_phrase_of_the_vocabulary_says_its_topic_alone_and_counts_for_less_than_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "things.tsv").write_text("things.tools\tfr\tperceuse | scie sauteuse |\n", encoding="utf-8")
    (tmp_path / "frames.tsv").write_text("fr\tqui aurait {} ?\n", encoding="utf-8")
    rows = vocabulary_in(tmp_path)
    assert {row.sentence for row in rows} == {
        "qui aurait perceuse ?",
        "qui aurait scie sauteuse ?",
        "perceuse",
        "scie sauteuse",
    }
    assert {(row.kind, row.action, row.topic, row.mode) for row in rows} == {("-", "-", "things.tools", "-")}
    assert all(0 < row.weight < 1 for row in rows)


def test_a_folder_without_a_vocabulary_teaches_sentences_only(tmp_path: Path) -> None:
    assert vocabulary_in(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "frames"),
    [
        ("things.tools\tfr\n", "fr\t{}\n"),
        ("things.tols\tfr\tperceuse\n", "fr\t{}\n"),
        ("things.tools\tit\ttrapano\n", "fr\t{}\n"),
        ("things.tools\tfr\tperceuse\n", "fr\tqui aurait une perceuse ?\n"),
    ],
)
def test_a_line_of_the_vocabulary_that_is_none_is_named(tmp_path: Path, words: str, frames: str) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "things.tsv").write_text(words, encoding="utf-8")
    (tmp_path / "frames.tsv").write_text(frames, encoding="utf-8")
    with pytest.raises(BadRow, match=r"things.tsv:1|frames.tsv:1"):
        vocabulary_in(tmp_path)


def test_the_vocabulary_that_comes_with_entraide_covers_every_topic_in_every_language() -> None:
    said = {(row.topic, row.language) for row in vocabulary_in(training_folder())}
    assert said == {(topic, language) for topic in topic_codes() for language in LANGUAGES}
