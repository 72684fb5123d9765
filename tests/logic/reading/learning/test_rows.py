"""The sentences to learn from: what a line may say, and what people who disagree teach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.reading.learning.rows import (
    BadRow,
    TrainingRow,
    agreed,
    calibration_in,
    sentences_in,
    training_folder,
)

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
